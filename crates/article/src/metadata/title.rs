//! The headline of a piece, without the site's name.

use crate::facts::{Facts, one_line};

/// Signs between a headline and a site's name.
const SEPARATORS: [&str; 12] = [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " ‹ ", " « ", "｜", " / "];

/// The headline, from whatever on the page says it most plainly.
pub(crate) fn title(facts: &Facts, host: &str) -> String {
    let sites = site_names(facts, host);
    let described = facts.described.iter().map(|piece| piece.headline.as_str());
    let metas = facts.metas(&["og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title"]);
    let said: Vec<String> = described.chain(metas).map(|text| without_site(&one_line(text), &sites)).collect();
    let first = said.iter().find(|title| !title.is_empty() && !is_site(title, &sites));
    if let Some(first) = first {
        // Some systems cut the title they give to machines; the whole one stands beside it.
        let stem = first.trim_end_matches(['…', '.']);
        let whole = said.iter().chain([&facts.headline]).find(|other| other.starts_with(stem) && *other != first);
        let is_cut = first.ends_with('…') || first.ends_with("...");
        return whole.filter(|_| is_cut).unwrap_or(first).clone();
    }
    let element = without_site(&facts.title, &sites);
    let headline = &facts.headline;
    if !headline.is_empty() && !is_site(headline, &sites) && (element.is_empty() || element.contains(headline.as_str()))
    {
        return headline.clone();
    }
    if element.is_empty() || is_site(&element, &sites) { headline.clone() } else { element }
}

/// What the site calls itself.
fn site_names(facts: &Facts, host: &str) -> Vec<String> {
    let metas = facts.metas(&["og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site"]);
    let publishers = facts.described.iter().map(|piece| piece.publisher.as_str());
    let hosts = [host, host.split('.').next().unwrap_or_default()];
    metas.chain(publishers).chain(hosts).map(bare).filter(|name| !name.is_empty()).collect()
}

/// Letters and digits only, in lower case: "The Coast!" and "thecoast" are one name.
fn bare(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(text);
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_site(text: &str, sites: &[String]) -> bool {
    let text = bare(text);
    sites.iter().any(|site| *site == text || (site.len() > 4 && text.strip_suffix("com").is_some_and(|t| t == site)))
}

fn without_site(title: &str, sites: &[String]) -> String {
    let mut title = title.trim();
    // "Headline - Section - Site" loses one part after the other, as long as the last is the site's name.
    for separator in SEPARATORS {
        if let Some((before, after)) = title.rsplit_once(separator)
            && is_site(after, sites)
        {
            title = before.trim();
        }
        if let Some((before, after)) = title.split_once(separator)
            && is_site(before, sites)
        {
            title = after.trim();
        }
    }
    title.to_owned()
}

/// Whether two texts are the same words, whatever their case, spaces and signs.
pub(crate) fn says_the_same(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let one = letters(one);
    !one.is_empty() && one == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read_facts;

    fn check(html: &str, expect: &str) {
        assert_eq!(title(&read_facts(html), "coast.example"), expect, "{html}");
    }

    #[test]
    fn the_name_of_the_site_goes() {
        check("<title>Gate shut - Harbour | The Coast</title>", "Gate shut - Harbour");
        check("<title>Coast: Gate</title><h1>Gate shut</h1>", "Coast: Gate");
        check("<meta property=og:site_name content='Daily Coast'><title>Daily Coast — Gate shut</title>", "Gate shut");
        check("<meta property=og:title content='Gate – shut | coast.example'>", "Gate – shut");
    }

    #[test]
    fn a_cut_title_gives_way_to_the_whole_one() {
        check(
            "<meta property=og:title content='Gate shut after…'><h1>Gate shut after the storm</h1>",
            "Gate shut after the storm",
        );
        check("<title>The Coast</title><h1>Gate shut</h1>", "Gate shut");
        check("<h1>Gate shut</h1><title>Gate shut: news from the harbour</title>", "Gate shut");
        check("", "");
    }
}
