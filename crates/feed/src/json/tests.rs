use super::*;

fn parse(text: &str) -> Result<ParsedFeed, NotAFeed> {
    let base = Url::parse("https://paper.example/feed.json").unwrap();
    let now = "2024-05-01T00:00:00Z".parse().unwrap();
    crate::parse(Input { bytes: text.as_bytes(), content_type: None, base: &base, now })
}

#[test]
fn values_of_the_wrong_kind_are_passed_over() {
    let feed = parse(
        r#"{"version":"https://jsonfeed.org/version/1","title":["x"],"icon":7,"items":[
            {"id":17,"url":{"a":[1]},"title":"T","tags":"one","authors":{"name":"Ada"},"attachments":null},
            "not an item",
            {"id":"b","content_text":"a < b\n\nc","date_published":true}]}"#,
    )
    .unwrap();
    assert_eq!(feed.title, "");
    let [first, second] = feed.entries.as_slice() else { panic!("{:?}", feed.entries) };
    assert_eq!((first.guid.as_str(), first.authors.as_slice()), ("17", ["Ada".to_owned()].as_slice()));
    assert_eq!(first.categories, ["one"]);
    assert_eq!(second.content.as_deref(), Some("<p>a &lt; b</p><p>c</p>"));
    assert!(feed.problems.contains(&Problem::WrongKind("items")));
}

#[test]
fn what_was_read_before_the_text_breaks_off_is_kept() {
    let feed =
        parse(r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":"a","title":"A"},{"id":"b","ti"#).unwrap();
    assert_eq!(feed.entries.len(), 1);
    assert_eq!(feed.problems, [Problem::Truncated]);
}

#[test]
fn other_json_is_no_feed() {
    for text in ["{}", "[]", "{\"a\":1}", "{", "[[[[", r#"{"version":"2.0"}"#] {
        assert_eq!(parse(text), Err(NotAFeed::Unknown), "{text}");
    }
    assert_eq!(parse(&"[".repeat(100_000)), Err(NotAFeed::Unknown));
}
