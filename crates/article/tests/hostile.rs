//! Input that nobody writes by hand: it must end quickly, never panic and never lose text.

use article::{PageInput, canonical_url, plain_text, read_fragment, read_page, sanitize};
use model::Wishes;
use proptest::prelude::*;
use url::Url;

fn base() -> Url {
    Url::parse("https://coast.example/news/gate").expect("a valid address")
}

fn read_everything(bytes: &[u8]) {
    let _ = read_page(PageInput { bytes, content_type: Some("text/html"), url: &base(), wishes: Wishes::default() });
    let _ = read_fragment(&String::from_utf8_lossy(bytes), &base());
}

#[test]
fn markup_meant_to_exhaust_a_parser_ends() {
    // Most rows stay below the limit on tags, so that they reach the parsers: without the limit on open formatting the
    // stack overflows, without the one on depth minutes pass.
    let rows = [
        "<div>".repeat(50_000),
        "<b>".repeat(50_000),
        "<p><font size=1>".repeat(3_000),
        "<a href=x>".repeat(3_000),
        "<table><tr><td>".repeat(1_000),
        "<table><div>".repeat(30_000),
        "<span></x>".repeat(25_000),
        "<svg>".repeat(50_000),
        "<ruby><rt>".repeat(30_000),
        "<li>".repeat(3_000),
        "<!--".repeat(200_000),
        "<!-- -- >".repeat(100_000),
        "<noscript>".repeat(25_000),
        "<title>".repeat(10_000),
        "<textarea>".repeat(100_000),
        format!("<p {}>text</p>", "a=1 b c ".repeat(100_000)),
        format!("<a title=\"{}\">", "x".repeat(1_000_000)),
        "<".repeat(25_000),
        "<a \"".repeat(200_000),
        "&amp;".repeat(200_000),
        format!("<script type=application/ld+json>{}", "[".repeat(500_000)),
        "<p>word ".repeat(3_000),
    ];
    for html in rows {
        read_everything(html.as_bytes());
    }
}

#[test]
fn text_survives_every_limit() {
    let deep = format!("{}the text{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(plain_text(&deep), "the text");
    assert_eq!(read_fragment(&deep, &base()).text, "the text");
    let many = "<p>word</p>".repeat(150_000);
    assert_eq!(read_fragment(&many, &base()).words, 150_000);
}

/// Markup as broken feeds have it: tags of every kind in any order, closed or not.
fn soup() -> impl Strategy<Value = String> {
    let names = [
        "a",
        "b",
        "em",
        "p",
        "div",
        "span",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "blockquote",
        "h2",
        "pre",
        "button",
        "svg",
        "title",
        "style",
        "img",
        "br",
        "font",
        "section",
        "figure",
        "figcaption",
        "dl",
        "dd",
        "rt",
        "ruby",
        "caption",
        "tbody",
        "form",
        "select",
        "noscript",
        "template",
        "math",
        "object",
        "nobr",
        "hr",
        "q",
        "textarea",
    ];
    let open = prop::sample::select(names.to_vec()).prop_map(|name| format!("<{name} href=/x src=/y title='>'>"));
    let close = prop::sample::select(names.to_vec()).prop_map(|name| format!("</{name}>"));
    let text = prop::sample::select(vec!["word", " ", "\n", "&lt;b&gt;", "<", "&", "<!-- c -->", "\"", "é", "水"]);
    let piece = prop_oneof![3 => open, 2 => close, 3 => text.prop_map(str::to_owned)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Words within inline elements, and the same words without them.
fn inline() -> impl Strategy<Value = (String, String)> {
    let leaf = "[a-zé水]{1,6} ?".prop_map(|text| (text.clone(), text));
    let names =
        prop::sample::select(vec!["a href=/x", "em", "strong", "abbr", "span", "b", "i", "mark", "q", "u", "font"]);
    leaf.prop_recursive(6, 24, 4, move |inner| {
        let inner = prop::collection::vec(inner, 1..4);
        (names.clone(), inner).prop_map(|(tag, parts)| {
            let (html, text): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
            let name = tag.split(' ').next().unwrap_or(tag);
            (format!("<{tag}>{}</{name}>", html.concat()), text.concat())
        })
    })
}

fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_everything(&bytes);
    }

    #[test]
    fn sanitizing_twice_changes_nothing(html in soup()) {
        let once = sanitize(&html, &base());
        prop_assert_eq!(sanitize(&once, &base()), once);
    }

    #[test]
    fn what_is_kept_reads_the_same_in_html_and_text(html in soup()) {
        let fragment = read_fragment(&html, &base());
        prop_assert_eq!(plain_text(&fragment.html), fragment.text);
    }

    #[test]
    fn no_word_inside_inline_elements_is_lost((html, text) in inline()) {
        let fragment = read_fragment(&format!("<p>{html}</p>"), &base());
        prop_assert_eq!(letters(&fragment.text), letters(&text));
        prop_assert_eq!(letters(&plain_text(&html)), letters(&text));
    }

    #[test]
    fn no_word_inside_inline_elements_of_a_page_is_lost((html, text) in inline()) {
        let before = "The harbour office shut the tide gate at noon on Monday, an hour before high water, after the gauge \
            at the coal pier had risen faster than anyone on the watch remembered, and";
        let after = "so that the crews of both ferries waited in the outer basin until the wind turned north.";
        let page = format!("<main><h1>Gate</h1><p>{before} {html} {after}</p><p>{before}, {after}</p></main>");
        let input = PageInput { bytes: page.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &base(), wishes: Wishes::default() };
        let reading = read_page(input).expect("two paragraphs are an article");
        prop_assert!(letters(&reading.text).starts_with(&letters(&format!("{before} {text} {after}"))), "{}", reading.text);
    }

    #[test]
    fn a_canonical_address_is_its_own(
        path in "(/[a-z]{0,4}){0,3}(/amp/?|\\.amp|\\.html)?",
        query in "(\\?([a-z_]{1,5}(=[a-z0-9%&;]{0,5})?&?){0,4})?",
        fragment in "(#[a-z]{0,3})?",
    ) {
        let Ok(url) = Url::parse(&format!("https://www.coast.example{path}{query}{fragment}")) else { return Ok(()) };
        let once = canonical_url(&url);
        prop_assert_eq!(canonical_url(&once), once);
    }
}
