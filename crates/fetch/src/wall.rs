//! Recognises anti-bot walls, so that a feed's row names what stands before it instead of a bare status.

use http::HeaderMap;

/// How much of an answer is looked at.
pub(crate) const SAMPLE_BYTES: usize = 16 << 10;

/// A wall that answers "200 OK" sends a page of next to nothing; a longer one is the publisher's own, in which the same
/// scripts may stand.
const SILENT_WALL_BYTES: usize = 8 << 10;

/// Said when a page asks for proof of being human and does not say for whom.
const UNNAMED: &str = "an anti-bot check";

/// Headers that only a wall's own refusal carries; an empty word stands for any value.
const HEADERS: [(&str, &str, &str); 10] = [
    ("cf-mitigated", "", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-vercel-mitigated", "", "Vercel"),
    ("x-datadome", "", "DataDome"),
    ("x-dd-b", "", "DataDome"),
    ("x-sucuri-block", "", "Sucuri"),
    ("server", "sucuri", "Sucuri"),
    ("server", "akamaighost", "Akamai"),
    ("x-px-block", "", "PerimeterX"),
    ("x-kpsdk-ct", "", "Kasada"),
];

/// Words in the pages walls show, in lower case, the telling ones first.
const WORDS: [(&str, &str); 18] = [
    ("<title>just a moment...</title>", "Cloudflare"),
    ("attention required! | cloudflare", "Cloudflare"),
    ("/cdn-cgi/challenge-platform/", "Cloudflare"),
    ("captcha-delivery.com", "DataDome"),
    ("_incapsula_resource", "Imperva"),
    ("incapsula incident", "Imperva"),
    ("px-captcha", "PerimeterX"),
    ("_pxappid", "PerimeterX"),
    ("sucuri website firewall", "Sucuri"),
    ("errors.edgesuite.net", "Akamai"),
    ("awswafcookiedomainlist", "AWS WAF"),
    (".awswaf.com/", "AWS WAF"),
    ("making sure you&#39;re not a bot", "Anubis"),
    ("verify you are human", UNNAMED),
    ("are you a robot", UNNAMED),
    ("checking your browser", UNNAMED),
    ("g-recaptcha", UNNAMED),
    ("h-captcha", UNNAMED),
];

/// The wall's name, when an answer comes from one and not from the server behind it.
pub(crate) fn name(status: u16, headers: &HeaderMap, sample: &[u8]) -> Option<&'static str> {
    match status {
        202 | 403 | 405 | 406 | 429 | 503 => by_header(status, headers).or_else(|| by_words(sample)),
        200 if sample.len() <= SILENT_WALL_BYTES && looks_like_html(sample) => by_words(sample),
        _ => None,
    }
}

fn by_header(status: u16, headers: &HeaderMap) -> Option<&'static str> {
    let carries = |name: &str, word: &str| {
        // The edge also signs for an origin that is down.
        if name == "server" && status != 403 {
            return false;
        }
        let mut values = headers.get_all(name).iter();
        values.any(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase().contains(word))
    };
    HEADERS.iter().find(|(name, word, _)| carries(name, word)).map(|(_, _, wall)| *wall)
}

fn by_words(sample: &[u8]) -> Option<&'static str> {
    let sample = String::from_utf8_lossy(sample.get(..SAMPLE_BYTES).unwrap_or(sample)).to_ascii_lowercase();
    WORDS.iter().find(|(words, _)| sample.contains(words)).map(|(_, wall)| *wall)
}

/// A short feed or robots.txt may quote anything; only a page can be a wall.
fn looks_like_html(sample: &[u8]) -> bool {
    let start = sample.trim_ascii_start();
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    fn check(status: u16, headers: &[(&'static str, &str)], body: &str, expect: Option<&str>) {
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
        assert_eq!(name(status, &headers, body.as_bytes()), expect, "{status} {headers:?} {body:?}");
    }

    #[test]
    fn walls_are_known_by_their_headers() {
        check(403, &[("cf-mitigated", "challenge")], "", Some("Cloudflare"));
        check(403, &[("x-datadome", "protected")], "", Some("DataDome"));
        check(202, &[("x-amzn-waf-action", "challenge")], "", Some("AWS WAF"));
        check(405, &[("x-amzn-waf-action", "captcha")], "", Some("AWS WAF"));
        check(429, &[("x-vercel-mitigated", "challenge")], "", Some("Vercel"));
        check(403, &[("server", "AkamaiGHost")], "Access Denied", Some("Akamai"));
        check(403, &[("server", "Sucuri/Cloudproxy")], "", Some("Sucuri"));
    }

    #[test]
    fn walls_are_known_by_their_words() {
        check(503, &[], "<html><title>Just a moment...</title>", Some("Cloudflare"));
        check(403, &[], "<iframe src='/_Incapsula_Resource?x=1'>", Some("Imperva"));
        check(403, &[], "<div id=\"px-captcha\">", Some("PerimeterX"));
        check(403, &[], "Please verify you are human", Some(UNNAMED));
        check(200, &[], "<!DOCTYPE html><script src='/_Incapsula_Resource?x=1'>", Some("Imperva"));
    }

    #[test]
    fn plain_answers_are_no_walls() {
        check(403, &[("server", "nginx")], "<h1>403 Forbidden</h1>", None);
        check(404, &[("x-datadome", "protected")], "px-captcha", None);
        check(503, &[("server", "AkamaiGHost")], "", None);
        check(200, &[("x-datadome", "protected")], "<html>news", None);
        check(200, &[], "<rss><title>How to verify you are human</title>", None);
        let page = format!("<html><script src='/_Incapsula_Resource'></script>{}", "word ".repeat(2000));
        check(200, &[], &page, None);
    }
}
