use proptest::prelude::*;

use super::*;

fn made(title: &str, text: &str, language: &str) -> Gist {
    gist(&Piece { title, text, language: language.parse().ok(), publisher: "" }, &[0.5, -1.0, 0.25])
}

fn shared(one: &[u32], other: &[u32]) -> usize {
    one.iter().filter(|hash| other.contains(hash)).count()
}

fn hashes(terms: &[Term]) -> Vec<u32> {
    terms.iter().map(|term| term.hash).collect()
}

#[test]
fn a_headline_loses_the_name_of_its_site_and_nothing_else() {
    for (title, expect) in [
        ("Ferry runs aground | The Harbour Post", "Ferry runs aground"),
        ("THE HARBOUR POST: Ferry runs aground", "Ferry runs aground"),
        ("The Harbour Post", ""),
        ("Owner sells The Harbour Post", "Owner sells The Harbour Post"),
        ("The Harbour Postman retires", "The Harbour Postman retires"),
        ("", ""),
    ] {
        let piece = Piece { title, publisher: "The Harbour Post", ..Piece::default() };
        assert_eq!(piece.headline(), expect, "{title:?}");
    }
}

#[test]
fn forms_of_a_word_and_of_a_name_meet() {
    let one = made("Ferries collide near Helsinki", "", "en");
    let other = made("Ferry collided in Helsinki's harbour", "", "en");
    assert_eq!(shared(&hashes(&one.headline), &hashes(&other.headline)), 3);
    let polish = made("Prom rozbił się koło Helsinek", "", "pl");
    assert_eq!(shared(&one.names, &polish.names), 1, "the first letters of a name are the same in two languages");
}

#[test]
fn words_that_join_others_are_not_kept() {
    let gist = made("The ferry and the harbour of the town", "", "en");
    assert_eq!(gist.headline.len(), 3);
}

#[test]
fn a_headline_alone_has_no_text_and_its_repetition_is_not_counted_twice() {
    assert!(!made("Ferry runs aground", "", "en").has_text());
    assert!(!made("Ferry runs aground", "Ferry runs aground", "en").has_text());
    let gist = made("Ferry runs aground", "Ferry runs aground. The ferry Anna lay still.", "en");
    let ferry = hash(Kind::Word, &words::term("ferry", "en".parse().ok()));
    assert_eq!(gist.text.iter().find(|term| term.hash == ferry).map(|term| term.count), Some(2));
}

#[test]
fn the_encoder_reads_the_headline_and_a_bounded_lead() {
    let text = "word ".repeat(1000);
    let piece = Piece { title: "Headline", text: &text, ..Piece::default() };
    assert_eq!(sentence(&piece).split_whitespace().count(), 1 + LEAD_WORDS);
    let unspaced = "新聞".repeat(5000);
    let piece = Piece { title: "見出し", text: &unspaced, ..Piece::default() };
    assert_eq!(sentence(&piece).chars().count(), 3 + 1 + LEAD_CHARS);
}

#[test]
fn two_megabytes_make_a_bounded_gist() {
    let text = (0..200_000).map(|n| format!("Word{n} {n}")).collect::<Vec<_>>().join(" ");
    let gist = made("Long", &text, "en");
    assert_eq!(
        (gist.text.len(), gist.names.len(), gist.numbers.len()),
        (Gist::MAX_TERMS, Gist::MAX_NAMES, Gist::MAX_NAMES)
    );
}

#[test]
fn a_direction_keeps_its_proportions() {
    assert_eq!(made("A", "", "en").vector, [64, -127, 32]);
    assert_eq!(components(&[0.0; 4]), Vec::<i8>::new());
    assert_eq!(components(&[f32::NAN, 1.0]), [0, 127]);
}

proptest! {
    #[test]
    fn any_text_makes_a_gist_in_order(title in ".{0,60}", text in ".{0,400}", publisher in ".{0,9}", language in "[a-z]{2}") {
        let piece = Piece { title: &title, text: &text, language: language.parse().ok(), publisher: &publisher };
        let gist = gist(&piece, &[1.0, 2.0]);
        for list in [hashes(&gist.headline), hashes(&gist.text), gist.names.clone(), gist.numbers.clone()] {
            prop_assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        }
        prop_assert_eq!(Gist::unpack(&gist.pack()), Some(gist));
        let _ = sentence(&piece);
    }
}
