//! A piece of HTML that a feed carries, made readable.

use model::{Image, Language};
use url::Url;

use crate::clean::{Clean, clean};
use crate::invitation::before_invitation;
use crate::language::detect_language;
use crate::metadata::syndication::{Credits, syndication};
use crate::words::{excerpt, word_count};

/// What a feed's content or summary says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    /// Sanitized.
    pub html: String,
    /// Plain, a blank line between paragraphs.
    pub text: String,
    /// How many words the text has.
    pub words: u32,
    /// Its first sentences.
    pub excerpt: String,
    /// The language it is written in.
    pub language: Option<Language>,
    /// The credit of an agency or first publisher, as printed.
    pub syndication: Option<String>,
    /// Its first picture.
    pub image: Option<Image>,
    /// Whether it breaks off with an invitation to read on elsewhere.
    pub truncated: bool,
}

/// Reads the HTML that a feed carries; its addresses are relative to `base`.
pub fn read_fragment(html: &str, base: &Url) -> Fragment {
    let Clean { html, text, image } = clean(html, base);
    Fragment {
        words: word_count(&text),
        excerpt: excerpt(&text),
        language: detect_language(&text),
        syndication: syndication(&text, &Credits::default()),
        truncated: before_invitation(&text).is_some(),
        html,
        text,
        image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Fragment {
        read_fragment(html, &Url::parse("https://coast.example/feed").expect("a valid address"))
    }

    #[test]
    fn everything_is_read_in_one_go() {
        let fragment = read(
            "<p>The ferry to Ness runs again from <a href=/a>Monday</a>, the harbour office said.</p>\
             <p><img src=/f.jpg alt='The ferry'> Tickets cost the same as before the storm.</p>",
        );
        assert_eq!(
            fragment.text,
            "The ferry to Ness runs again from Monday, the harbour office said.\n\n\
             Tickets cost the same as before the storm."
        );
        assert_eq!(fragment.words, 20);
        assert_eq!(fragment.language.map(String::from).as_deref(), Some("en"));
        assert_eq!(fragment.image.map(|image| image.url.to_string()).as_deref(), Some("https://coast.example/f.jpg"));
        assert!(!fragment.truncated);
    }

    #[test]
    fn a_credit_in_the_text_is_found() {
        let credit = |html: &str| read(html).syndication;
        assert_eq!(credit("<p>NESS (Reuters) – The gate is shut.</p><p>More.</p>").as_deref(), Some("Reuters"));
        assert_eq!(credit("<p>The gate is shut.</p>"), None);
    }

    #[test]
    fn invitations_to_read_on_are_noticed_at_the_end_only() {
        let check = |html: &str, expect: bool| assert_eq!(read(html).truncated, expect, "{html}");
        check("The ferry runs again. <a href=/a>Read more</a>", true);
        check("The ferry runs again [&hellip;]", true);
        check("The ferry runs again [...]</p>", true);
        check("<p>The ferry runs again.</p><p><a href=/a>Continue reading “Ferry”</a></p>", true);
        check("Die Fähre fährt wieder. <a href=/a>Weiterlesen →</a>", true);
        check("船が再開した。<a href=/a>続きを読む</a>", true);
        check("عادت العبّارة إلى العمل. <a href=/a>اقرأ المزيد…</a>", true);
        check("नाव फिर चली। <a href=/a>और पढ़ें</a>", true);
        check("<p>Text […]</p><p>The post Ferry appeared first on Coast.</p>", true);
        check("The ferry runs again.", false);
        check("Children learn to read more", false);
        check("“Read more,” she said. The ferry runs again.", false);
        check("", false);
    }

    #[test]
    fn an_excerpt_carries_no_invitation() {
        let check = |html: &str, expect: &str| assert_eq!(read(html).excerpt, expect, "{html}");
        check("<p>The ferry runs [&hellip;] <a href=/a>Read more</a>", "The ferry runs…");
        check("<p>The ferry runs again. <a href=/a>Continue reading &rarr;</a>", "The ferry runs again. …");
        check("<p>The ferry runs</p><p><a href=/a>Continue reading “Ferry”</a></p>", "The ferry runs…");
        check("<p>عادت العبّارة إلى […] <a href=/a>تابع القراءة</a></p>", "عادت العبّارة إلى…");
        check("<p>عادت العبّارة. <a href=/a>إقرأ المزيد</a></p>", "عادت العبّارة. …");
        check("<p>船が再開した。<a href=/a>続きを読む</a>", "船が再開した。…");
        check("<p>Die Fähre fährt, [...] <a href=/a>Weiterlesen</a>", "Die Fähre fährt…");
        check("<p>Le bac repart [...]<br><a href=/a>Lire la suite &raquo;</a>", "Le bac repart…");
        check("<p>El bote sale (…) | <a href=/a>Seguir leyendo</a>", "El bote sale…");
        check("<p>The ferry [...]</p><p>The post Ferry appeared first on Coast.</p>", "The ferry…");
        check("<a href=/a>Read more</a>", "");
        check("<p>Children learn to read more", "Children learn to read more");
        check("<p>The ferry runs again.", "The ferry runs again.");
    }
}
