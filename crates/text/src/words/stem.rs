//! From a word to its term: normal form, stop words, stem.
//!
//! Snowball's stemmers (crate frostem) do the work; languages without one keep their words as they are. A small cache for
//! each thread remembers terms, because a thousand different words make up most of any text.

use std::borrow::Cow;
use std::cell::RefCell;

use frostem::{Algorithm, Stemmer};
use model::Language;

use super::{MAX_TERM, normal, stop};

/// How the words of a language become terms.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    language: Option<Language>,
    stemmer: Option<Stemmer>,
    dotless: bool,
    /// Words may lean on the next with an apostrophe.
    pub(super) elides: bool,
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rules").field(&self.language).finish()
    }
}

impl Rules {
    pub(super) fn of(language: Option<Language>) -> Self {
        let code = language.as_ref().map_or("", Language::as_str);
        Self {
            language,
            stemmer: algorithm(code).map(Stemmer::new),
            dotless: matches!(code, "tr" | "az"),
            elides: matches!(code, "fr" | "it" | "ca" | "oc"),
        }
    }
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "ar" => Algorithm::Arabic,
        "bs" | "hr" | "sh" | "sr" => Algorithm::Serbian,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "id" | "ms" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        _ => return None,
    })
}

/// A term and whether it joins only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) stop: bool,
}

/// Slots of a thread's cache, a power of two: two megabytes when full.
const SLOTS: usize = 16_384;

struct Slot {
    language: Option<Language>,
    surface: Box<str>,
    term: Term<'static>,
}

thread_local! {
    static CACHE: RefCell<Vec<Option<Slot>>> = RefCell::new((0..SLOTS).map(|_| None).collect());
}

pub(super) fn term(surface: &str, rules: Rules) -> Term<'_> {
    let at = slot(surface, rules.language);
    CACHE.with_borrow_mut(|cache| {
        let Some(slot) = cache.get_mut(at) else { return make(surface, rules) };
        if let Some(known) = slot.as_ref().filter(|slot| slot.language == rules.language && *slot.surface == *surface) {
            return Term { text: borrow_from(surface, &known.term.text), stop: known.term.stop };
        }
        let term = make(surface, rules);
        if surface.len() > MAX_TERM {
            return term;
        }
        let kept = slot.insert(Slot { language: rules.language, surface: surface.into(), term });
        Term { text: borrow_from(surface, &kept.term.text), stop: kept.term.stop }
    })
}

/// Most terms are what their word starts with, and need no memory of their own.
fn borrow_from<'a>(surface: &'a str, term: &str) -> Cow<'a, str> {
    match surface.get(..term.len()) {
        Some(start) if start == term => Cow::Borrowed(start),
        _ => Cow::Owned(term.to_owned()),
    }
}

fn slot(surface: &str, language: Option<Language>) -> usize {
    let language = language.as_ref().map_or("", Language::as_str);
    let hash = fnv(surface.bytes().chain(language.bytes()));
    usize::try_from((hash >> 32) & (SLOTS as u64 - 1)).unwrap_or(0)
}

/// FNV-1a, which does well on short keys.
pub(super) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn make(surface: &str, rules: Rules) -> Term<'static> {
    let short = surface.char_indices().nth(MAX_TERM).map_or(surface, |(end, _)| surface.get(..end).unwrap_or(surface));
    let mut word = normal::lower(short, rules.dotless);
    let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).map(str::len);
    word.truncate(owner.unwrap_or(word.len()));
    let stop = stop::is_stop(&word, rules.language);
    let stem = rules.stemmer.filter(|_| !stop).map(|stemmer| stemmer.stem(&word));
    let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or(Cow::Borrowed(&word));
    let mut text = normal::bare(&stem).into_owned();
    if let Some((end, _)) = text.char_indices().nth(MAX_TERM) {
        text.truncate(end);
    }
    Term { text: Cow::Owned(if text.is_empty() { short.to_owned() } else { text }), stop }
}
