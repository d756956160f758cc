//! What a page asks of those who reuse it.

use model::Wishes;

use crate::facts::Facts;

/// Robots directives meant for everybody or for us by name. Those for other crawlers are not ours.
const ROBOTS: [&str; 2] = ["robots", "octavo"];
/// The media type of a licence in RSL (Really Simple Licensing 1.0).
const RSL: &str = "application/rsl+xml";

/// The wishes in a page's head, added to those that came with it.
pub(crate) fn wishes(facts: &Facts, delivered: Wishes) -> Wishes {
    let mut wishes = Wishes::default();
    facts.metas(&ROBOTS).for_each(|directives| wishes.read_robots(directives));
    wishes.tdm_reserved = facts.meta(&["tdm-reservation"]) == Some("1");
    let rsl = facts.hrefs("license").find(|link| link.media_type == RSL);
    let policy = facts.meta(&["tdm-policy"]).filter(|_| wishes.tdm_reserved);
    let linked = rsl.or_else(|| facts.hrefs("license").next()).map(|link| link.href.as_str());
    wishes.licence = linked.or(policy).map(str::to_owned);
    delivered.and(&wishes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read_facts;

    fn check(html: &str, expect: &Wishes) {
        assert_eq!(&wishes(&read_facts(html), Wishes::default()), expect, "{html}");
    }

    #[test]
    fn directives_reservations_and_licences_are_read() {
        check(
            "<meta name=ROBOTS content='noarchive, max-snippet:60'>",
            &Wishes { no_archive: true, max_snippet: Some(60), ..Wishes::default() },
        );
        check("<meta name=googlebot content=noarchive>", &Wishes::default());
        check("<meta name=octavo content=noai>", &Wishes { no_ai: true, ..Wishes::default() });
        check(
            "<meta name=tdm-reservation content=1><meta name=tdm-policy content=/tdm.json>",
            &Wishes { tdm_reserved: true, licence: Some("/tdm.json".into()), ..Wishes::default() },
        );
        check(
            "<a rel=license href=/cc>CC</a><link rel=license type='application/rsl+xml' href=/rsl.xml>",
            &Wishes { licence: Some("/rsl.xml".into()), ..Wishes::default() },
        );
    }
}
