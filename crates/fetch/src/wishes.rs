//! What a publisher asks in its answer's headers.

use http::HeaderMap;
use model::Wishes;

/// Directives that have a value after a colon, so that their name is not taken for a crawler's.
const VALUED: [&str; 4] = ["max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"];

/// Reads `X-Robots-Tag` as far as it names nobody or `agent`, and TDMRep's `tdm-reservation` and `tdm-policy`.
pub(crate) fn read(headers: &HeaderMap, agent: &str) -> Wishes {
    let mut wishes = Wishes::default();
    for line in texts(headers, "x-robots-tag") {
        read_robots_line(line, agent, &mut wishes);
    }
    wishes.tdm_reserved = texts(headers, "tdm-reservation").any(|value| value.trim() == "1");
    if wishes.tdm_reserved {
        wishes.licence = texts(headers, "tdm-policy").next().map(|policy| policy.trim().to_owned());
    }
    wishes
}

/// A crawler's name stands before the first of the directives meant for it, and holds until another is named.
fn read_robots_line(line: &str, agent: &str, wishes: &mut Wishes) {
    let mut for_us = true;
    for part in line.split(',') {
        let mut directive = part.trim();
        if let Some((name, rest)) = directive.split_once(':') {
            let name = name.trim();
            if !VALUED.iter().any(|valued| name.eq_ignore_ascii_case(valued)) {
                for_us = name.eq_ignore_ascii_case(agent);
                directive = rest.trim();
            }
        }
        if for_us {
            wishes.read_robots(directive);
        }
    }
}

fn texts<'a>(headers: &'a HeaderMap, name: &'static str) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    fn check(lines: &[(&'static str, &str)], expect: &Wishes) {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), value.parse().unwrap());
        }
        assert_eq!(&read(&headers, "octavo"), expect, "{lines:?}");
    }

    #[test]
    fn rules_for_nobody_and_for_us_are_heard() {
        let no_archive = Wishes { no_archive: true, ..Wishes::default() };
        check(&[("x-robots-tag", "noarchive")], &no_archive);
        check(&[("x-robots-tag", "Octavo: noarchive")], &no_archive);
        check(&[("x-robots-tag", "otherbot: noindex, noarchive")], &Wishes::default());
        check(&[("x-robots-tag", "otherbot: noindex, octavo: noarchive")], &no_archive);
        check(&[("x-robots-tag", "otherbot: noai"), ("x-robots-tag", "noarchive")], &no_archive);
    }

    #[test]
    fn valued_directives_are_not_taken_for_names() {
        let both = Wishes { max_snippet: Some(40), no_index: true, ..Wishes::default() };
        check(&[("x-robots-tag", "max-snippet: 40, noindex")], &both);
        check(&[("x-robots-tag", "unavailable_after: 25 Jun 2031 15:00:00 GMT")], &Wishes::default());
    }

    #[test]
    fn a_tdm_reservation_is_read_with_its_policy() {
        let reserved =
            Wishes { tdm_reserved: true, licence: Some("https://a.example/tdm".into()), ..Wishes::default() };
        check(&[("tdm-reservation", "1"), ("tdm-policy", "https://a.example/tdm")], &reserved);
        check(&[("tdm-reservation", "0"), ("tdm-policy", "https://a.example/tdm")], &Wishes::default());
    }
}
