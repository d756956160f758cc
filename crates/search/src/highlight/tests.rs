use proptest::prelude::*;

use super::*;

/// A text with what is marked in brackets.
fn bracketed(text: &str, marks: &[Range<usize>]) -> String {
    let mut shown = text.to_owned();
    for mark in marks.iter().rev() {
        shown.insert(mark.end, ']');
        shown.insert(mark.start, '[');
    }
    shown
}

fn check(query: &str, language: &str, expect: &str) {
    let text = expect.replace(['[', ']'], "");
    let marks = marks(&Query::parse(query), &text, language.parse().ok(), Part::Text);
    assert_eq!(bracketed(&text, &marks), expect, "{query}");
}

#[test]
fn words_are_marked_in_all_their_forms() {
    check("election delay", "en", "The [elections] were [delayed]; no [election] was held.");
    check("élection", "fr", "Les [élections] et l'[élection].");
    check("правительства", "ru", "[Правительство] молчит.");
    check("HARBOUR", "en", "[Harbour], the [harbour] and [HARBOUR].");
    check("ferr*", "en", "A [ferry], two [ferries] and a fern.");
}

#[test]
fn phrases_are_marked_as_a_whole_and_only_as_a_whole() {
    check("\"old harbour\"", "en", "An old ship in the [old harbour], old and grey.");
    check("\"old harbour\" harbour", "en", "The [old harbour] is a [harbour].");
    check("\"a b\" \"b c\"", "en", "[a b c]");
}

#[test]
fn what_is_denied_or_is_no_word_of_the_text_is_not_marked() {
    check("harbour -storm", "en", "The [harbour] in the storm.");
    check("lang:en author:storm publisher:storm #storm", "en", "The storm.");
    let title = |part| marks(&Query::parse("intitle:storm"), "Storm", "en".parse().ok(), part).len();
    assert_eq!((title(Part::Title), title(Part::Text)), (1, 0));
}

#[test]
fn words_that_run_together_are_marked_each() {
    check("東京選挙", "ja", "[東京]の[選挙]を延期した。");
}

fn passage(query: &str, text: &str, chars: usize) -> String {
    let snippet = snippet(&Query::parse(query), text, "en".parse().ok(), chars);
    assert_eq!(text.get(snippet.range), Some(snippet.text));
    assert!(snippet.text.chars().count() <= chars, "{}", snippet.text);
    bracketed(snippet.text, &snippet.marks)
}

const REPORT: &str = "The council met on Monday. It spoke of roads for three hours and of little else. \
    The storm came up in passing. Late in the evening the harbour master rose. \
    He said that the storm had cost the harbour two cranes. Then everyone went home.";

#[test]
fn the_passage_with_most_of_the_words_is_shown() {
    assert_eq!(
        passage("storm harbour cranes", REPORT, 79),
        "He said that the [storm] had cost the [harbour] two [cranes]. Then everyone went"
    );
    assert_eq!(passage("council", REPORT, 40), "The [council] met on Monday. It spoke of");
    assert_eq!(passage("storm", REPORT, 30), "The [storm] came up in passing.");
}

#[test]
fn a_text_without_the_words_is_shown_from_its_beginning() {
    assert_eq!(passage("walrus", REPORT, 26), "The council met on Monday.");
    assert_eq!(passage("walrus", "  Short.  ", 100), "Short.");
    assert_eq!(passage("walrus", "", 100), "");
    assert_eq!(passage("council", REPORT, 0), "");
}

#[test]
fn a_text_without_spaces_is_cut_between_characters() {
    let text = "政府は東京の選挙を延期した。".repeat(20);
    let snippet = snippet(&Query::parse("東京"), &text, "ja".parse().ok(), 20);
    assert_eq!(snippet.text.chars().count(), 20);
    assert!(!snippet.marks.is_empty());
}

#[test]
fn a_word_that_stands_a_million_times_costs_no_more_than_reading_it() {
    let text = "storm ".repeat(300_000);
    let snippet = snippet(&Query::parse("storm OR \"storm storm\""), &text, "en".parse().ok(), 200);
    assert!(snippet.range.start == 0 && snippet.text.starts_with("storm"));
}

proptest! {
    #[test]
    fn any_text_is_cut_and_marked_at_its_characters(
        text in "(storm|[a-z ]{0,9}|[.\n。東京]|\\PC){0,60}",
        query in "(storm|東京|s\\*|\"storm [a-z]\"|\\PC| ){0,6}",
        chars in 0..80_usize,
    ) {
        let query = Query::parse(&query);
        let snippet = snippet(&query, &text, None, chars);
        prop_assert_eq!(text.get(snippet.range.clone()), Some(snippet.text));
        prop_assert!(snippet.text.chars().count() <= chars);
        for mark in snippet.marks {
            prop_assert!(snippet.text.get(mark).is_some_and(|mark| !mark.is_empty()));
        }
        for mark in marks(&query, &text, None, Part::Title) {
            prop_assert!(text.get(mark).is_some());
        }
    }
}
