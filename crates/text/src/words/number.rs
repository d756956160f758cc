//! Numbers: `1,234.5`, `1.234,5` and `١٬٢٣٤٫٥` are one.

use std::borrow::Cow;

/// The number that `word` writes in digits, in ASCII with a point before decimals; none when it holds a letter.
///
/// Three digits after a sign are a group of thousands, fewer or more are decimals: `3.500` is read as three and a half
/// thousand in every language.
pub(super) fn read(word: &str) -> Option<Cow<'_, str>> {
    let bytes = word.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return (!bytes.is_empty()).then_some(Cow::Borrowed(word));
    }
    if !bytes.first().is_some_and(|first| first.is_ascii_digit() || !first.is_ascii()) {
        return None;
    }
    let mut groups = vec![String::new()];
    for c in word.chars() {
        match digit(c) {
            Some(digit) => groups.last_mut()?.push(digit),
            None if is_separator(c) => groups.push(String::new()),
            None => return None,
        }
    }
    join(&groups).map(Cow::Owned)
}

fn join(groups: &[String]) -> Option<String> {
    let (first, rest) = groups.split_first()?;
    if first.is_empty() {
        return None;
    }
    let thousands = |group: &String| group.len() == 3;
    Some(match rest.split_last() {
        None => first.clone(),
        Some((last, middle)) if thousands(last) && middle.iter().all(thousands) => first.clone() + &rest.concat(),
        Some((last, middle)) if middle.iter().all(thousands) => format!("{first}{}.{last}", middle.concat()),
        // A date, a version, an address.
        Some(_) => groups.join("."),
    })
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '_' | '٫' | '٬' | '．' | '，')
}

/// The ASCII digit for a decimal digit of the scripts that news is written in.
fn digit(c: char) -> Option<char> {
    /// The zeros: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer, full width.
    const ZEROS: [char; 15] = ['٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐', '໐', '၀', '០', '０'];
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}
