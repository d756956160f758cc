//! One form for what a reader takes for the same letters.

use std::borrow::Cow;

use icu::normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Small letters of full shape, without the signs that writers may leave out; accents stay, stemmers need them.
/// `dotless` is the Turkish and Azeri way, where the small form of `I` is `ı`.
pub(super) fn lower(word: &str, dotless: bool) -> String {
    if word.is_ascii() && !dotless {
        return word.to_ascii_lowercase();
    }
    let word = ComposingNormalizerBorrowed::new_nfkc().normalize(word);
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'I' if dotless => out.push('ı'),
            'İ' => out.push('i'),
            '’' | 'ʼ' | '＇' => out.push('\''),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => out.push(c),
            c if is_silent(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Vowel points and other signs that are written for learners only, and characters that cannot be seen.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' // Arabic marks and the stretching stroke
        | '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' // Hebrew points
        | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Letters with their accents off, and the letters that are spelled in two ways brought to one: a key under which
/// spellings of one word meet. Case is folded too.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    bare(&lower(word, false)).into_owned()
}

/// [`fold`] for what is in small letters already.
pub(super) fn bare(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    let mut accents_go = false;
    for c in DecomposingNormalizerBorrowed::new_nfd().normalize(word).chars() {
        if matches!(c, '\u{300}'..='\u{36F}') && accents_go {
            continue;
        }
        accents_go =
            c.is_ascii() || matches!(c, '\u{80}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{1E00}'..='\u{1FFF}');
        push_plain(&mut out, c);
    }
    match ComposingNormalizerBorrowed::new_nfc().normalize(&out) {
        Cow::Borrowed(_) => Cow::Owned(out),
        Cow::Owned(composed) => Cow::Owned(composed.replace('ё', "е")),
    }
}

fn push_plain(out: &mut String, c: char) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        'ґ' => out.push('г'),
        'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' => out.push('ه'),
        // Hamza on its carrier, taken apart by the decomposition.
        '\u{653}'..='\u{655}' => {}
        c => out.push(c),
    }
}
