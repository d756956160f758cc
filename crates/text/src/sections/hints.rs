//! What a publisher says of a piece's section, in the words of many languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use model::Section;

/// A line a section: its slug, a colon, and the words that mean it, parted by commas.
static WORDS: LazyLock<HashMap<String, Section>> = LazyLock::new(|| {
    let lines = include_str!("../../data/sections/hints.txt").lines();
    lines.filter_map(|line| line.split_once(": ")).flat_map(entries).collect()
});

/// How much each place adds to a section's log-odds. A page's own section speaks of the piece, a feed's category often of
/// all its pieces; about what a classifier is sure of by 50 to 1, and by 12 to 1.
const OF_PAGE: f32 = 4.0;
const OF_CATEGORY: f32 = 2.5;
const OF_ADDRESS: f32 = 3.0;

/// Categories of one entry that are read; some feeds put a dozen tags there, and the first ones are the widest.
const CATEGORIES: usize = 6;

/// Folders of an address that are read.
const FOLDERS: usize = 6;

/// What the publisher says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The categories of the entry, else of its feed.
    pub feed_categories: &'a [String],
    /// The section that the page names in its metadata.
    pub page_section: Option<&'a str>,
    /// The path of the piece's address.
    pub url_path: &'a str,
}

impl Hints<'_> {
    /// The sections that are named, with the weight of each naming.
    pub(super) fn sections(&self) -> Vec<(Section, f32)> {
        let page = self.page_section.and_then(named).map(|section| (section, OF_PAGE));
        let categories = self.feed_categories.iter().take(CATEGORIES).filter_map(|category| named(category));
        let address = folders(self.url_path).find_map(|folder| named(&folder)).map(|section| (section, OF_ADDRESS));
        let categories = first_of_each(categories).into_iter().map(|section| (section, OF_CATEGORY));
        page.into_iter().chain(categories).chain(address).collect()
    }
}

/// The section of a name: of the whole of it, else of the first of its parts that has one.
fn named(name: &str) -> Option<Section> {
    let name: String = name.trim().chars().take(100).flat_map(char::to_lowercase).collect();
    let parts = || name.split(['/', '>', '|', ',', '&', ':', ';', '»', '·']).map(str::trim);
    let whole = WORDS.get(&name).copied();
    whole.or_else(|| parts().find_map(|part| WORDS.get(part).copied()))
}

/// The folders of a path without its last part, which is the piece's own name and may say anything.
fn folders(path: &str) -> impl Iterator<Item = String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').filter(|folder| !folder.is_empty()).take(FOLDERS).map(|folder| folder.replace(['-', '_'], " "))
}

fn first_of_each(sections: impl Iterator<Item = Section>) -> Vec<Section> {
    let mut found = Vec::new();
    for section in sections {
        if !found.contains(&section) {
            found.push(section);
        }
    }
    found
}

fn entries((slug, words): (&'static str, &'static str)) -> impl Iterator<Item = (String, Section)> {
    let section = Section::from_word(slug);
    words.split(", ").filter_map(move |word| Some((word.to_owned(), section?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<Section>) {
        assert_eq!(named(name), expected, "{name:?}");
    }

    #[test]
    fn each_line_of_the_list_is_a_section_and_no_word_stands_twice() {
        let list = include_str!("../../data/sections/hints.txt");
        let slugs = list.lines().filter_map(|line| Section::from_word(line.split_once(": ")?.0));
        assert_eq!(slugs.count(), Section::ALL.len());
        let words = list.lines().filter_map(|line| line.split_once(": ")).flat_map(entries);
        assert_eq!(words.count(), WORDS.len());
    }

    #[test]
    fn names_are_known_in_many_languages_and_spellings() {
        let sport = [
            "Sport",
            "DEPORTES",
            "спорт",
            "体育",
            "رياضة",
            "खेल",
            "michezo",
            "스포츠",
            "Sport > Rugby",
            "Fußball / Sport",
        ];
        for name in sport {
            check(name, Some(Section::Sport));
        }
        for name in ["", "News", "Aktuelles", "mundo", "x".repeat(9_000).as_str()] {
            check(name, None);
        }
    }

    #[test]
    fn an_address_speaks_by_its_folders_and_not_by_the_name_of_the_piece() {
        let of = |url_path| Hints { url_path, ..Hints::default() }.sections();
        assert_eq!(of("/en/sport/2026/a-day-at-court"), [(Section::Sport, OF_ADDRESS)]);
        assert_eq!(of("/science-and-technology/12345"), [(Section::Science, OF_ADDRESS)]);
        assert_eq!(of("/sport"), []);
        assert_eq!(of("/2026/11/weather?x=/sport/"), []);
    }

    #[test]
    fn a_category_said_twice_counts_once() {
        let feed_categories = ["Football".to_owned(), "Sport".to_owned(), "Health".to_owned()];
        let hints = Hints { feed_categories: &feed_categories, ..Hints::default() };
        assert_eq!(hints.sections(), [(Section::Sport, OF_CATEGORY), (Section::Health, OF_CATEGORY)]);
    }
}
