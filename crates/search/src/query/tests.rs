use proptest::prelude::*;

use super::*;

/// A text, as it is understood.
fn check(text: &str, expect: &str) {
    let query = Query::parse(text);
    assert_eq!(query.to_string(), expect, "{text:?} is {:?}", query.root());
    assert_eq!(query.problems(), [], "{text:?}");
}

fn check_odd(text: &str, expect: &str, problems: &[Problem]) {
    let query = Query::parse(text);
    assert_eq!(query.to_string(), expect, "{text:?} is {:?}", query.root());
    assert_eq!(query.problems(), problems, "{text:?}");
}

fn only(text: &str) -> Option<Criterion> {
    match Query::parse(text).root() {
        Some(Clause::Is(criterion)) => Some(criterion.clone()),
        _ => None,
    }
}

#[test]
fn each_operator_is_read_as_what_it_names() {
    let day = jiff::civil::date(2026, 11, 22);
    let first = |month| jiff::civil::date(2026, month, 1);
    for (text, criterion) in [
        ("harbour", Criterion::Word("harbour".into())),
        ("harb*", Criterion::Prefix("harb".into())),
        ("\"the old  harbour\"", Criterion::Phrase("the old harbour".into())),
        ("“le vieux port”", Criterion::Phrase("le vieux port".into())),
        ("intitle:harbour", Criterion::Title("harbour".into())),
        ("INTITLE:\"old harbour\"", Criterion::Title("old harbour".into())),
        ("author:okafor", Criterion::Author("okafor".into())),
        ("publisher:\"The Harbour Post\"", Criterion::PublisherName("The Harbour Post".into())),
        ("publisher:7", Criterion::Publisher(PublisherId::new(7))),
        ("publisher:\"7\"", Criterion::PublisherName("7".into())),
        ("#Climate_Change", Criterion::Hashtag("climatechange".into())),
        ("lang:pt-BR", Criterion::Language("pt".parse().unwrap())),
        ("section:sport", Criterion::Section(Section::Sport)),
        ("section:Politics", Criterion::Section(Section::Politics)),
        ("genre:press-release", Criterion::Genre(Genre::PressRelease)),
        ("date:2026-11-22", Criterion::During(Date::Day(day))),
        ("date:2026-11", Criterion::During(Date::Month(first(11)))),
        ("date:2026", Criterion::During(Date::Year(first(1)))),
        ("after:2026-11-22", Criterion::After(Moment::Start(Date::Day(day)))),
        ("after:7d", Criterion::After(Moment::Ago(7, Unit::Days))),
        ("before:48H", Criterion::Before(Moment::Ago(48, Unit::Hours))),
    ] {
        assert_eq!(only(text), Some(criterion), "{text}");
        assert_eq!(Query::parse(text).problems(), [], "{text}");
    }
}

#[test]
fn or_binds_its_neighbours_and_groups_bind_tighter() {
    check("a b OR c", "a b OR c");
    check("a (b OR c)", "a b OR c");
    check("(a b) OR c", "(a b) OR c");
    check("((a)) AND (b)", "a b");
    check("a OR (b OR c)", "a OR b OR c");
    let query = Query::parse("a b OR c");
    let Some(Clause::All(parts)) = query.root() else { panic!("{query:?}") };
    assert!(matches!(parts.as_slice(), [Clause::Is(_), Clause::Any(_)]));
}

#[test]
fn a_minus_denies_what_it_touches() {
    check("a -b", "a -b");
    check("a -\"b c\" -#d -(e f) -lang:de", "a -\"b c\" -#d -(e f) -lang:de");
    check("--a ---b", "a -b");
    check("a - b", "a b");
    check("well-known", "well-known");
    check("-", "");
}

#[test]
fn a_star_stands_for_the_rest_of_a_word_alone() {
    check("harb** intitle:harb* lang:de*", "harb* intitle:harb lang:de");
    check("\"old harb*\" * ** ha*rb", "\"old harb\" ha*rb");
}

#[test]
fn what_only_looks_like_an_operator_is_words() {
    check("12:30", "12:30");
    check("https://paper.example/a?b=c", "https://paper.example/a?b=c");
    check("Ukraine: what now", "Ukraine what now");
    check_odd("filetype:pdf", "filetype:pdf", &[Problem::UnknownOperator("filetype".into())]);
    check_odd("author: okafor", "author okafor", &[Problem::NoValue("author".into())]);
}

