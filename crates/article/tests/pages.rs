//! Whole pages of invented publishers and what is read from them. A quirk of a site is one file in `testdata/pages` and
//! one line here.

use std::fs;
use std::path::Path;

use article::{PageInput, Reading, read_page};
use model::Wishes;
use url::Url;

fn check(name: &str, url: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pages");
    let bytes = fs::read(folder.join(format!("{name}.html"))).expect("the page is in testdata");
    let url = Url::parse(url).expect("a valid address");
    let reading = read_page(PageInput { bytes: &bytes, content_type: None, url: &url, wishes: Wishes::default() });
    let seen = match reading {
        Ok(reading) => summary(&reading),
        Err(failure) => failure.to_string(),
    };
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, seen);
    });
}

fn summary(Reading { canonical, metadata, html, text, way, confidence, correction, next }: &Reading) -> String {
    let lines = [
        format!("canonical: {canonical}"),
        format!("title: {}", metadata.title),
        format!("authors: {}", metadata.authors.join("; ")),
        format!("published: {:?}, updated: {:?}", metadata.published, metadata.updated),
        format!("language: {:?}, genre: {}", metadata.language.map(String::from), metadata.genre.as_str()),
        format!("syndication: {:?}", metadata.syndication),
        format!("image: {:?}", metadata.image.as_ref().map(|image| (image.url.as_str(), &image.alt))),
        format!("words: {}, excerpt: {}", metadata.words, metadata.excerpt),
        format!("wishes: {:?}", metadata.wishes),
        format!(
            "way: {way:?}, confidence: {confidence}, correction: {correction:?}, next: {:?}",
            next.as_ref().map(Url::as_str)
        ),
        format!("\n--- html\n{}", html.trim().replace("><", ">\n<")),
        format!("\n--- text\n{text}"),
    ];
    lines.join("\n")
}

#[test]
fn a_report_with_all_that_pages_have() {
    check("report", "https://www.courier.example/harbour/tide-gate?utm_source=feed");
}

#[test]
fn text_from_right_to_left() {
    check("arabic", "https://sahel.example/opinion/gate");
}

#[test]
fn text_without_spaces_in_a_legacy_encoding() {
    check("japanese-shift-jis", "https://kaigan.example/news/1.html");
}

#[test]
fn an_amp_page_leads_back_to_its_article() {
    check("amp", "https://amp.kuestenbote.example/hafen/flutsperre/amp");
}

#[test]
fn a_paid_post_is_told_from_news() {
    check("sponsored", "https://www.courier.example/stories/paint");
}

#[test]
fn the_first_publisher_is_credited() {
    check("syndicated", "https://post.example/ferry-strike?from=rss");
}

#[test]
fn a_shell_without_text_may_describe_it() {
    check("shell", "https://light.example/keeper");
}

#[test]
fn pages_that_are_no_article_say_why() {
    check("index", "https://www.courier.example/harbour");
    check("consent", "https://www.courier.example/harbour/tide-gate");
    check("paywall", "https://www.courier.example/council/who-pays");
    check("empty", "https://www.courier.example/a");
}
