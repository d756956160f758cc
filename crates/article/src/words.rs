//! How long a text is, and its first sentences.

use crate::invitation::before_invitation;

/// The words of a text. Chinese, Japanese and Thai write no spaces; two of their characters count as a word.
pub fn word_count(text: &str) -> u32 {
    let mut words = 0_u32;
    let mut spaceless = 0_u32;
    let mut inside = false;
    for c in text.chars() {
        let is_spaceless = is_spaceless(c);
        spaceless += u32::from(is_spaceless);
        // Apostrophes and hyphens join a word, and do not start one.
        let joins = inside && matches!(c, '\'' | '’' | '-' | '.' | ',' | '_');
        let is_letter = !is_spaceless && (joins || is_word_character(c));
        words += u32::from(is_letter && !inside);
        inside = is_letter;
    }
    words + spaceless.div_ceil(2)
}

fn is_word_character(c: char) -> bool {
    // Marks stand inside the words of Indic and Arabic scripts, and are not alphanumeric.
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}')
}

/// Letters of scripts that put no space between words; Korean does.
pub(crate) fn is_spaceless(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}')
}

/// The longest excerpt in characters.
const EXCERPT_CHARS: usize = 400;

/// The first sentences of a text in one line, at most 400 characters. It ends with a sentence when one ends in its
/// second half, otherwise with a word and an ellipsis. An invitation to read on becomes an ellipsis.
pub fn excerpt(text: &str) -> String {
    match before_invitation(text) {
        Some(before) => broken_off(&first_sentences(before), before),
        None => first_sentences(text),
    }
}

/// The excerpt of a text that breaks off: where all of it fits, the reader is told that there is more.
fn broken_off(excerpt: &str, text: &str) -> String {
    if excerpt.is_empty() || excerpt.ends_with('…') || text.chars().count() > EXCERPT_CHARS {
        return excerpt.to_owned();
    }
    let open = excerpt.trim_end_matches(is_pause);
    let gap = if open.ends_with(['.', '!', '?', '؟']) { " " } else { "" };
    format!("{open}{gap}…")
}

fn first_sentences(text: &str) -> String {
    let mut line = String::with_capacity(EXCERPT_CHARS * 2);
    let mut chars = 0;
    let mut is_cut = false;
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(chars > 0);
        if chars + length > EXCERPT_CHARS {
            is_cut = true;
            // A text without spaces is one word; its beginning is better than nothing.
            if chars < EXCERPT_CHARS / 2 {
                line.extend((chars > 0).then_some(' '));
                line.extend(word.chars().take(EXCERPT_CHARS - chars - 1));
            }
            break;
        }
        line.extend((chars > 0).then_some(' '));
        line.push_str(word);
        chars += length;
    }
    if is_cut { end_well(&line) } else { line }
}

fn end_well(cut: &str) -> String {
    if let Some(end) = sentence_ends(cut).last().filter(|&end| end * 2 >= cut.len()) {
        return cut.get(..end).unwrap_or_default().trim_end().to_owned();
    }
    let kept: String = cut.chars().take(EXCERPT_CHARS - 1).collect();
    format!("{}…", kept.trim_end_matches(is_pause))
}

/// Signs after which no text ends.
fn is_pause(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '،' | '、')
}

/// Where sentences end, behind their mark and a closing quote.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(at, mark)| {
        let after = at + mark.len_utf8();
        let rest = text.get(after..).unwrap_or_default();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '”' | '»' | '’' | '」' | '』' | ')'));
        let end = after + quote.map_or(0, char::len_utf8);
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let ends = match mark {
            '。' | '！' | '？' | '।' | '؟' | '۔' => true,
            '.' | '!' | '?' | '…' => next.is_none_or(char::is_whitespace) && !is_initial(text, at),
            _ => false,
        };
        ends.then_some(end)
    })
}

/// Whether the dot belongs to a single letter, as in `J. Okoye` or `p. m.`
fn is_initial(text: &str, dot: usize) -> bool {
    let mut before = text.get(..dot).unwrap_or_default().chars().rev();
    before.next().is_some_and(char::is_alphabetic) && before.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        let check = |text: &str, expect: u32| assert_eq!(word_count(text), expect, "{text}");
        check("", 0);
        check("The harbour's 3.5-metre gate — closed.", 5);
        check("هذا خبرٌ جديد", 3);
        check("हिन्दी में समाचार", 3);
        check("港の水門が閉じた", 4);
        check("AI技術の進歩", 4);
        check("한국어 문장", 2);
    }

    #[test]
    fn a_short_text_is_its_own_excerpt() {
        assert_eq!(excerpt(" One.\n\nTwo  three "), "One. Two three");
    }

    #[test]
    fn a_long_text_ends_with_a_sentence_or_a_word() {
        let sentence = "The gate of J. Okoye closed at noon today. ";
        let cut = excerpt(&sentence.repeat(20));
        assert!(cut.ends_with("today.") && cut.chars().count() <= 400, "{cut}");
        let cut = excerpt(&"endless ".repeat(100));
        assert!(cut.ends_with("endless…") && cut.chars().count() <= 400, "{cut}");
        let cut = excerpt(&"水".repeat(1000));
        assert_eq!(cut.chars().count(), 400);
        let cut = excerpt(&"水門が閉じた。".repeat(100));
        assert!(cut.ends_with('。') && cut.chars().count() <= 400, "{cut}");
    }
}
