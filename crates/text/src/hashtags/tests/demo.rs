//! The hashtags of the sample newsroom's articles against a list judged by hand: right nine times in ten, and one tag
//! for one thing over the articles and languages of a story.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use model::{HashtagKind, Language};
use serde::Deserialize;

use super::super::{Candidate, Input, canonical, hashtags, key};

/// What an event's articles may and must be tagged with.
#[derive(Deserialize)]
struct Judged {
    place: Vec<String>,
    person: Vec<String>,
    organisation: Vec<String>,
    theme: Vec<String>,
    must: Vec<String>,
}

impl Judged {
    fn allows(&self, found: &Candidate) -> bool {
        let names = match found.kind {
            HashtagKind::Place => &self.place,
            HashtagKind::Person => &self.person,
            HashtagKind::Organisation => &self.organisation,
            HashtagKind::Theme => &self.theme,
        };
        names.iter().any(|name| key(name) == key(&found.tag))
    }
}

#[derive(Deserialize)]
struct Event {
    event: Facts,
    report: Vec<Report>,
}

#[derive(Deserialize)]
struct Facts {
    slug: String,
}

#[derive(Deserialize)]
struct Report {
    publisher: String,
    title: String,
    standfirst: String,
    body: String,
}

#[derive(Deserialize)]
struct Publishers {
    publisher: Vec<Publisher>,
}

#[derive(Deserialize)]
struct Publisher {
    key: String,
    name: String,
    locale: String,
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/data")
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The tags of an event's articles, each with its language.
type Tags = Vec<(Option<Language>, Candidate)>;

fn judged() -> HashMap<String, Judged> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/hashtags/demo.toml"))
}

/// The tags of every article, by event.
fn tagged() -> Vec<(String, Tags)> {
    let Publishers { publisher: publishers } = read(&demo().join("publishers.toml"));
    let mut files =
        std::fs::read_dir(demo().join("events")).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    files.sort();
    let tags = |report: &Report| {
        let publisher = publishers.iter().find(|publisher| publisher.key == report.publisher).unwrap();
        let language = publisher.locale.parse().ok();
        let text = format!("{}\n\n{}", report.standfirst, plain(&report.body));
        let found = hashtags(Input { title: &report.title, text: &text, language, publisher: &publisher.name });
        found.into_iter().map(|found| (language, found)).collect::<Vec<_>>()
    };
    let events = files.iter().map(|file| read::<Event>(file));
    events.map(|event| (event.event.slug, event.report.iter().flat_map(tags).collect())).collect()
}

/// The body without the marks of its markup.
fn plain(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace(['[', '*', '#', '>'], "")
}

#[test]
fn nine_tags_in_ten_are_right() {
    let judged = judged();
    let (mut right, mut wrong, mut people_wrong) = (0, Vec::new(), Vec::new());
    for (slug, found) in tagged() {
        let judged = judged.get(&slug).unwrap_or_else(|| panic!("{slug} is not judged"));
        for (_, found) in found {
            let names = format!("{slug}: {} ({:?})", found.tag, found.kind);
            match (judged.allows(&found), found.kind) {
                (true, _) => right += 1,
                (false, HashtagKind::Person) => people_wrong.push(names),
                (false, _) => wrong.push(names),
            }
        }
    }
    let mistakes = wrong.len() + people_wrong.len();
    assert!(right >= 300, "only {right} tags were found");
    assert!(
        mistakes * 20 <= right + mistakes,
        "{mistakes} of {} are wrong: {wrong:#?} {people_wrong:#?}",
        right + mistakes
    );
    assert!(people_wrong.len() <= 2, "no people: {people_wrong:#?}");
}

#[test]
fn every_event_has_the_tags_it_must_have() {
    let judged = judged();
    let mut missing = Vec::new();
    for (slug, found) in tagged() {
        let musts = judged.get(&slug).map(|judged| judged.must.as_slice()).unwrap_or_default();
        let has = |must: &String| found.iter().any(|(_, found)| key(&found.tag) == key(must));
        missing.extend(musts.iter().filter(|must| !has(must)).map(|must| format!("{slug}: {must}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_story_in_six_languages_has_one_tag_for_its_place_its_theme_and_its_seismologist() {
    let all = tagged();
    let (_, found) = all.iter().find(|(slug, _)| slug == "lanthe-earthquake").unwrap();
    let merged = canonical(found);
    for (tag, spellings) in [("LantheIslands", 4), ("Earthquake", 1), ("AikoRenshaw", 2), ("UniversityOfBrennick", 2)] {
        let one =
            merged.iter().find(|merged| merged.candidate.tag == tag).unwrap_or_else(|| panic!("{tag} is missing"));
        let tags = one.members.iter().map(|at| found[*at].1.tag.as_str()).collect::<BTreeSet<_>>();
        assert!(tags.len() >= spellings, "{tag} stands for {tags:?} only");
    }
}
