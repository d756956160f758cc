mod demo;

use proptest::prelude::*;

use super::*;

fn find(code: &str, title: &str, text: &str) -> Vec<Candidate> {
    hashtags(Input { title, text, language: code.parse().ok(), publisher: "Harbour Courier" })
}

/// That the piece gives these tags, among others.
fn check(code: &str, title: &str, text: &str, expect: &[(&str, HashtagKind)]) {
    let found = find(code, title, text);
    for (tag, kind) in expect {
        assert!(found.iter().any(|found| found.tag == *tag && found.kind == *kind), "{tag} is not among {found:#?}");
    }
}

#[test]
fn names_get_their_kind_from_what_stands_around_them() {
    let text = "Prof. Aiko Renshaw of the University of Brennick said on Friday that the quake off the Lanthe Islands was strong. \
        \"The ground is settling,\" Renshaw said. The University of Brennick will measure on.";
    check(
        "en",
        "Quake shakes Lanthe Islands",
        text,
        &[
            ("AikoRenshaw", HashtagKind::Person),
            ("UniversityOfBrennick", HashtagKind::Organisation),
            ("LantheIslands", HashtagKind::Place),
            ("Earthquake", HashtagKind::Theme),
        ],
    );
}

#[test]
fn countries_and_themes_have_one_tag_in_every_language() {
    for (code, title) in [
        ("de", "Streik in Deutschland"),
        ("fr", "Grève en Allemagne"),
        ("es", "Huelga en Alemania"),
        ("ja", "ドイツでストライキ"),
        ("zh", "德国罢工"),
        ("ru", "Забастовка в Германии"),
        ("en", "Strike in Germany"),
    ] {
        check(code, title, "", &[("Germany", HashtagKind::Place), ("Strike", HashtagKind::Theme)]);
    }
}

#[test]
fn days_numbers_and_the_publisher_are_no_hashtags() {
    let found = find(
        "en",
        "On Monday in March",
        "Harbour Courier in March. Harbour Courier said so on Monday, Reuters said. Reuters said 12.",
    );
    assert_eq!(found, []);
}

#[test]
fn one_name_is_known_over_scripts() {
    for (a, b) in [
        ("Lanthe Islands", "îles Lanthe"),
        ("Lanthe Islands", "ランテ諸島"),
        ("Lanthe Islands", "جزر لانثي"),
        ("Lanthe Islands", "Lanthe-Inseln"),
        ("Aiko Renshaw", "アイコ・レンショー"),
        ("Halden Bridge", "جسر هالدن"),
        ("University of Brennick", "ブレニック大学"),
        ("Erdoğan", "Erdogan"),
    ] {
        assert!(same_name(a, b), "{a} and {b}");
    }
    for (a, b) in [
        ("Port Halden", "Port Aubel"),
        ("Halden Bridge", "Port Halden"),
        ("Ana", "Oni"),
        ("Maren Strait", "Lanthe Islands"),
    ] {
        assert!(!same_name(a, b), "{a} and {b}");
    }
}

#[test]
fn a_story_has_one_tag_for_one_place() {
    let candidates = [("ja", "ランテ諸島"), ("fr", "îles Lanthe"), ("en", "Lanthe Islands"), ("de", "Lanthe-Inseln")]
        .map(|(code, name)| {
            let tag = form::tag(name).unwrap();
            (
                code.parse().ok(),
                Candidate { tag, key: key(name), kind: HashtagKind::Place, weight: 0.5, surface: name.to_owned() },
            )
        });
    let merged = canonical(&candidates);
    assert_eq!(merged.iter().map(|merged| merged.candidate.tag.as_str()).collect::<Vec<_>>(), ["LantheIslands"]);
    assert_eq!(merged[0].members.len(), 4);
}

#[test]
fn a_surname_and_an_initial_are_the_person_named_in_full() {
    let text = "The hall was full. Dr. Ana Novak spoke first. Later A. Novak laughed, and Novak said it was late.";
    let people = find("en", "A late evening", text).into_iter().filter(|found| found.kind == HashtagKind::Person);
    assert_eq!(people.map(|found| found.tag).collect::<Vec<_>>(), ["AnaNovak"]);
}

#[test]
fn offices_and_firms_are_no_people() {
    let text =
        "The White House said so. Later the White House said more. Apple Music said nothing. Apple Music asked why.";
    let found = find("en", "Nothing was said", text);
    assert!(found.iter().all(|found| found.kind != HashtagKind::Person), "{found:#?}");
}

#[test]
fn a_huge_piece_of_names_is_read_to_a_limit() {
    let text = (0..300_000).map(|n| format!("Dr. Ana{n} Novak")).collect::<Vec<_>>().join(". ");
    assert_eq!(find("en", "", &text).len(), MOST);
    let text = "アナ・ノヴァク教授、جزر لانثي ".repeat(50_000);
    assert!(find("ja", "", &text).len() <= MOST);
}

#[test]
fn spellings_share_a_key() {
    for (a, b) in
        [("São Paulo", "Sao-Paulo"), ("The Hague", "the hague"), ("Hague", "The Hague"), ("Ana Novak's", "Ana Novak")]
    {
        assert_eq!(key(a), key(b));
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_few_tags_of_fitting_length(title in any::<String>(), text in any::<String>(), code in "en|de|ja|ar|xx") {
        let found = find(&code, &title, &text);
        prop_assert!(found.len() <= MOST);
        prop_assert!(found.iter().all(|found| (2..=40).contains(&found.tag.chars().count()) && !found.key.is_empty()));
    }

    #[test]
    fn any_two_names_compare_the_same_both_ways(a in any::<String>(), b in any::<String>()) {
        prop_assert_eq!(same_name(&a, &b), same_name(&b, &a));
    }
}
