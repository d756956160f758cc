//! The picture that stands for a piece.

use model::Image;
use url::Url;

use crate::facts::Facts;

/// Words in the address of a picture that every page of a site shares.
#[rustfmt::skip]
const SITE_PICTURES: [&str; 14] = [
    "logo", "placeholder", "default-image", "default_image", "default-og", "og-default", "og_default", "fallback",
    "favicon", "apple-touch-icon", "share-default", "sprite", "blank.", "avatar",
];

/// The lead image: what the page offers for sharing, unless that is a logo; else the first picture of the body.
pub(crate) fn lead_image(facts: &Facts, base: &Url, body: Option<&Image>) -> Option<Image> {
    let metas = facts.metas(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
    let described = facts.described.iter().map(|piece| piece.image.as_str());
    let links = facts.hrefs("image_src").map(|link| link.href.as_str());
    let url = metas.chain(described).chain(links).find_map(|address| picture(base, address));
    let Some(url) = url else { return body.cloned() };
    let said = facts.meta(&["og:image:alt", "twitter:image:alt"]).unwrap_or_default();
    // The same picture in the body says what it shows, when the head is silent.
    let same = body.filter(|body| said.is_empty() && body.url.path() == url.path());
    let alt = same.map_or(said, |body| body.alt.as_str()).to_owned();
    Some(Image { url, alt })
}

fn picture(base: &Url, address: &str) -> Option<Url> {
    let address = address.trim();
    if address.is_empty() {
        return None;
    }
    let url = base.join(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let path = url.path().to_ascii_lowercase();
    let is_of_site = path.len() <= 1
        || path.rsplit('.').next() == Some("svg")
        || SITE_PICTURES.iter().any(|word| path.contains(word));
    (!is_of_site).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read_facts;

    fn check(html: &str, expect: Option<(&str, &str)>) {
        let base = Url::parse("https://coast.example/a/").expect("a valid address");
        let body = Image { url: base.join("/body.jpg").expect("a valid address"), alt: "The gate".into() };
        let found = lead_image(&read_facts(html), &base, Some(&body));
        let found = found.as_ref().map(|image| (image.url.path(), image.alt.as_str()));
        assert_eq!(found, expect, "{html}");
    }

    #[test]
    fn the_shared_picture_leads_unless_it_is_a_logo() {
        check(
            "<meta property=og:image content=/lead.jpg><meta property=og:image:alt content=Tide>",
            Some(("/lead.jpg", "Tide")),
        );
        check("<meta property=og:image content=/img/Logo-big.png>", Some(("/body.jpg", "The gate")));
        check(
            "<meta property=og:image content='https://coast.example/body.jpg?w=1200'>",
            Some(("/body.jpg", "The gate")),
        );
        check("<meta property=og:image content='data:image/png;base64,AA'>", Some(("/body.jpg", "The gate")));
    }
}
