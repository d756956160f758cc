use url::Url;

use super::{Known, Way, extract};
use crate::clean::clean;
use crate::rules::Rules;
use crate::tame::{Kind, tame};

/// Long enough that lists of links around it are furniture.
const PROSE: &str = "<p>The harbour office shut the tide gate at noon on Monday, an hour before high water, after the gauge \
    at the coal pier had risen faster than anyone on the watch remembered.</p><p>The crews of both ferries waited in the \
    outer basin until the evening, when the wind turned north and the gate was opened again for the night.</p>";

fn known() -> Known {
    let own = |text: &str| vec![text.to_owned()];
    Known {
        titles: own("Tide gate shut at noon"),
        bylines: own("By our harbour desk"),
        authors: vec!["Ada Okoye".to_owned(), "Jon Vale".to_owned()],
        text: String::new(),
    }
}

fn read(html: &str, known: &Known) -> (String, Way) {
    let base = Url::parse("https://coast.example/a").expect("a valid address");
    let tamed = tame(&html.replace('_', PROSE), Kind::Page).expect("few tags");
    let found = extract(&tamed, known, None);
    (clean(&found.html, &base).html, found.way)
}

/// Every `_` stands for two paragraphs of prose.
fn check(html: &str, expect: &str) {
    let base = Url::parse("https://coast.example/a").expect("a valid address");
    let undivided = |html: &str| html.replace("<div>", "").replace("</div>", "");
    let left = undivided(&read(html, &known()).0);
    assert_eq!(left, undivided(&clean(&expect.replace('_', PROSE), &base).html), "{html}");
}

#[test]
fn the_headline_goes_with_what_stands_above_it() {
    check("<h1>Tide gate shut at noon</h1>_", "_");
    check("<p>Harbour</p><h1>Tide gate shut at noon</h1><p>The gauge rose fast.</p>_", "<p>The gauge rose fast.</p>_");
    check("<div><b>The Coast</b><br>News</div><h2>TIDE GATE shut at noon!</h2>_", "_");
    check("<p>The gauge rose fast.</p><h1>Tide gate shut at noon</h1>_", "<p>The gauge rose fast.</p>_");
    check("<p>Harbour</p><img src=/a.jpg><h1>Tide gate shut at noon</h1>_", "<img src=/a.jpg>_");
}

#[test]
fn the_same_words_further_down_are_the_text() {
    check("<h2>Monday</h2>_<h2>Tide gate shut at noon</h2>_", "<h2>Monday</h2>_<h2>Tide gate shut at noon</h2>_");
    check("<p>Tide gate shut at noon, again.</p>_", "<p>Tide gate shut at noon, again.</p>_");
}

#[test]
fn bylines_below_the_headline_go() {
    check("<h1>Tide gate shut at noon</h1><p>By Ada Okoye and Jon Vale</p>_", "_");
    check(
        "<h1>Tide gate shut at noon</h1><p>The gauge rose.</p><p>By our harbour desk</p>_",
        "<p>The gauge rose.</p>_",
    );
    check("<p>By Edda Halm</p>_", "<p>By Edda Halm</p>_");
    check("<p>Ada Okoye.</p>_", "<p>Ada Okoye.</p>_");
}

#[test]
fn links_around_the_text_go_with_the_line_that_names_them() {
    let list =
        "<ul><li><a href=/1>Seals return to the pier</a></li><li><a href=/2>Coal pier to be painted</a></li></ul>";
    check(&format!("{list}_"), "_");
    check(&format!("_<h3>More from Harbour</h3>{list}"), "_");
    check(&format!("_<p>Related:</p>{list}_"), "__");
    check("_<p>Read more: <a href=/1>Seals return to the pier</a></p>_", "__");
    check(
        "_<p>See <a href=/1>the order</a> of the council.</p>",
        "_<p>See <a href=/1>the order</a> of the council.</p>",
    );
}

#[test]
fn what_calls_itself_furniture_goes_unless_it_holds_the_text() {
    check(
        "_<div class='article-newsletter'><p>Get our letter every day, with all that the harbour does.</p></div>_",
        "__",
    );
    check("_<aside><p>The harbour office was founded in the year of the great storm.</p></aside>", "_");
    check(
        "<nav><a href=/>Home</a> <a href=/h>Harbour</a></nav>_<footer><p>All rights are reserved by us.</p></footer>",
        "_",
    );
    check("<div class=sidebar-layout><h1>Tide gate shut at noon</h1>_</div>", "_");
    check("_<p>Advertisement</p>_", "__");
    check("_<p style='display: none'>You should never see this line of text.</p>", "_");
}

