//! Which language a text is written in: by its script where that is enough, by `whatlang` for the rest.

use model::Language;
use whatlang::{Detector, Lang};

use crate::words::is_spaceless;

/// A few sentences tell; more only cost time.
const SAMPLE_CHARS: usize = 400;
/// Below this many letters a guess is worth nothing.
const MIN_LETTERS: usize = 12;

/// From this many letters on the best guess is right more often than a template's claim.
const SURE_LETTERS: usize = 50;

/// The language of a text, if it can be told.
pub fn detect_language(text: &str) -> Option<Language> {
    let sample = sample(text);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if let Some(code) = by_script(sample, letters) {
        return code.parse().ok();
    }
    if letters < MIN_LETTERS {
        return None;
    }
    let guess = Detector::new().detect(sample)?;
    let is_sure = guess.is_reliable() || guess.confidence() > 0.5 || letters > SURE_LETTERS;
    if is_sure { two_letters(guess.lang()).parse().ok() } else { None }
}

fn sample(text: &str) -> &str {
    let end = text.char_indices().nth(SAMPLE_CHARS).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// Scripts that one language of news uses, or that tell Japanese from Chinese.
fn by_script(sample: &str, letters: usize) -> Option<&'static str> {
    let count = |is: fn(char) -> bool| sample.chars().filter(|&c| is(c)).count();
    let most = |found: usize| found * 2 > letters && found >= 2;
    if sample.is_ascii() {
        return None;
    }
    let spaceless = count(is_spaceless);
    let kana = count(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
    let thai = count(|c| matches!(c, '\u{e00}'..='\u{e7f}'));
    let hangul = count(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    let greek = count(|c| matches!(c, '\u{370}'..='\u{3ff}'));
    match () {
        () if most(hangul) => Some("ko"),
        () if most(thai) => Some("th"),
        () if most(greek) => Some("el"),
        // A Japanese text without kana is a headline at most.
        () if most(spaceless) && kana * 20 >= spaceless => Some("ja"),
        () if most(spaceless) && count(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) * 2 > spaceless => Some("zh"),
        () => None,
    }
}

/// The codes that pages and `model::Language` use.
#[rustfmt::skip]
const CODES: [(Lang, &str); 68] = [
    (Lang::Eng, "en"), (Lang::Rus, "ru"), (Lang::Cmn, "zh"), (Lang::Spa, "es"), (Lang::Por, "pt"), (Lang::Ita, "it"),
    (Lang::Ben, "bn"), (Lang::Fra, "fr"), (Lang::Deu, "de"), (Lang::Ukr, "uk"), (Lang::Kat, "ka"), (Lang::Ara, "ar"),
    (Lang::Hin, "hi"), (Lang::Jpn, "ja"), (Lang::Heb, "he"), (Lang::Yid, "yi"), (Lang::Pol, "pl"), (Lang::Amh, "am"),
    (Lang::Jav, "jv"), (Lang::Kor, "ko"), (Lang::Nob, "no"), (Lang::Dan, "da"), (Lang::Swe, "sv"), (Lang::Fin, "fi"),
    (Lang::Tur, "tr"), (Lang::Nld, "nl"), (Lang::Hun, "hu"), (Lang::Ces, "cs"), (Lang::Ell, "el"), (Lang::Bul, "bg"),
    (Lang::Bel, "be"), (Lang::Mar, "mr"), (Lang::Kan, "kn"), (Lang::Ron, "ro"), (Lang::Slv, "sl"), (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"), (Lang::Mkd, "mk"), (Lang::Lit, "lt"), (Lang::Lav, "lv"), (Lang::Est, "et"), (Lang::Tam, "ta"),
    (Lang::Vie, "vi"), (Lang::Urd, "ur"), (Lang::Tha, "th"), (Lang::Guj, "gu"), (Lang::Uzb, "uz"), (Lang::Pan, "pa"),
    (Lang::Aze, "az"), (Lang::Ind, "id"), (Lang::Tel, "te"), (Lang::Pes, "fa"), (Lang::Mal, "ml"), (Lang::Ori, "or"),
    (Lang::Mya, "my"), (Lang::Nep, "ne"), (Lang::Sin, "si"), (Lang::Khm, "km"), (Lang::Tuk, "tk"), (Lang::Aka, "ak"),
    (Lang::Zul, "zu"), (Lang::Sna, "sn"), (Lang::Afr, "af"), (Lang::Lat, "la"), (Lang::Slk, "sk"), (Lang::Cat, "ca"),
    (Lang::Tgl, "tl"), (Lang::Hye, "hy"),
];

fn two_letters(language: Lang) -> &'static str {
    CODES.iter().find(|(known, _)| *known == language).map_or(language.code(), |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(detect_language(text).map(String::from).unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn languages_of_a_sentence_or_two_are_told_apart() {
        check("The council met on Monday to vote on the new bridge over the river, and the mayor was not there.", "en");
        check(
            "Der Stadtrat hat am Montag über die neue Brücke abgestimmt, und der Bürgermeister war nicht dabei.",
            "de",
        );
        check(
            "El consejo se reunió el lunes para votar sobre el nuevo puente y la alcaldesa no estuvo presente.",
            "es",
        );
        check("Le conseil s'est réuni lundi pour voter sur le nouveau pont, et la maire n'était pas présente.", "fr");
        check(
            "Dewan kota bertemu pada hari Senin untuk memberikan suara tentang jembatan baru di atas sungai itu.",
            "id",
        );
        check("Belediye meclisi pazartesi günü yeni köprü için oy kullanmak üzere toplandı, başkan katılmadı.", "tr");
        check("Городской совет собрался в понедельник, чтобы проголосовать за новый мост через реку.", "ru");
        check("اجتمع المجلس البلدي يوم الاثنين للتصويت على الجسر الجديد فوق النهر ولم تحضر العمدة", "ar");
        check("नगर परिषद की बैठक सोमवार को नए पुल पर मतदान के लिए हुई और महापौर वहाँ नहीं थीं", "hi");
    }

    #[test]
    fn scripts_decide_where_they_can() {
        check("市議会は月曜日に新しい橋について投票した", "ja");
        check("市议会星期一就新桥进行了投票", "zh");
        check("시의회는 월요일에 새 다리에 대해 투표했다", "ko");
        check("สภาเทศบาลลงมติเรื่องสะพานใหม่เมื่อวันจันทร์", "th");
    }

    #[test]
    fn too_little_text_has_no_language() {
        check("", "");
        check("12:30 – 14", "");
        check("Ok", "");
    }
}
