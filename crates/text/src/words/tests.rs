use proptest::prelude::*;

use super::*;

fn language(code: &str) -> Option<Language> {
    code.parse().ok()
}

/// The terms of `text` that are no stop words.
fn check(code: &str, text: &str, expect: &[&str]) {
    let found =
        words(text, language(code)).filter(|word| !word.stop).map(|word| word.term.into_owned()).collect::<Vec<_>>();
    assert_eq!(found, expect, "{code}: {text}");
}

#[test]
fn forms_of_a_word_meet_in_one_term() {
    for (code, forms) in [
        ("en", &["Strike", "strikes", "STRIKE", "strike's", "Strike’s"][..]),
        ("de", &["Haus", "Häuser", "Hauses"]),
        ("fr", &["grève", "grèves", "Grève"]),
        ("es", &["elección", "elecciones"]),
        ("ru", &["выборы", "выборов", "Выборам"]),
        ("tr", &["ISPARTA", "ısparta", "Isparta"]),
        ("ar", &["المدينة", "مَدِينة"]),
        ("ja", &["テレビ", "ﾃﾚﾋﾞ"]),
        ("pt", &["cafe", "CAFÉ", "cafe\u{301}"]),
        ("he", &["שָׁלוֹם", "שלום"]),
        ("el", &["Αθήνα", "ΑΘΗΝΑ"]),
        ("xx", &["Encyclopædia", "encyclopaedia"]),
    ] {
        let terms = forms.iter().map(|form| term(form, language(code))).collect::<Vec<_>>();
        assert!(terms.windows(2).all(|pair| pair[0] == pair[1]), "{code}: {forms:?} became {terms:?}");
    }
}

#[test]
fn stop_words_are_marked_in_every_listed_language() {
    check("en", "It is said that the ferry was on fire", &["ferri", "fire"]);
    check("de", "Die Fähre ist vor der Insel in Brand geraten", &["fahr", "insel", "brand", "gerat"]);
    check("fr", "C’est l'homme qu’elle a vu", &["homm", "vu"]);
    check("it", "Dell'arte e della natura", &["arte", "natur"]);
    check("ru", "Это было на острове", &["остров"]);
    check("ja", "島で地震があった", &["島", "地震"]);
    check("zh", "他们在岛上", &["岛"]);
}

#[test]
fn scripts_without_spaces_are_cut_into_words() {
    check("ja", "東京で選挙が行われた", &["東京", "選挙", "行"]);
    check("th", "แผ่นดินไหวรุนแรง", &["แผ่นดินไหว", "รุน", "แรง"]);
    assert!(words("ភាសាខ្មែរ", language("km")).count() >= 1);
    assert!(words("မြန်မာဘာသာ", language("my")).count() >= 2);
}

#[test]
fn numbers_are_read_in_any_digits() {
    for (text, number) in [
        ("1,234", "1234"),
        ("1.234,5", "1234.5"),
        ("3.5", "3.5"),
        ("3,25", "3.25"),
        ("١٬٢٣٤", "1234"),
        ("۲۰۲۴", "2024"),
        ("２０", "20"),
        ("12.03.2024", "12.03.2024"),
    ] {
        let found = words(text, None).map(|word| (word.term.into_owned(), word.number)).collect::<Vec<_>>();
        assert_eq!(found, [(number.to_owned(), true)], "{text}");
    }
    assert!(words("B12 2nd covid-19a", None).take(2).all(|word| !word.number));
}

#[test]
fn case_is_told_from_letters() {
    for (word, case) in [
        ("Rome", Case::Capital),
        ("rome", Case::Lower),
        ("UN", Case::Upper),
        ("A", Case::Capital),
        ("ÉTÉ", Case::Upper),
        ("東京", Case::None),
        ("12", Case::None),
    ] {
        assert_eq!(Case::of(word), case, "{word}");
    }
}

#[test]
fn ranges_lead_back_into_the_text() {
    let text = "L’été à São Paulo: 3,5 km — «Ура!» 東京タワー";
    for word in words(text, language("fr")) {
        assert_eq!(&text[word.range.clone()], word.surface);
    }
    let surfaces = words(text, language("fr")).map(|word| word.surface).collect::<Vec<_>>();
    assert_eq!(surfaces, ["L", "été", "à", "São", "Paulo", "3,5", "km", "Ура", "東京", "タワー"]);
}

#[test]
fn a_huge_word_has_a_short_term_and_a_page_without_spaces_is_cut() {
    let long = "x".repeat(2_000_000);
    assert_eq!(words(&long, language("en")).map(|word| word.term.chars().count()).max(), Some(MAX_TERM));
    let wall = "島の地震".repeat(10_000);
    assert!(words(&wall, language("ja")).count() >= 20_000);
    assert_eq!(words("", None).count(), 0);
    assert_eq!(words(" \u{feff}\u{301}!?… \u{200d}", None).count(), 0);
}

/// ICU's own answer, without the narrow no-break space that ends words here.
fn by_icu(text: &str) -> Vec<(usize, usize)> {
    let segmenter =
        icu::segmenter::WordSegmenter::new_auto(icu::segmenter::options::WordBreakInvariantOptions::default());
    let ends = segmenter.segment_str(text).collect::<Vec<_>>();
    let pairs = ends.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(from, to)| text[*from..*to].chars().any(char::is_alphanumeric)).collect()
}

proptest! {
    #[test]
    fn cutting_by_rule_gives_the_words_of_icu(text in "[a-cA-C0-2'’.,:;_\" \u{ad}\u{301}\u{200d}éßжЯאבעקى٣·\n–/@-]{0,40}") {
        let ours = segment::ranges(&text).map(|range| (range.start, range.end)).collect::<Vec<_>>();
        prop_assert_eq!(ours, by_icu(&text));
    }

    #[test]
    fn any_text_is_cut_in_order_and_within_bounds(text in any::<String>(), code in "en|fr|tr|ar|ja|sr|ta|de|xx") {
        let mut end = 0;
        for word in words(&text, language(&code)) {
            prop_assert!(word.range.start >= end && word.range.end > word.range.start);
            prop_assert_eq!(&text[word.range.clone()], word.surface);
            prop_assert!(!word.term.is_empty() && word.term.chars().count() <= MAX_TERM);
            end = word.range.end;
        }
    }
}
