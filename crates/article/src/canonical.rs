//! One address for one piece: trackers stripped, AMP unwrapped.

use url::Url;

/// Parameters that tell where a reader came from and nothing about the piece.
#[rustfmt::skip]
const TRACKERS: [&str; 62] = [
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
    "igshid", "igsh", "li_fat_id", "epik", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking",
    "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "ncid", "cmpid", "cmp", "icid", "ito",
    "ocid", "smid", "smtyp", "sref", "ref_src", "ref_url", "xtor", "at_medium", "at_campaign", "at_custom1",
    "at_custom2", "at_custom3", "at_custom4", "wt_mc", "wt.mc_id", "wt_zmc", "guccounter", "guce_referrer",
    "guce_referrer_sig", "soc_src", "soc_trk", "spm", "srnd", "feedtype", "feedname", "source_feed", "_ga", "_gl",
    "mibextid", "__twitter_impression",
];
const TRACKER_PREFIXES: [&str; 8] = ["utm_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "stm_", "sc_c"];
/// Parameters that ask for the AMP form of a page.
const AMP_PARAMETERS: [(&str, &[&str]); 4] =
    [("amp", &["", "1", "true"]), ("outputtype", &["amp", "valid_amp"]), ("view", &["amp"]), ("amp_js_v", &[])];
/// AMP caches wrap the address of a cached page in their own; nothing sends one through more often than this.
const MAX_WRAPS: usize = 4;

/// The address under which a piece is kept. It takes the URL alone; what a page says about itself is read elsewhere.
pub fn canonical_url(url: &Url) -> Url {
    let mut url = url.clone();
    for _ in 0..MAX_WRAPS {
        match cached(&url) {
            Some(inner) => url = inner,
            None => break,
        }
    }
    url.set_fragment(None);
    strip_amp_path(&mut url);
    strip_parameters(&mut url);
    url
}

/// The address inside that of an AMP cache.
fn cached(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let path = url.path();
    let is_search = ["www.google.", "google.", "www.bing.", "bing."].iter().any(|start| host.starts_with(start));
    let inner = if is_search {
        path.strip_prefix("/amp/")?
    } else if host.ends_with(".cdn.ampproject.org") || host == "cdn.ampproject.org" {
        path.get(1..2).filter(|kind| matches!(*kind, "c" | "v" | "i"))?;
        path.get(2..)?.strip_prefix('/')?
    } else {
        return None;
    };
    let (scheme, rest) = inner.strip_prefix("s/").map_or(("http", inner), |rest| ("https", rest));
    let query = url.query().map_or(String::new(), |query| format!("?{query}"));
    Url::parse(&format!("{scheme}://{rest}{query}"))
        .ok()
        .filter(|inner| inner.host_str().is_some_and(|h| h.contains('.')))
}

fn strip_amp_path(url: &mut Url) {
    let mut path = url.path().to_owned();
    loop {
        let shorter = ["/amp/", "/amp", "/amp.html", ".amp.html", ".amp"].iter().find_map(|end| {
            let start = path.strip_suffix(end)?;
            Some(match *end {
                ".amp.html" => format!("{start}.html"),
                "/amp/" => format!("{start}/"),
                _ => start.to_owned(),
            })
        });
        // A path of nothing else is a page about amplifiers for all we know.
        match shorter.filter(|shorter| shorter.trim_matches('/').len() > 1) {
            Some(shorter) => path = shorter,
            None => break,
        }
    }
    if path != url.path() {
        url.set_path(&path);
    }
}

fn strip_parameters(url: &mut Url) {
    let Some(query) = url.query() else { return };
    // The kept parameters stay as they were written: decoding and encoding them again could change what they say.
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_noise(pair)).collect();
    let kept = kept.join("&");
    url.set_query(if kept.is_empty() { None } else { Some(&kept) });
}

fn is_noise(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let (name, value) = (name.to_ascii_lowercase(), value.to_ascii_lowercase());
    // `amp;` is left where a link was escaped twice.
    let name = name.trim_start_matches("amp;");
    let asks_for_amp = AMP_PARAMETERS
        .iter()
        .any(|(known, values)| *known == name && (values.is_empty() || values.contains(&value.as_str())));
    asks_for_amp
        || TRACKERS.contains(&name)
        || TRACKER_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || (matches!(name, "ref" | "source" | "from" | "partner" | "cid") && is_channel(&value))
}

