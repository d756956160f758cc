//! Whether two spellings, in two scripts maybe, are one name: by their consonants, which writers keep when they carry a
//! name from one script to another.

use crate::words::fold;

use super::evidence;

/// Whether `a` and `b` may be spellings of one name. Words for kinds of places must agree (`Lanthe Islands`, `îles Lanthe`);
/// what has too few consonants to tell is only the same when it is spelled the same.
pub fn same_name(a: &str, b: &str) -> bool {
    Bones::of(a).fits(&Bones::of(b))
}

/// What is left of a name.
#[derive(Debug)]
pub(super) struct Bones {
    /// All its letters, folded.
    plain: String,
    /// Its consonants by class, words for kinds left out.
    consonants: String,
    place: Option<usize>,
    body: bool,
}

impl Bones {
    pub(super) fn of(name: &str) -> Self {
        let name = split_suffix(name);
        let mut bones = Self { plain: String::new(), consonants: String::new(), place: None, body: false };
        let words =
            name.split(|c: char| !c.is_alphanumeric() && !matches!(c, 'ー' | '\'' | '’' | '\u{900}'..='\u{97F}'));
        for word in words.map(fold).filter(|word| !word.is_empty()) {
            bones.plain.push_str(&word);
            if let Some(place) = evidence::place(&word) {
                bones.place = Some(place);
            } else if evidence::is("org", &word) {
                bones.body = true;
            } else if !is_small(&word) {
                bones.consonants.push_str(&consonants(&word));
            }
        }
        bones
    }

    /// Whether both may be one name.
    pub(super) fn fits(&self, other: &Self) -> bool {
        if self.plain == other.plain {
            return !self.plain.is_empty();
        }
        let enough = self.consonants.len().min(other.consonants.len()) >= 3;
        let alike = || self.consonants == other.consonants || self.loose() == other.loose();
        enough && self.place == other.place && self.body == other.body && alike()
    }

    /// Without the difference of r and l, and without r and l at all but at the start, for scripts that lose them.
    fn loose(&self) -> String {
        let mut loose = String::new();
        for (at, c) in self.consonants.chars().enumerate() {
            match c {
                'r' | 'l' if at > 0 => {}
                'r' => loose.push('l'),
                c => loose.push(c),
            }
        }
        if loose.len() < 3 { self.consonants.replace('r', "l") } else { loose }
    }
}

/// A word that languages put between the words of a name or leave out.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "de"
            | "du"
            | "del"
            | "des"
            | "da"
            | "do"
            | "di"
            | "von"
            | "la"
            | "le"
            | "les"
            | "el"
            | "los"
            | "las"
            | "d"
            | "l"
    )
}

/// `ランテ諸島` and `Haldenbrücke` as two words.
fn split_suffix(name: &str) -> String {
    let mut ends = evidence::all("place")
        .chain(evidence::all("org"))
        .filter(|end| end.len() >= 3 && name.ends_with(end.as_str()))
        .collect::<Vec<_>>();
    ends.sort_by_key(|end| std::cmp::Reverse(end.len()));
    match ends.first().and_then(|end| Some((name.strip_suffix(end.as_str())?, end))) {
        Some((stem, end)) if stem.chars().count() >= 2 => format!("{stem} {end}"),
        _ => name.to_owned(),
    }
}

/// The classes of a folded word's consonants, doubles once.
fn consonants(word: &str) -> String {
    let word = word
        .replace("sch", "s")
        .replace("sh", "s")
        .replace("ch", "s")
        .replace("ph", "p")
        .replace("th", "t")
        .replace("ck", "k");
    let mut out = String::new();
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let soft = chars.peek().is_some_and(|next| matches!(next, 'e' | 'i' | 'y'));
        let class = if c == 'c' && soft { "s" } else { class(c) };
        if !out.ends_with(class) || class.is_empty() {
            out.push_str(class);
        }
    }
    out
}

/// The class of a letter; vowels and breaths have none.
fn class(c: char) -> &'static str {
    CLASSES.iter().find(|(_, letters)| letters.contains(c)).map_or("", |(class, _)| class)
}

/// Sounds that scripts confuse are one class: Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, kana.
const CLASSES: [(&str, &str); 9] = [
    ("p", "bpfvбпфвβπφبپفבפףपफबभवフブプバパビピベペボポヴ"),
    ("k", "ckqgкгγκχكقغگخגכךקकखगघカガキギクグケゲコゴ"),
    ("ks", "xξ"),
    ("t", "dtдтδτθتطدضذثדטתटठडढतथदधタダテデトド"),
    ("s", "szjсзжшщчцσζسشصزجچظסשזצץचछजझशषसサザシジスズセゼソゾチヂツヅ"),
    ("l", "lлλلלल"),
    ("r", "rрρرרरラリルレロ"),
    ("m", "mмμمמםमマミムメモ"),
    ("n", "nнνنנןनणङञナニヌネノン"),
];
