use url::Url;

use super::{Known, without_furniture};
use crate::clean::clean;

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
    }
}

/// Every `_` stands for two paragraphs of prose.
fn check(html: &str, expect: &str) {
    let base = Url::parse("https://coast.example/a").expect("a valid address");
    let cleaned = clean(&html.replace('_', PROSE), &base).html;
    let left = without_furniture(&cleaned, &known()).unwrap_or_else(|| cleaned.clone());
    let left = clean(&left, &base).html;
    let expect = clean(&expect.replace('_', PROSE), &base).html;
    assert_eq!(left, expect, "{html}");
}

#[test]
fn the_headline_goes_with_what_stands_above_it() {
    check("<h1>Tide gate shut at noon</h1>_", "_");
    check("<p>Harbour</p><h1>Tide gate shut at noon</h1><p>The gauge rose fast.</p>_", "<p>The gauge rose fast.</p>_");
    check("<div><b>The Coast</b><br>News</div><h2>TIDE GATE shut at noon!</h2>_", "_");
    check("<p>The gauge rose fast.</p><h1>Tide gate shut at noon</h1>_", "<p>The gauge rose fast.</p>_");
    check("<p>Harbour</p><img src=/a.jpg><h1>Tide gate shut at noon</h1>_", "<img src=/a.jpg>_");
    check(
        "<figure><img src=/a.jpg><figcaption>The gate</figcaption></figure><h1>Tide gate shut at noon</h1>_",
        "<figure><img src=/a.jpg><figcaption>The gate</figcaption></figure>_",
    );
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
fn lists_of_links_go_at_either_end_only() {
    let list = "<ul><li><a href=/1>Ferries run again</a></li><li><a href=/2>Wind turns north</a></li></ul>";
    check(&format!("<h3>Latest</h3>{list}_"), "_");
    check(&format!("_<h3>More on this</h3>{list}"), "_");
    check(&format!("_{list}<p><a href=/>Home</a> | <a href=/about>About</a></p>"), "_");
    check(&format!("_{list}_"), &format!("_{list}_"));
    check(&format!("_<p>Source: Strait Wire</p>{list}"), "_<p>Source: Strait Wire</p>");
    check(
        "_<p>Read <a href=/1>the report</a> and <a href=/2>the reply of the harbour office</a> to it in full.</p>",
        "_<p>Read <a href=/1>the report</a> and <a href=/2>the reply of the harbour office</a> to it in full.</p>",
    );
    check("_<p><a href=/1>The report in full</a></p>", "_<p><a href=/1>The report in full</a></p>");
    check(&format!("<p>Two pieces.</p>{list}"), &format!("<p>Two pieces.</p>{list}"));
}

#[test]
fn a_table_made_for_layout_leaves_its_text() {
    check(
        "<table><tr><td colspan=2><a href=/>The Coast</a><br><i>Daily since the flood</i></td></tr><tr>\
         <td><b>Latest</b><ul><li><a href=/1>Ferries run</a></li><li><a href=/2>Wind turns</a></li></ul><hr></td>\
         <td><h1>Tide gate shut at noon</h1><p>By Ada Okoye</p>_</td></tr></table>",
        "<div>_</div>",
    );
    let figures = "<table><tr><td>Ness</td><td></td></tr><tr><td>Orrin</td><td>4</td></tr></table>";
    check(&format!("<h1>Tide gate shut at noon</h1>_{figures}"), &format!("_{figures}"));
}
