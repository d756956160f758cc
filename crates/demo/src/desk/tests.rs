use super::*;
use crate::data::Dataset;

fn desk() -> Desk {
    let data = Dataset::load().unwrap();
    let homes = data.publishers.iter().map(|p| (p.key.clone(), format!("http://{}.example/", p.key).parse().unwrap()));
    let homes = homes.collect();
    Desk::new(data, "2025-06-03T12:00:00.75Z".parse().unwrap(), homes)
}

/// The first report for which `wanted` holds, and the desk it lies on.
fn check(wanted: impl Fn(&Report) -> bool, expect: impl Fn(&Desk, &Publisher, &Report)) {
    let desk = desk();
    let data = Dataset::load().unwrap();
    let (_, report) = data.reports().find(|(_, report)| wanted(report)).expect("the data set has such a report");
    expect(&desk, data.publisher(&report.publisher).unwrap(), report);
}

#[test]
fn a_report_appears_at_its_second_and_not_before() {
    check(
        |report| !report.at.is_past() && report.withdrawn.is_none(),
        |desk, publisher, report| {
            let at = report.at.after(desk.started());
            let before = at - jiff::SignedDuration::from_millis(1);
            assert!(matches!(desk.find(publisher, &report.slug, before), Found::Nothing));
            assert!(matches!(desk.find(publisher, &report.slug, at), Found::Standing(_)));
            let shown = |now| desk.edition(publisher, now).pieces.iter().any(|piece| piece.report.slug == report.slug);
            assert_eq!((shown(before), shown(at)), (false, true));
        },
    );
}

#[test]
fn a_correction_changes_the_words_and_the_time() {
    check(
        |report| report.revised.is_some(),
        |desk, publisher, report| {
            let revision = report.revised.as_ref().unwrap();
            let at = revision.at.after(desk.started());
            let read = |now| match desk.find(publisher, &report.slug, now) {
                Found::Standing(piece) => {
                    (format!("{}{}{}", piece.title, piece.standfirst, piece.body), piece.changed())
                }
                other => panic!("{other:?}"),
            };
            let (before, published) = read(at - jiff::SignedDuration::from_secs(1));
            let (after, changed) = read(at);
            assert!(before.contains(&revision.from) && !after.contains(&revision.from));
            assert!(after.contains(&revision.to));
            assert!(published < at && changed == at);
        },
    );
}

#[test]
fn what_was_withdrawn_is_gone_and_named() {
    check(
        |report| report.withdrawn.is_some(),
        |desk, publisher, report| {
            let at = report.withdrawn.as_ref().unwrap().at.after(desk.started());
            assert!(matches!(desk.find(publisher, &report.slug, at), Found::Withdrawn));
            let edition = desk.edition(publisher, at);
            assert!(edition.withdrawn.iter().any(|(url, when)| url.ends_with(&report.slug) && *when == at));
            assert!(!edition.pieces.iter().any(|piece| piece.report.slug == report.slug));
            assert_eq!(edition.changed(), Some(at));
        },
    );
}

#[test]
fn links_lead_to_whoever_published_the_report() {
    check(
        |report| report.publisher == "torn-page",
        |desk, _, report| {
            let page = format!("http://torn-page.example/a/{}", report.slug);
            assert_eq!(desk.link(&format!("/a/{}", report.slug)), page);
            assert_eq!(desk.link("https://elsewhere.example/"), "https://elsewhere.example/");
        },
    );
}
