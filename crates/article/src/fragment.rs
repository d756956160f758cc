//! A piece of HTML that a feed carries, made readable.

use model::{Image, Language};
use url::Url;

use crate::clean::{Clean, clean};
use crate::language::detect_language;
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
    /// Its first picture.
    pub image: Option<Image>,
    /// Whether it breaks off with an invitation to read on elsewhere.
    pub truncated: bool,
}

/// Reads the HTML that a feed carries; its addresses are relative to `base`.
pub fn read_fragment(html: &str, base: &Url) -> Fragment {
    let Clean { html, text, image } = clean(html, base, &[]);
    Fragment {
        words: word_count(&text),
        excerpt: excerpt(&text),
        language: detect_language(&text),
        truncated: is_truncated(&text),
        html,
        text,
        image,
    }
}

/// How feeds invite to read on, in lower case, each at the end of a text.
#[rustfmt::skip]
const INVITATIONS: [&str; 40] = [
    "read more", "read on", "read the full story", "read full story", "read full article", "read the full article",
    "read the rest", "continue reading", "continue", "full story", "view article", "click here to read more",
    "keep reading", "learn more", "weiterlesen", "mehr lesen", "weiter lesen", "mehr erfahren", "lire la suite",
    "en savoir plus", "lire l'article", "lire plus", "leer más", "seguir leyendo", "leer mas", "continuar leyendo",
    "ler mais", "leia mais", "continue lendo", "continuar a ler", "читать далее", "читать дальше", "подробнее",
    "devamını oku", "devamı", "baca selengkapnya", "selengkapnya", "और पढ़ें", "आगे पढ़ें", "leggi tutto",
];
/// The same in scripts that are matched as they stand.
#[rustfmt::skip]
const INVITATIONS_ELSEWHERE: [&str; 9] = [
    "続きを読む", "続きはこちら", "もっと読む", "阅读全文", "閱讀全文", "查看更多", "اقرأ المزيد", "قراءة المزيد", "للمزيد",
];
/// The tail in which an invitation stands, in characters.
const TAIL_CHARS: usize = 80;

fn is_truncated(text: &str) -> bool {
    let tail_start = text.char_indices().rev().nth(TAIL_CHARS).map_or(0, |(at, _)| at);
    let tail = text.get(tail_start..).unwrap_or(text);
    // WordPress closes its excerpts with "The post … appeared first on …", after the mark.
    let body = text.rfind("The post ").filter(|_| text.contains(" appeared first on ")).and_then(|at| text.get(..at));
    let end = body.unwrap_or(tail).trim_end();
    let is_cut =
        |end: &str| end.ends_with("[…]") || end.ends_with("[...]") || end.ends_with('…') || end.ends_with("...");
    if is_cut(end) {
        return true;
    }
    let tail = tail.to_lowercase();
    let words = tail.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    INVITATIONS.iter().any(|mark| words.strip_suffix(mark).is_some_and(starts_clean))
        || INVITATIONS_ELSEWHERE.iter().any(|mark| words.ends_with(mark))
        || words.rsplit('\n').next().is_some_and(|line| line.starts_with("continue reading"))
}

/// Vowel signs that end words in Indic scripts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{97f}')
}

/// Whether an invitation stands by itself and is not the end of a sentence ("where you can read more").
fn starts_clean(before: &str) -> bool {
    before.trim_end_matches([' ', '\u{a0}']).chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ',')
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
}