#[test]
fn rows_of_cards_are_other_pieces() {
    let card = "<div class=c><a href=/1><img src=/1.jpg><h3>Seals return to the coal pier</h3></a><p>They were away for a year, and the whole town came to see them.</p></div>";
    check(&format!("_<section>{}</section>", card.repeat(4)), "_");
    check(&format!("<main>{}<article><h1>Tide gate shut at noon</h1>_</article></main>", card.repeat(6)), "_");
}

#[test]
fn captions_stay_with_their_pictures_and_out_of_the_text() {
    let figure = "<figure><img src=/a.jpg><figcaption>The gate at dusk</figcaption></figure>";
    check(&format!("_{figure}_"), &format!("_{figure}_"));
    check(
        "_<div class=image><img src=/a.jpg><p class=caption>The gate at dusk</p></div>_",
        "_<img src=/a.jpg><figcaption>The gate at dusk</figcaption>_",
    );
}

#[test]
fn text_between_breaks_is_text() {
    let line =
        "The gate closed at noon, an hour before the water was at its highest, and it stayed shut until evening.";
    check(&format!("<td>{line}<br><br>{line}</td>"), &format!("{line}<br><br>{line}"));
}

#[test]
fn the_way_tells_what_was_believed() {
    assert_eq!(read("<div>_</div>", &known()).1, Way::Shape);
    assert_eq!(read("<div itemprop=articleBody>_</div>", &known()).1, Way::Marked);
    let text = crate::plain::plain_text(&PROSE.repeat(2));
    let told = Known { text, ..known() };
    let (html, way) = read("<div><div>_</div>_<p>Sign the petition here, it takes only a minute.</p></div>", &told);
    assert_eq!(way, Way::Agreed);
    assert!(html.contains("outer basin"), "{html}");
}

#[test]
fn a_table_made_for_layout_leaves_its_text() {
    check(
        "<table><tr><td colspan=2><a href=/>The Coast</a><br><i>Daily since the flood</i></td></tr><tr>\
         <td><b>Latest</b><ul><li><a href=/1>Ferries run</a></li><li><a href=/2>Wind turns</a></li></ul><hr></td>\
         <td><h1>Tide gate shut at noon</h1><p>By Ada Okoye</p>_</td></tr></table>",
        "_",
    );
    let figures = "<table><tr><td>Ness</td><td></td></tr><tr><td>Orrin</td><td>4</td></tr></table>";
    check(&format!("<h1>Tide gate shut at noon</h1>_{figures}"), &format!("_{figures}"));
}

#[test]
fn a_rule_says_what_the_body_is_and_what_goes_on() {
    let rules = Rules::parse("host coast.example\nkeep .report\ndrop .legend\nnext a.turn\n").expect("rules");
    let rule = rules.for_host("coast.example");
    let page = "<div class=box>_</div><div class='box report'>The gate is shut.<i class=legend>Legend</i></div><a class=turn href=/2>2</a>";
    let found = extract(&page.replace('_', PROSE), &known(), rule);
    assert_eq!((found.way, found.next.as_deref()), (Way::Rule, Some("/2")));
    assert!(found.html.contains("The gate is shut.") && !found.html.contains("Legend"), "{}", found.html);
    assert!(!found.html.contains("ferries"), "{}", found.html);
    let other = extract(PROSE, &known(), rule);
    assert_eq!(other.way, Way::Shape, "the rule's element is not on the page");
}

#[test]
fn datelines_go_and_years_in_sentences_stay() {
    check(
        "<p>The gauge rose fast that day.</p><div>Tuesday 5 March 2024 11:42, Ness</div>_",
        "<p>The gauge rose fast that day.</p>_",
    );
    check("<p>Updated at 1:23 p.m. on Tuesday</p>_", "_");
    check("<p>The gate was built in 1934.</p>_", "<p>The gate was built in 1934.</p>_");
    check("<h2>The winter of 1934 and after</h2>_", "<h2>The winter of 1934 and after</h2>_");
}