#[test]
fn what_cannot_be_read_is_told_and_searched_for() {
    check_odd("date:2026-13-01", "date:2026-13-01", &[Problem::BadDate("2026-13-01".into())]);
    check_odd("after:soon x", "after:soon x", &[Problem::BadDate("soon".into())]);
    check_odd("date:7d", "date:7d", &[Problem::BadDate("7d".into())]);
    check_odd("lang:klingon", "lang:klingon", &[Problem::BadLanguage("klingon".into())]);
    check_odd("section:yachts", "section:yachts", &[Problem::UnknownSection("yachts".into())]);
    check_odd("genre:gossip", "genre:gossip", &[Problem::UnknownGenre("gossip".into())]);
    check_odd("date:\"last week\"", "\"last week\"", &[Problem::BadDate("last week".into())]);
    check_odd("a \"b c", "a \"b c\"", &[Problem::UnclosedQuote]);
    check_odd("(a b", "a b", &[Problem::UnbalancedParenthesis]);
    check_odd("a) b", "a b", &[Problem::UnbalancedParenthesis]);
    check_odd("OR a OR", "a", &[Problem::DanglingOr]);
}

#[test]
fn a_query_is_bounded() {
    let problems = |text: &str| Query::parse(text).problems().to_vec();
    assert_eq!(problems(&"word ".repeat(MAX_CRITERIA)), []);
    assert_eq!(problems(&"word ".repeat(MAX_CRITERIA + 1)), [Problem::TooManyCriteria]);
    assert_eq!(problems(&"w".repeat(MAX_VALUE_CHARS + 1)), [Problem::TooLong]);
    assert_eq!(problems(&format!("a{}", " ".repeat(MAX_CHARS))), [Problem::TooLong]);
    let nested = |depth: usize| format!("{}a{} b", "(".repeat(depth), ")".repeat(depth));
    check(&nested(MAX_DEPTH), "a b");
    check_odd(&nested(MAX_DEPTH + 1), "b", &[Problem::TooDeep]);
    check_odd(&"(".repeat(MAX_CHARS), "", &[Problem::TooDeep, Problem::UnbalancedParenthesis]);
    let long = format!("\"{}\"", "word ".repeat(100));
    assert!(Query::parse(&long).to_string().ends_with("word\""), "a phrase is cut between words");
}

#[test]
fn spans_and_dates_depend_on_clock_and_zone() {
    let now: jiff::Timestamp = "2026-03-30T12:00:00Z".parse().unwrap();
    let paris = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
    let at = |text: &str, zone: &jiff::tz::TimeZone| {
        let moment: Moment = text.parse().unwrap();
        jiff::Timestamp::from_microsecond(moment.resolve(now, zone)).unwrap().to_string()
    };
    let utc = jiff::tz::TimeZone::UTC;
    for (text, time) in [
        ("36h", "2026-03-29T00:00:00Z"),
        ("7d", "2026-03-23T12:00:00Z"),
        ("2w", "2026-03-16T12:00:00Z"),
        ("1m", "2026-02-28T12:00:00Z"),
        ("1y", "2025-03-30T12:00:00Z"),
        ("2026-03-01", "2026-03-01T00:00:00Z"),
        ("2025", "2025-01-01T00:00:00Z"),
    ] {
        assert_eq!(at(text, &utc), time, "{text}");
    }
    assert_eq!(at("2026-03-01", &paris), "2026-02-28T22:00:00Z");
    for text in ["65535y", "65535m", "65535w", "0000-01-01", "9999-12-31", "9999"] {
        let _ = at(text, &paris);
        let _ = text.parse::<Date>().map(|date| date.bounds(&utc));
    }
    for text in ["", "d", "-1d", "7", "70000d", "7x", "26-01-01", "2026-1-", "2026-02-30", "٢٠٢٦", "7日"] {
        assert_eq!(text.parse::<Moment>(), Err(date::NoDate), "{text}");
    }
}

/// Texts that look like queries more often than any text does.
fn like_a_query() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "OR",
        "AND",
        " ",
        " ",
        "-",
        "(",
        ")",
        "\"",
        "“",
        "*",
        "#",
        ":",
        "author:",
        "publisher:",
        "date:",
        "after:",
        "lang:",
        "section:",
        "foo:",
        "2026-11",
        "7d",
        "42",
        "de",
        "sport",
        "東京",
        "İ",
        "_",
        "//",
        "e\u{301}",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn reads_back(text: &str) {
    let query = Query::parse(text);
    let again = Query::parse(&query.to_string());
    assert_eq!(query, again, "{text:?} was printed as {query}");
}

proptest! {
    #[test]
    fn any_text_reads_and_prints_as_what_reads_the_same(text in any::<String>()) {
        reads_back(&text);
    }

    #[test]
    fn any_query_reads_and_prints_as_what_reads_the_same(text in like_a_query()) {
        reads_back(&text);
    }

    #[test]
    fn a_long_text_reads_and_prints_as_what_reads_the_same(text in like_a_query(), times in 1..400_usize) {
        reads_back(&text.repeat(times));
    }
}
