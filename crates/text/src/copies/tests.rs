use proptest::prelude::*;

use super::*;
use crate::words::words;

const AGENCY: &str = "A ferry with 212 people on board caught fire off the island of Marn on Tuesday night and was towed into \
    the harbour of Osk at dawn. Nobody was hurt. The coast guard said that the fire broke out on the car deck shortly after ten, \
    while the ship was making its last crossing of the day, and that the crew had put it out before the first tug arrived. \
    Passengers waited on the upper deck in life jackets for almost four hours. \"We sang to keep the children calm,\" said a \
    teacher who was travelling with her class. The company that runs the line has taken two sister ships out of service until \
    their cables have been checked. An inquiry by the maritime office is expected to last until spring. The ferry, built in \
    1998, had passed its yearly survey in March without remarks, according to the port's records. It is the third fire on the \
    line within five years, and the island's council has asked the government to let a second company serve the route.";

const OWN_WORDS: &str = "It was past ten when smoke began to pour from the vents of the Marn ferry. Two hundred and twelve \
    travellers were led upstairs and told to put on their vests. By the time help came from Osk the flames on the vehicle deck \
    had been smothered by sailors with foam. All of them reached land unharmed on Wednesday morning, tired and cold. \"My pupils \
    were braver than I was,\" a schoolteacher told us on the quay. The operator is withdrawing two vessels of the same \
    type while electricians look at the wiring. Investigators will work through the winter. Records show that inspectors found \
    nothing wrong with the vessel this March. Islanders are angry: twice since 2020 a boat has burned, and the mayor wants \
    another operator to be given a licence for the crossing, which is the only way to the mainland for nine hundred people.";

fn fingerprint(text: &str) -> Fingerprint {
    let terms = words(text, "en".parse().ok()).map(|word| word.term.into_owned()).collect::<Vec<_>>();
    Fingerprint::of(terms.iter().map(String::as_str))
}

fn check(changed: &str, copy: bool) {
    let likeness = fingerprint(AGENCY).likeness(&fingerprint(changed));
    let back = fingerprint(changed).likeness(&fingerprint(AGENCY));
    assert_eq!(likeness, back, "likeness has no direction");
    assert_eq!(likeness.map(|likeness| likeness >= COPY), Some(copy), "{likeness:?}: {changed}");
}

#[test]
fn an_edited_agency_text_stays_a_copy() {
    check(AGENCY, true);
    check(&AGENCY.to_uppercase(), true);
    check(
        &AGENCY.replace("Tuesday night", "late on Tuesday").replace("Passengers", "Travellers").replace("almost ", ""),
        true,
    );
}

#[test]
fn another_first_sentence_changes_little() {
    let own = "Islanders woke to the sight of a blackened ship this morning, our reporter in Osk writes. ";
    let rest = AGENCY.split_once("Nobody").map(|(_, rest)| rest).unwrap_or_default();
    check(&format!("{own}{rest}"), true);
}

#[test]
fn a_text_cut_from_the_end_or_grown_by_a_background_is_a_copy() {
    check(&AGENCY[..AGENCY.len() / 3], true);
    check(
        &format!(
            "{AGENCY} {}",
            "The island lives on fishing, wool and a few weeks of visitors in summer every year. ".repeat(2)
        ),
        true,
    );
    let own = (0..900).map(|n| format!("background{} detail{n}", n * 7 % 901)).collect::<Vec<_>>();
    check(&format!("{AGENCY} {}", own.join(" ")), true);
}

#[test]
fn every_fifth_word_changed_is_still_a_copy() {
    let changed = AGENCY.split(' ').enumerate().map(|(n, word)| if n % 5 == 4 { "elsewhere" } else { word });
    check(&changed.collect::<Vec<_>>().join(" "), true);
}

#[test]
fn two_reports_of_one_event_are_no_copies() {
    check(OWN_WORDS, false);
    check(
        &format!(
            "{OWN_WORDS} \"We sang to keep the children calm,\" said a teacher who was travelling with her class."
        ),
        false,
    );
}

#[test]
fn two_letters_that_greet_alike_are_no_copies() {
    let letter = |name: char| {
        let own = (0..500).map(|n| format!("piece{name}{} item{n}{name}", n * 7 % 501)).collect::<Vec<_>>();
        format!("{} {}", &OWN_WORDS[..700], own.join(" "))
    };
    let (monday, friday) = (fingerprint(&letter('x')), fingerprint(&letter('y')));
    let likeness = monday.likeness(&friday);
    assert!(likeness.is_some_and(|likeness| likeness < COPY), "{likeness:?} {monday:?} {friday:?}");
}

#[test]
fn short_texts_are_unknown() {
    let headline = fingerprint("Ferry catches fire off Marn, nobody hurt");
    assert!(!headline.is_known());
    assert_eq!(headline.likeness(&headline), None);
    assert_eq!(fingerprint("").likeness(&fingerprint(AGENCY)), None);
    assert_eq!(
        fingerprint(&"again ".repeat(5000)).likeness(&fingerprint(&"again ".repeat(4000))),
        None,
        "one word is no text"
    );
}

#[test]
fn stored_bytes_come_back_and_broken_ones_are_nothing() {
    let print = fingerprint(AGENCY);
    let bytes = print.to_bytes();
    assert!(bytes.len() <= Fingerprint::MAX_BYTES && Fingerprint::MAX_BYTES <= 136);
    assert_eq!(Fingerprint::from_bytes(&bytes), print);
    for broken in [&bytes[..bytes.len() - 1], &bytes[..40], &[255; 132], &[]] {
        assert_eq!(Fingerprint::from_bytes(broken), Fingerprint::default());
    }
}

proptest! {
    #[test]
    fn any_terms_make_a_fingerprint_that_is_like_itself(terms in proptest::collection::vec("[a-z]{1,3}", 0..200)) {
        let print = Fingerprint::of(terms.iter().map(String::as_str));
        prop_assert_eq!(&Fingerprint::from_bytes(&print.to_bytes()), &print);
        prop_assert_eq!(print.likeness(&print), print.is_known().then_some(1.0));
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let print = Fingerprint::from_bytes(&bytes);
        prop_assert!(print.to_bytes().len() <= Fingerprint::MAX_BYTES);
    }
}
