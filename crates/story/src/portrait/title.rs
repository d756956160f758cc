//! Whether a title can stand for a story, from its form alone, in any language.

/// Characters of a headline that says enough and fits on a page; a character of a script without spaces counts as two.
const GOOD_LENGTH: std::ops::RangeInclusive<usize> = 25..=120;

/// Far more than any headline has.
const READ_CHARS: usize = 300;

/// How well a title serves as a headline, from 0 to 1; nothing for one that tells nothing: empty, one word, or the
/// publisher's name. The steps were chosen by us.
pub(super) fn quality(title: &str, publisher_name: &str) -> Option<f64> {
    let title = head(title);
    if tells_nothing(title, publisher_name) {
        return None;
    }
    let faults = [
        (is_question(title), 0.4),
        (shouts(title), 0.4),
        (!GOOD_LENGTH.contains(&length(title)), 0.3),
        (title.ends_with(['!', '！', '…']) || title.ends_with("..."), 0.3),
    ];
    Some(faults.into_iter().filter(|(found, _)| *found).fold(1.0, |left: f64, (_, cost)| (left - cost).max(0.0)))
}

/// What is read of a title, however long it is.
pub(super) fn head(title: &str) -> &str {
    let title = title.trim();
    title.char_indices().nth(READ_CHARS).and_then(|(end, _)| title.get(..end)).unwrap_or(title)
}

fn tells_nothing(title: &str, publisher_name: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let bare = letters(title);
    let one_word = title.split_whitespace().count() < 2 && !title.chars().any(is_unspaced);
    bare.is_empty() || one_word || bare == letters(head(publisher_name))
}

/// Question marks of Latin, Arabic, Chinese, Japanese, Armenian and, as the semicolon's twin, Greek.
fn is_question(title: &str) -> bool {
    title.trim_end_matches(['"', '\'', '”', '’', '»', '」', ')']).ends_with(['?', '？', '؟', '՞', '\u{37e}'])
}

/// Whether nearly all of it is in capitals; a short one may be made of acronyms.
fn shouts(title: &str) -> bool {
    let upper = title.chars().filter(|c| c.is_uppercase()).count();
    let lower = title.chars().filter(|c| c.is_lowercase()).count();
    upper >= 12 && upper > 4 * lower
}

fn length(title: &str) -> usize {
    title.chars().map(|c| if is_unspaced(c) { 2 } else { 1 }).sum()
}

/// Han, kana, hangul syllables, Thai, Lao, Khmer and Burmese letters: scripts in which a character says more, or in which
/// words stand unspaced.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expect: Option<f64>) {
        let found = quality(title, "The Halden Courier");
        assert!(found.zip(expect).map_or(found == expect, |(a, b)| (a - b).abs() < 1e-9), "{title:?}: {found:?}");
    }

    #[test]
    fn a_plain_headline_is_whole_in_any_script() {
        check("Ferry catches fire off Tarn Skerry, all 212 aboard rescued", Some(1.0));
        check("حريق في عبّارة قبالة تارن سكيري وإنقاذ جميع الركاب", Some(1.0));
        check("フェリー火災、乗客212人全員を救助", Some(1.0));
        check("UN and EU agree on NATO aid", Some(1.0));
    }

    #[test]
    fn a_title_that_tells_nothing_is_none() {
        for title in ["", "  ", "—", "Ferry", "The Halden Courier", "the halden COURIER."] {
            check(title, None);
        }
    }

    #[test]
    fn teasers_and_shouting_cost() {
        check("What happened to the ferry off Tarn Skerry?", Some(0.6));
        check("“What happened to the ferry off Tarn Skerry?”", Some(0.6));
        check("تارن سكيري: ماذا حدث للعبّارة المحترقة؟", Some(0.6));
        check("FERRY CATCHES FIRE OFF TARN SKERRY", Some(0.6));
        check("Nobody expected what the ferry's captain did next…", Some(0.7));
        check("Ferry fire", Some(0.7));
        check(&"a word and ".repeat(30), Some(0.7));
        check("WHAT NOW???? FERRY?", Some(0.0));
    }
}
