use super::*;

fn paths(opml: &str) -> Vec<String> {
    let outline = parse(opml.as_bytes()).unwrap();
    let line =
        |(path, feed): (Vec<&str>, &Subscription)| format!("{}|{}|{}", path.join("/"), feed.title, feed.feed_url);
    outline.subscriptions().into_iter().map(line).collect()
}

#[test]
fn folders_nest_and_titles_are_plain_text() {
    let opml = r#"<?xml version="1.0"?><opml version="1.1"><head><title>Papers &amp; blogs</title></head><body>
        <outline text="North"><outline text="Ports" title="Ports &amp; ships">
          <outline type="rss" text="Tide &lt;b&gt;Table&lt;/b&gt;" xmlUrl="https://tide.example/rss" htmlUrl="https://tide.example/"/>
        </outline></outline>
        <outline text="Ledger" XMLURL="http://ledger.example/feed"/></body></opml>"#;
    assert_eq!(
        paths(opml),
        ["North/Ports & ships|Tide Table|https://tide.example/rss", "|Ledger|http://ledger.example/feed"]
    );
    assert_eq!(parse(opml.as_bytes()).unwrap().title, "Papers & blogs");
}

#[test]
fn lines_that_lead_nowhere_are_left_out() {
    assert_eq!(
        paths(
            r#"<opml><body><outline text="note"/><outline text="x" xmlUrl="javascript:alert(1)"/>
            <outline text="y" xmlUrl="nowhere"/><outline text="z" xmlUrl="https://z.example/feed?a=1&b=2"></body>"#
        ),
        ["|z|https://z.example/feed?a=1&b=2"]
    );
}

#[test]
fn bombs_are_refused() {
    let deep = format!("<opml><body>{}", "<outline text='x'>".repeat(MAX_DEPTH + 1));
    assert_eq!(parse(deep.as_bytes()), Err(NotAnOutline::TooDeep));
    let long = format!("<opml><body>{}", "<outline text='x'/>".repeat(MAX_ITEMS + 1));
    assert_eq!(parse(long.as_bytes()), Err(NotAnOutline::TooLarge));
    for other in ["", "<rss/>", "subscriptions", "{}"] {
        assert_eq!(parse(other.as_bytes()), Err(NotAnOutline::Unknown), "{other:?}");
    }
}
