use std::sync::LazyLock;

use jiff::ToSpan;
use model::{Genre, Section};
use proptest::prelude::*;

use super::*;
use crate::samples::{document, document_in, find, index, now};
use crate::{Document, Query};

/// Five articles that differ in everything an operator asks for.
fn shelf() -> Index {
    let mut documents = vec![
        document(1, "Storm closes the harbour", "Ferries stay in port. The council meets on Monday."),
        document(2, "Council opens old harbour", "A storm of protest followed. Ferries run."),
        document_in("de", 3, "Sturm schließt den Hafen", "Die Fähren bleiben im Hafen, sagt Okafor."),
        document(4, "Why ferries matter", "An essay on boats and storms."),
        document(5, "Ten recipes", "Fish, mostly; caught near the harbour."),
    ];
    for document in &mut documents {
        match document.article.get() {
            1 => {
                document.authors = vec!["Ada Okafor".into(), "Jürgen Müller".into()];
                document.hashtags = vec!["#StormAda".into(), "Harbour".into()];
                document.section = Some(Section::Weather);
            }
            2 => {
                document.section = Some(Section::Politics);
                document.hashtags = vec!["harbour".into()];
            }
            3 => {
                document.publisher = PublisherId::new(2);
                document.publisher_name = "Nordkurier".into();
            }
            4 => document.genre = Genre::Opinion,
            _ => document.listed = now() - (24 * 40).hours(),
        }
    }
    index(&documents)
}

