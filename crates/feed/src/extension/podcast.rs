//! What podcast players read beside RSS.

use model::Image;

use crate::draft::{Context, Facts, rank};
use crate::html::plain_text;
use crate::link;
use crate::person;
use crate::rss;
use crate::xml::Element;

/// Reads an element of the vocabulary.
pub(super) fn read(element: &Element<'_>, facts: &mut Facts, context: &mut Context<'_>) {
    match element.name.as_ref() {
        "author" => facts.authors.offer(rank::BESIDE, person::name(&element.text())),
        "title" => facts.title.offer_some(rank::HINT, rss::title(element)),
        "summary" => facts.summary.offer(rank::BESIDE, rss::html(element)),
        "subtitle" => facts.summary.offer(rank::HINT, rss::html(element)),
        "category" => {
            let mut at = Some(element);
            while let Some(category) = at {
                category.attribute("text").into_iter().for_each(|text| facts.add_category(&text));
                at = category.child("category");
            }
        }
        "keywords" => element.text().split(',').for_each(|word| facts.add_category(&plain_text(word))),
        "image" => {
            let address =
                element.attribute("href").or_else(|| element.attribute("url")).or_else(|| element.some_text());
            let url = address.and_then(|address| link::web(&address, &element.base, context.problems));
            facts.image.offer_some(rank::OWN, url.map(|url| Image { url, alt: String::new() }));
        }
        "duration" => facts.seconds = seconds(&element.text()),
        "block" if element.text().eq_ignore_ascii_case("yes") => facts.wishes.no_index = true,
        _ => {}
    }
}

/// `1:02:03`, `62:03` or `3723`.
fn seconds(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    for part in text.trim().split(':') {
        let number: f64 = part.trim().parse().ok()?;
        let is_sane = (0.0..1_000_000.0).contains(&number);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded the line before")]
        let number = if is_sane { number as u32 } else { return None };
        total = total.checked_mul(60)?.checked_add(number)?;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_every_notation() {
        for (text, expect) in [
            ("1:02:03", Some(3723)),
            ("62:03", Some(3723)),
            ("3723", Some(3723)),
            ("3723.5", Some(3723)),
            ("an hour", None),
            ("-5", None),
            ("9999999:00:00", None),
        ] {
            assert_eq!(seconds(text), expect, "{text}");
        }
    }
}
