use proptest::prelude::*;

use super::*;
use crate::encoder::Encoder;

/// The section of a headline by its words and its meaning.
fn of_headline(title: &str, hints: &Hints<'_>) -> Option<Section> {
    let vectors = Encoder::shared().encode(&[title]);
    section(title, "", vectors.first(), hints).map(|(section, _)| section)
}

fn check(title: &str, expected: Section) {
    assert_eq!(of_headline(title, &Hints::default()), Some(expected), "{title:?}");
}

#[test]
fn headlines_of_many_languages_find_their_section() {
    check("Orchestra and choir record the composer's last symphony", Section::Arts);
    check("Rebel fighters shell the airport as the army retreats", Section::Conflict);
    check("Accountant sentenced to prison for stealing from pensioners", Section::Crime);
    check("Scores missing after ferry sinks in heavy seas", Section::Disaster);
    check("Les actions reculent après les résultats décevants de la banque", Section::Economy);
    check("Studenten und Schüler warten auf ihre Prüfungsergebnisse", Section::Education);
    check("Los bosques tropicales pierden miles de especies cada año", Section::Environment);
    check("Врачи советуют делать прививку от гриппа до зимы", Section::Health);
    check("Gewerkschaft ruft Busfahrer zum Warnstreik für mehr Lohn auf", Section::Labour);
    check("Ricetta della domenica: torta di mele con cannella", Section::Lifestyle);
    check("O parlamento rejeita a moção de censura contra o governo", Section::Politics);
    check("البابا يصلي مع المؤمنين في الكنيسة", Section::Religion);
    check("新しい人工知能チップをメーカーが発表", Section::Science);
    check("Takım ligin son maçında üç gol atarak şampiyon oldu", Section::Sport);
    check("周末有雨，气温下降", Section::Weather);
}

#[test]
fn without_a_vector_words_decide() {
    let (section, share) =
        section("Striker scores late goal in cup final", "", None, &Hints::default()).expect("words");
    assert_eq!(section, Section::Sport);
    assert!((0.2..=1.0).contains(&share), "{share}");
}

#[test]
fn the_publisher_outweighs_a_weak_guess() {
    let title = "What we know so far";
    let hints = Hints { page_section: Some("Wissenschaft"), ..Hints::default() };
    assert_eq!(of_headline(title, &hints), Some(Section::Science));
    let feed_categories = ["Deportes".to_owned()];
    let hints = Hints { feed_categories: &feed_categories, ..Hints::default() };
    assert_eq!(of_headline(title, &hints), Some(Section::Sport));
}

#[test]
fn hints_alone_are_enough_and_nothing_is_nothing() {
    let hints = Hints { url_path: "/gesundheit/12.html", ..Hints::default() };
    assert_eq!(section("", "", None, &hints).map(|(section, _)| section), Some(Section::Health));
    assert_eq!(section("", "", None, &Hints::default()), None);
    assert_eq!(section("2026 !!", "🎉", Some(&Vector::zero()), &Hints::default()), None);
}

#[test]
fn passages_are_few_and_short_whatever_the_script() {
    let words = "word ".repeat(400_000);
    let cut = passages(" A headline ", &words);
    assert_eq!(cut.len(), 1 + PASSAGES);
    assert_eq!(cut.first().map(String::as_str), Some("A headline"));
    assert_eq!(cut.get(1).map(|passage| passage.split(' ').count()), Some(PASSAGE_WORDS));
    let unparted = passages("", &"字".repeat(100_000));
    assert!(unparted.iter().all(|passage| passage.chars().count() <= PASSAGE_CHARS));
    assert_eq!(passages("", " \n "), Vec::<String>::new());
}

#[test]
fn broken_coefficients_are_refused() {
    let packed = CLASSIFIER.pack().expect("packs");
    assert!(Classifier::unpack(&packed).is_ok());
    assert!(Classifier::unpack(packed.get(..packed.len() / 2).unwrap_or_default()).is_err());
    assert!(Classifier::unpack(b"nothing").is_err());
}

proptest! {
    #[test]
    fn any_text_is_taken(title in any::<String>(), text in any::<String>(), name in any::<String>(), path in any::<String>()) {
        let feed_categories = [name.clone()];
        let hints = Hints { feed_categories: &feed_categories, page_section: Some(&name), url_path: &path };
        let found = section(&title, &text, None, &hints);
        prop_assert_eq!(found, section(&title, &text, None, &hints));
        prop_assert!(found.is_none_or(|(_, share)| (0.0..=1.0).contains(&share)));
        prop_assert!(passages(&title, &text).len() <= 1 + PASSAGES);
    }
}
