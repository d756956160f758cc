use super::*;

/// The tree of a source in short: `name(children)`, text in quotes, a line a step.
fn sketch(source: &str) -> (Vec<String>, Vec<Problem>) {
    let mut problems = Problems::default();
    let base = Url::parse("https://paper.example/").unwrap();
    let entities = Entities::default();
    let mut reader = Reader::new(source, &entities, &base, &mut problems);
    let mut steps = Vec::new();
    loop {
        match reader.step() {
            Step::Open(element) => steps.push(format!("+{}", element.name)),
            Step::Child(element) => steps.push(draw(&element)),
            Step::Close => steps.push("-".to_owned()),
            Step::End => break,
        }
    }
    (steps, problems.into_vec())
}

fn draw(element: &Element<'_>) -> String {
    let children: Vec<String> = element
        .children
        .iter()
        .map(|node| match node {
            Node::Element(child) => draw(child),
            Node::Text(text) => format!("'{text}'"),
        })
        .collect();
    format!("{}({})", element.name, children.join(" "))
}

fn check(source: &str, expect: &[&str], expected_problems: &[Problem]) {
    let (steps, problems) = sketch(source);
    assert_eq!(steps, expect, "{source}");
    assert_eq!(problems, expected_problems, "{source}");
}

#[test]
fn containers_are_stepped_into_and_children_read_whole() {
    check(
        "<rss><channel><title>T &amp; U</title><item><a>1<b/>2</a></item></channel></rss>",
        &["+rss", "+channel", "title('T & U')", "item(a('1' b() '2'))", "-", "-"],
        &[],
    );
}

#[test]
fn unclosed_tags_end_with_their_element() {
    check(
        "<rss><item><description>a<p>b<br>c</description><link>d</link></item></rss>",
        &["+rss", "item(description('a' p('b' br('c'))) link('d'))", "-"],
        &[Problem::MismatchedTags],
    );
    check("<rss><item>a</b></i></item></rss>", &["+rss", "item('a')", "-"], &[Problem::MismatchedTags]);
}

#[test]
fn an_entry_within_an_entry_ends_it() {
    check(
        "<rss><item><title>a<item><title>b</title></item></rss>",
        &["+rss", "item(title('a'))", "item(title('b'))", "-"],
        &[Problem::MismatchedTags],
    );
    check(
        "<rss><image><url>a</url><item>b</item></rss>",
        &["+rss", "image(url('a'))", "item('b')", "-"],
        &[Problem::MismatchedTags],
    );
}

#[test]
fn a_file_that_breaks_off_keeps_what_it_had() {
    check("<rss><channel><item><title>a</ti", &["+rss", "+channel", "item(title('a'))"], &[Problem::Truncated]);
    check("<rss><item>a</item>", &["+rss", "item('a')"], &[Problem::Truncated]);
}

#[test]
fn unknown_references_stay_and_are_told() {
    check(
        "<rss><a>x &nosuch; &eacute; &amp; AT&T</a></rss>",
        &["+rss", "a('x &nosuch; é & AT&T')", "-"],
        &[Problem::UnknownEntity("nosuch".into()), Problem::StrayAmpersand],
    );
}

#[test]
fn depth_and_size_are_bounded_and_text_is_kept() {
    let deep = format!("<rss><item>{}x{}</item><item>y</item></rss>", "<a>".repeat(5000), "</a>".repeat(5000));
    let (steps, problems) = sketch(&deep);
    assert!(steps[1].contains("'x'"));
    assert_eq!(steps[2], "item('y')");
    assert_eq!(problems, [Problem::TooDeep]);
    let wide = format!("<rss><item>{}</item><item>y</item></rss>", "<a/>".repeat(MAX_ELEMENTS + 10));
    let (steps, problems) = sketch(&wide);
    assert_eq!(steps[2], "item('y')");
    assert_eq!(problems, [Problem::TooLarge]);
}

#[test]
fn base_and_language_hold_within_their_element() {
    let source = "<feed xml:base='/a/' xml:lang='de'><x xml:base='b/'><y xml:lang='fr'/></x><z xml:lang=''/></feed>";
    let mut problems = Problems::default();
    let base = Url::parse("https://paper.example/feed").unwrap();
    let entities = Entities::default();
    let mut reader = Reader::new(source, &entities, &base, &mut problems);
    let Step::Open(feed) = reader.step() else { panic!() };
    let Step::Child(x) = reader.step() else { panic!() };
    let Step::Child(z) = reader.step() else { panic!() };
    let y = x.elements().next().unwrap();
    assert_eq!(feed.base.as_str(), "https://paper.example/a/");
    assert_eq!((x.base.as_str(), x.language.unwrap().as_str()), ("https://paper.example/a/b/", "de"));
    assert_eq!((y.base.as_str(), y.language.unwrap().as_str()), ("https://paper.example/a/b/", "fr"));
    assert_eq!((z.base.as_str(), z.language), ("https://paper.example/a/", None));
}

#[test]
fn prefixes_mean_what_they_are_declared_to_mean() {
    let source = "<rss xmlns:m='http://search.yahoo.com/mrss/'><m:a/><itunes:b/><x:c/><d xmlns='http://www.w3.org/2005/Atom'/></rss>";
    let mut problems = Problems::default();
    let base = Url::parse("https://paper.example/feed").unwrap();
    let entities = Entities::default();
    let mut reader = Reader::new(source, &entities, &base, &mut problems);
    let mut seen = Vec::new();
    loop {
        match reader.step() {
            Step::Child(element) => seen.push(element.ns),
            Step::End => break,
            _ => {}
        }
    }
    assert_eq!(seen, [Ns::Media, Ns::Itunes, Ns::Other, Ns::Atom]);
    assert_eq!(
        problems.into_vec(),
        [Problem::UndeclaredPrefix("itunes".into()), Problem::UndeclaredPrefix("x".into())]
    );
}
