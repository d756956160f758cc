//! What a feed or a page declares, weighed against its text.

use model::Language;

use super::Guess;
use super::script::Script;

/// A declared language stands while the text makes another at most this many times as likely.
const TRUST: f32 = 30.0;

/// The same for languages that share most of their words.
const TRUST_AMONG_KIN: f32 = 2_000.0;

/// A language unknown to the table stands while the best guess is below this.
const PLAIN: f32 = 0.9;

/// Languages so close that a headline cannot tell them apart, or that one declaration stands for all of.
const KIN: [&[&str]; 17] = [
    &["nb", "nn", "da"],
    &["id", "ms", "jv", "su"],
    &["hr", "bs", "sr", "sh", "cnr"],
    &["zh", "yue", "wuu", "nan", "hak"],
    &["gl", "pt", "es"],
    &["oc", "ca", "fr"],
    &["ast", "an", "es"],
    &["lb", "gsw", "nds", "de"],
    &["fy", "li", "nl", "af"],
    &["fo", "is"],
    &["nr", "ss", "zu", "xh", "nd"],
    &["nso", "st", "tn"],
    &["gd", "ga"],
    &["sco", "en"],
    &["yi", "he"],
    &["ti", "am"],
    &["as", "bn"],
];

/// Languages without a column in the table that are not written in Latin letters.
const OTHER_SCRIPTS: [(Script, &[&str]); 3] = [
    (Script::Cyrillic, &["ky", "tg", "tt", "ba", "cv", "rue", "os", "ce"]),
    (Script::Arabic, &["ps", "sd", "ug", "ckb", "pnb", "ks"]),
    (Script::Devanagari, &["ne", "sa", "mai", "bho", "kok"]),
];

/// The language of a text in `script` that is declared to be in `declared`.
pub(super) fn weigh(declared: Language, script: Option<Script>, guesses: &[Guess]) -> Language {
    let Some((best, script)) = guesses.first().zip(script) else {
        return declared;
    };
    let written = macro_member(declared);
    let of_kin = kin(declared, best.language);
    let known = guesses.iter().find(|guess| guess.language == written);
    let stands = match known {
        Some(guess) => best.confidence <= guess.confidence * if of_kin { TRUST_AMONG_KIN } else { TRUST },
        None => of_kin || (may_be_written_in(declared, script) && best.confidence < PLAIN),
    };
    if stands { written } else { best.language }
}

/// Norwegian without more is Bokmål, as nine in ten write it.
fn macro_member(declared: Language) -> Language {
    let code = if declared.as_str() == "no" { "nb" } else { declared.as_str() };
    code.parse().unwrap_or(declared)
}

fn kin(a: Language, b: Language) -> bool {
    KIN.iter().any(|kin| kin.contains(&a.as_str()) && kin.contains(&b.as_str()))
}

fn may_be_written_in(declared: Language, script: Script) -> bool {
    let code = declared.as_str();
    let of_others = || OTHER_SCRIPTS.iter().find(|(_, codes)| codes.contains(&code)).map(|(of, _)| *of);
    Script::only_of(code).or_else(of_others).unwrap_or(Script::Latin) == script
}
