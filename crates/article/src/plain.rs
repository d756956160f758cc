//! Plain text of HTML: a blank line between paragraphs, a line for each list item and table row.

use crate::scan::{Token, decode, tokens};
use crate::tame::{Kind, tame};

/// The text of a piece of HTML as a person would read it aloud: no captions, scripts or icon names.
pub fn plain_text(html: &str) -> String {
    let tamed = tame(html, Kind::Fragment);
    let mut plain = Plain::default();
    for token in tokens(tamed.as_deref().unwrap_or(html)) {
        match token {
            Token::Text(text) => plain.text(&decode(text)),
            Token::Raw(_) => {}
            Token::Open(tag) => plain.open(tag.name),
            Token::Close(name) => plain.close(name),
        }
    }
    plain.finish()
}

/// What separates the next word from the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

/// Text under way.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    text: String,
    gap: Gap,
    preformatted: usize,
    captions: usize,
}

impl Plain {
    /// Adds decoded characters.
    pub(crate) fn text(&mut self, text: &str) {
        if self.captions > 0 {
            return;
        }
        if self.preformatted > 0 {
            self.preformatted_text(text);
            return;
        }
        let mut words = text.split(char::is_whitespace);
        // The first piece touches the last word unless the text starts with a space.
        self.word(words.next().unwrap_or_default());
        for word in words {
            self.gap = self.gap.max(Gap::Space);
            self.word(word);
        }
    }

    fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::Nothing => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::Nothing;
        self.text.push_str(word);
    }

    fn preformatted_text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line();
            }
            self.word(line.trim_end());
        }
    }

    /// A start tag was met.
    pub(crate) fn open(&mut self, name: &str) {
        match name {
            "br" => self.line(),
            "pre" => self.preformatted += 1,
            "figcaption" => self.captions += 1,
            _ => {}
        }
        self.boundary(name);
    }

    /// An end tag was met.
    pub(crate) fn close(&mut self, name: &str) {
        match name {
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "figcaption" => self.captions = self.captions.saturating_sub(1),
            _ => {}
        }
        self.boundary(name);
    }

    /// Two breaks in a row are how a paragraph is written without `p`.
    fn line(&mut self) {
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    fn boundary(&mut self, name: &str) {
        self.gap = self.gap.max(match name {
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "pre"
            | "table" | "figure" | "hr" => Gap::Paragraph,
            "li" | "dt" | "dd" | "tr" | "caption" => Gap::Line,
            "td" | "th" => Gap::Space,
            _ => Gap::Nothing,
        });
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &str) {
        assert_eq!(plain_text(html), expect, "{html}");
    }

    #[test]
    fn words_inside_links_and_emphasis_stay_in_their_sentence() {
        check("The <a href=x>harbour <em>mas<b>ter</b></em></a>, <abbr>Ms</abbr> Ode.", "The harbour master, Ms Ode.");
        check("one<br>two<br><br>three", "one\ntwo\n\nthree");
    }

    #[test]
    fn blocks_are_told_apart() {
        check("<div>One</div><div>two</div> <p>three\n four", "One\n\ntwo\n\nthree four");
        check("<ul><li>a<li>b</ul><table><tr><td>1<td>2<tr><td>3</table>", "a\nb\n\n1 2\n3");
        check("<pre>a  b\n c</pre>d", "a  b\n c\n\nd");
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        check("a<script>x</script><svg><title>icon</title></svg> <style>p{}</style>b&amp;c&nbsp;d", "a b&c d");
        check("<figure><img src=x alt=y><figcaption>Photo: Photo:</figcaption></figure>text", "text");
    }
}