/// Names of channels, in parameters that elsewhere carry meaning.
fn is_channel(value: &str) -> bool {
    let channels =
        ["rss", "feed", "twitter", "facebook", "fb", "newsletter", "email", "social", "telegram", "whatsapp"];
    channels.iter().any(|channel| value == *channel || value.starts_with(&format!("{channel}_")))
}

/// Whether two addresses belong to one site, by host name without the prefixes of its mobile forms.
pub(crate) fn is_same_site(one: &Url, other: &Url) -> bool {
    let (Some(one), Some(other)) = (one.host_str(), other.host_str()) else { return false };
    let (one, other) = (bare_host(one), bare_host(other));
    let is_below = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|sub| sub.is_empty() || (sub.ends_with('.') && short.contains('.')))
    };
    is_below(one, other) || is_below(other, one)
}

/// A host without `www.` and its kin.
pub(crate) fn bare_host(host: &str) -> &str {
    ["www.", "amp.", "m.", "mobile."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host)
}

/// The canonical address of a page fetched from `url` that `claims` others, best claim first. A claim counts when it
/// stays on the site and does not send every page to the site's front.
pub(crate) fn claimed_url(url: &Url, claims: impl IntoIterator<Item = Url>) -> Url {
    let fetched = canonical_url(url);
    let is_front = |url: &Url| url.path().trim_matches('/').is_empty() && url.query().is_none();
    let mut claims = claims.into_iter().map(|claim| canonical_url(&claim));
    let claim = claims.find(|claim| {
        matches!(claim.scheme(), "http" | "https")
            && is_same_site(claim, &fetched)
            && (is_front(&fetched) || !is_front(claim))
    });
    claim.unwrap_or(fetched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a valid address")
    }

    fn check(input: &str, expect: &str) {
        assert_eq!(canonical_url(&url(input)).as_str(), expect, "{input}");
        assert_eq!(canonical_url(&url(expect)).as_str(), expect, "not stable: {expect}");
    }

    #[test]
    fn trackers_go_and_meaning_stays() {
        check("https://a.example/x?utm_source=rss&id=7&FBCLID=q#top", "https://a.example/x?id=7");
        check("https://a.example/x?utm_source=rss&amp;utm_medium=feed", "https://a.example/x");
        check("https://a.example/x?", "https://a.example/x");
        check("https://a.example:443/x?b=%20c&a=1&&gclid=2", "https://a.example/x?b=%20c&a=1");
        check("https://a.example/x?ref=rss", "https://a.example/x");
        check("https://a.example/x?ref=chapter-2&source=archive", "https://a.example/x?ref=chapter-2&source=archive");
    }

    #[test]
    fn amp_is_unwrapped() {
        check("https://a.example/2024/story/amp/", "https://a.example/2024/story/");
        check("https://a.example/story.amp.html", "https://a.example/story.html");
        check("https://a.example/story?amp=1&p=2", "https://a.example/story?p=2");
        check("https://a.example/amp", "https://a.example/amp");
        check("https://www.google.com/amp/s/a.example/story/amp", "https://a.example/story");
        check("https://a-example.cdn.ampproject.org/c/s/a.example/story?id=3", "https://a.example/story?id=3");
        check("https://www.google.com/amp/nothing", "https://www.google.com/amp/nothing");
    }

    #[test]
    fn a_page_may_name_its_address_on_its_own_site_only() {
        let claimed = |fetched: &str, claim: &str| claimed_url(&url(fetched), [url(claim)]).to_string();
        assert_eq!(claimed("https://m.a.example/s?id=1", "https://www.a.example/s"), "https://www.a.example/s");
        assert_eq!(claimed("https://a.example/s", "https://other.example/s"), "https://a.example/s");
        assert_eq!(claimed("https://a.example/s", "https://a.example/"), "https://a.example/s");
        assert_eq!(claimed("https://a.example/s", "https://example/"), "https://a.example/s");
    }
}
