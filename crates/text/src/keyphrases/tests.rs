use proptest::prelude::*;

use super::*;

const TEXT: &str = "The tram strike in Brennick entered its third day on Friday. Talks between the drivers' union and the \
    city broke down over night shifts. The union says a driver works eleven nights a month. Commuters walked across the \
    Halden Bridge. The mayor called the tram strike regrettable, and the union called the mayor absent.";

fn check(code: &str, title: &str, text: &str, expect: &[&str]) {
    let found =
        keyphrases(title, text, code.parse().ok(), 10).into_iter().map(|phrase| phrase.text).collect::<Vec<_>>();
    for phrase in expect {
        assert!(found.iter().any(|found| found == phrase), "{phrase} is not among {found:?}");
    }
}

#[test]
fn what_a_text_is_about_comes_first() {
    check("en", "Tram strike enters third day", TEXT, &["strike", "union", "Brennick"]);
}

#[test]
fn a_language_without_a_table_has_keyphrases_too() {
    check(
        "de",
        "Streik bei der Straßenbahn",
        "Der Streik der Fahrer in Brennick geht weiter. Der Streik trifft viele.",
        &["Streik", "Brennick"],
    );
    check("ja", "ランテ諸島で地震", "地震は島の南で起きた。地震の後、停電が続いた。", &["地震"]);
}

#[test]
fn spellings_of_a_phrase_are_counted_as_one() {
    let found = candidates("Tram STRIKE", "The tram strike goes on. Tram-strike!", "en".parse().ok());
    let strikes = found
        .iter()
        .filter(|(phrase, _)| phrase.text.eq_ignore_ascii_case("tram strike"))
        .map(|(phrase, _)| phrase.count);
    assert_eq!(strikes.collect::<Vec<_>>(), [2], "a hyphen parts words, a capital does not");
}

#[test]
fn every_weight_stands_in_the_file_by_its_name() {
    let file = include_str!("../../data/words/keyphrases.txt");
    for name in NAMES.iter().chain(&["bias"]) {
        assert!(
            file.lines().any(|line| line
                .split_once(' ')
                .is_some_and(|(known, weight)| known == *name && weight.parse::<f32>().is_ok())),
            "{name}"
        );
    }
}

#[test]
fn a_huge_text_is_read_to_a_limit() {
    let text = "strike ferry union bridge ".repeat(80_000);
    assert!(candidates("", &text, None).len() < 100);
    assert!(keyphrases("", "", None, 10).is_empty());
}

proptest! {
    #[test]
    fn any_text_gives_scored_phrases(title in any::<String>(), text in any::<String>()) {
        let found = keyphrases(&title, &text, None, 7);
        prop_assert!(found.len() <= 7);
        prop_assert!(found.iter().all(|phrase| phrase.score.is_finite() && !phrase.text.is_empty()));
    }
}