fn check(index: &Index, text: &str, expect: &[i64]) {
    let mut found = find(index, text);
    found.sort_unstable();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn each_operator_keeps_what_it_names() {
    let shelf = shelf();
    for (text, expect) in [
        ("harbour", &[1, 2, 5][..]),
        ("harbour storm", &[1, 2]),
        ("harbour -storm", &[5]),
        ("intitle:harbour", &[1, 2]),
        ("intitle:\"old harbour\"", &[2]),
        ("\"closes the harbour\"", &[1]),
        ("\"harbour closes\"", &[]),
        ("\"harbour ferries\"", &[]),
        ("recipes OR council", &[1, 2, 5]),
        ("(recipes OR council) -storm", &[5]),
        ("author:okafor", &[1]),
        ("author:\"ada okafor\"", &[1]),
        ("author:\"okafor jurgen\"", &[]),
        ("author:müller", &[1]),
        ("publisher:harbour", &[1, 2, 4, 5]),
        ("publisher:2", &[3]),
        ("-publisher:nordkurier lang:de", &[]),
        ("#harbour", &[1, 2]),
        ("#STORM_ADA", &[1]),
        ("-#harbour", &[3, 4, 5]),
        ("lang:de", &[3]),
        ("section:weather OR section:politics", &[1, 2]),
        ("genre:opinion", &[4]),
        ("-genre:opinion ferries", &[1, 2]),
        ("date:2026-11-22", &[1, 2, 3, 4]),
        ("date:2026-10", &[5]),
        ("date:2026", &[1, 2, 3, 4, 5]),
        ("after:2h", &[1, 2]),
        ("before:1w", &[5]),
        ("after:2026-11-01 harbour", &[1, 2]),
        ("ferr*", &[1, 2, 4]),
        ("storm -(council monday)", &[2, 4]),
        ("recipes OR -harbour", &[3, 4, 5]),
    ] {
        check(&shelf, text, expect);
    }
}

#[test]
fn a_query_that_says_nothing_finds_nothing() {
    let shelf = shelf();
    for text in ["", "   ", "---", "()", "\"\"", "OR", "*", "???", "nowhereword", "harbour nowhereword"] {
        check(&shelf, text, &[]);
    }
    check(&shelf, "harbour ???", &[1, 2, 5]);
}

#[test]
fn words_are_found_in_every_language_by_their_forms() {
    let shelf = index(&[
        document_in("en", 1, "Governments agree", "The elections were delayed."),
        document_in("fr", 2, "Les élections", "Les gouvernements ont reporté l'élection."),
        document_in("de", 3, "Wahlen verschoben", "Die Regierungen haben die Wahl verschoben."),
        document_in("ru", 4, "Выборы", "Правительство перенесло выборы в городах."),
        document_in("ar", 5, "الانتخابات", "أعلنت الحكومة تأجيل الانتخابات."),
        document_in("ja", 6, "選挙の延期", "政府は東京の選挙を延期した。"),
        document_in("zh", 7, "选举推迟", "政府宣布推迟北京的选举。"),
        document_in("th", 8, "เลื่อนการเลือกตั้ง", "รัฐบาลประกาศเลื่อนการเลือกตั้ง"),
        document_in("tr", 9, "Seçimler", "Hükümet seçimleri erteledi."),
        document_in("ko", 10, "선거 연기", "정부는 선거를 연기했다."),
        document_in("es", 11, "Elecciones aplazadas", "Los gobiernos aplazaron las elecciones."),
    ]);
    for (text, expect) in [
        ("government", &[1][..]),
        ("delay", &[1]),
        ("gouvernement reporter", &[2]),
        ("l'election", &[2]),
        ("Regierung", &[3]),
        ("правительства город", &[4]),
        ("الحكومة", &[5]),
        ("東京", &[6]),
        ("東京選挙", &[6]),
        ("北京", &[7]),
        ("选举", &[7]),
        ("รัฐบาล", &[8]),
        ("hükümet", &[9]),
        ("eleccion lang:es", &[11]),
        ("ELECCIONES", &[11]),
    ] {
        check(&shelf, text, expect);
    }
}

fn page(index: &Index, text: &str, order: Order, after: Option<Cursor>, limit: usize) -> Hits {
    let query = Query::parse(text);
    index.search(&Search { order, after, limit, ..Search::new(&query, now()) }).unwrap()
}

/// Ids of all pages, and their sizes.
fn pages(index: &Index, text: &str, order: Order, limit: usize) -> (Vec<i64>, Vec<usize>) {
    let (mut ids, mut sizes, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let hits = page(index, text, order, after, limit);
        sizes.push(hits.hits.len());
        ids.extend(hits.hits.iter().map(|hit| hit.article.get()));
        let Some(next) = hits.next else { return (ids, sizes) };
        after = Some(next.to_string().parse().unwrap());
    }
}

/// 100 articles, most alike in all that counts, in several segments.
fn many() -> Index {
    let index = index(&[]);
    for (round, ids) in [1..=30, 31..=60, 61..=100].into_iter().enumerate() {
        let alike = |id: i64| Document { listed: now() - (id / 10).hours(), ..document(id, "Ferry", "late again") };
        index.put(&ids.map(alike).collect::<Vec<_>>()).unwrap();
        index.commit(i64::try_from(round).unwrap()).unwrap();
    }
    index
}

#[test]
fn pages_hold_every_hit_once_and_in_one_order() {
    let index = many();
    for order in [Order::Best, Order::Newest] {
        let (all, _) = pages(&index, "ferry", order, 1000);
        assert_eq!(all.len(), 100);
        for limit in [1, 7, 10, 50, 99, 100] {
            let (ids, sizes) = pages(&index, "ferry", order, limit);
            assert_eq!(ids, all, "{order:?} by {limit}");
            assert!(sizes.iter().all(|size| *size > 0), "no page is empty: {sizes:?}");
        }
    }
    let (ids, _) = pages(&index, "ferry", Order::Newest, 10);
    let mut expect: Vec<i64> = (1..=100).collect();
    expect.sort_by_key(|id| (id / 10, -id));
    assert_eq!(ids, expect, "newest first, and of one hour the larger id first");
}

#[test]
fn later_pages_count_freshness_from_the_first() {
    let index = many();
    let first = page(&index, "ferry", Order::Best, None, 10);
    let query = Query::parse("ferry after:5h");
    let search = |now| Search { limit: 10, after: first.next, ..Search::new(&query, now) };
    let at_once = index.search(&search(now())).unwrap();
    let later = index.search(&search(now() + 240.hours())).unwrap();
    assert_eq!(at_once, later);
}

#[test]
fn a_place_of_the_other_order_starts_over() {
    let index = many();
    let newest = page(&index, "ferry", Order::Newest, None, 10);
    let best = page(&index, "ferry", Order::Best, newest.next, 10);
    assert_eq!(best, page(&index, "ferry", Order::Best, None, 10));
}

#[test]
fn operators_alone_come_newest_first() {
    let shelf = shelf();
    for text in ["publisher:harbour", "-recipes", "after:2026-01-01 -lang:de"] {
        let found = find(&shelf, text);
        assert!(found.is_sorted() && !found.is_empty(), "later ids are older: {text} {found:?}");
    }
}

#[test]
fn the_headline_counts_more_and_so_do_rare_words_and_the_last_days() {
    let filler = "and then there was a long account of other things that happened elsewhere";
    let mut old = document(3, "Bridge reopens", &format!("The bridge. {filler}"));
    old.listed = now() - (24 * 365).hours();
    let mut new = old.clone();
    new.article = ArticleId::new(4);
    new.listed = now();
    let shelf = index(&[
        document(1, "Other news", &format!("A ferry was seen. {filler}")),
        document(2, "Ferry stops", &format!("Nobody was seen. {filler}")),
        old,
        new,
        document(5, "Walrus and bridge", filler),
        document(6, "Bridge and ferry", filler),
    ]);
    assert_eq!(find(&shelf, "ferry -bridge"), [2, 1]);
    assert_eq!(find(&shelf, "bridge reopens"), [4, 3]);
    assert_eq!(find(&shelf, "walrus OR ferry")[0], 5);
}

#[test]
fn hidden_publishers_are_neither_found_nor_counted() {
    let shelf = shelf();
    let query = Query::parse("okafor OR storm");
    let hits = |hidden: &[PublisherId]| shelf.search(&Search { hidden, ..Search::new(&query, now()) }).unwrap();
    assert_eq!(hits(&[]).found, 4);
    let shown = hits(&[PublisherId::new(2), PublisherId::new(9)]);
    assert_eq!((shown.found, shown.hits.len()), (3, 3));
    assert!(shown.hits.iter().all(|hit| hit.article.get() != 3));
    assert_eq!(hits(&[PublisherId::new(1), PublisherId::new(2)]).found, 0);
}

#[test]
fn a_page_is_never_larger_than_the_bound() {
    let index = many();
    let nothing = page(&index, "ferry", Order::Best, None, 0);
    assert_eq!((nothing.hits.len(), nothing.found, nothing.next), (0, 100, None));
    assert_eq!(page(&index, "ferry", Order::Best, None, usize::MAX).hits.len(), 100);
}

#[test]
fn hostile_queries_are_answered() {
    let shelf = shelf();
    for text in [
        "-".repeat(5000),
        "(-(".repeat(3000),
        "a* b* c* e* f*".into(),
        "\"harbour ".repeat(200),
        "harbour OR ".repeat(900),
        "-harbour -harbour ".repeat(30),
        "date:2026 ".repeat(70),
        "\u{202e}harbour\u{0}".into(),
        "𝓱𝓪𝓻𝓫𝓸𝓾𝓻 ﷺ é́́́́́".into(),
        format!("{}harbour{}", "(a OR ".repeat(16), ")".repeat(16)),
    ] {
        let _ = find(&shelf, &text);
    }
}

static SHELF: LazyLock<Index> = LazyLock::new(shelf);

proptest! {
    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        let _ = find(&SHELF, &text);
    }
}
