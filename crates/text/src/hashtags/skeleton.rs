//! Whether two spellings, in two scripts maybe, are one name: by their consonants, which writers keep when they carry a
//! name from one script to another.

use crate::words::fold;

use super::evidence;

/// Whether `a` and `b` may be spellings of one name. Words for kinds of places must agree (`Lanthe Islands`, `îles Lanthe`);
/// what has too few consonants to tell is only the same when it is spelled the same.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (Bones::of(a), Bones::of(b));
    if a.plain == b.plain && !a.plain.is_empty() {
        return true;
    }
    let enough = a.consonants.len().min(b.consonants.len()) >= 3;
    enough && a.place == b.place && a.body == b.body && (a.consonants == b.consonants || a.loose() == b.loose())
}

/// What is left of a name.
struct Bones {
    /// All its letters, folded.
    plain: String,
    /// Its consonants by class, words for kinds left out.
    consonants: String,
    place: Option<usize>,
    body: bool,
    /// It is written in kana or Hangul, which know no r apart from l, nor one before a consonant.
    syllabic: bool,
}

impl Bones {
    fn of(name: &str) -> Self {
        let name = split_suffix(name);
        let mut bones =
            Self { plain: String::new(), consonants: String::new(), place: None, body: false, syllabic: false };
        let words =
            name.split(|c: char| !c.is_alphanumeric() && !matches!(c, 'ー' | '\'' | '’' | '\u{900}'..='\u{97F}'));
        for word in words.map(fold).filter(|word| !word.is_empty()) {
            bones.plain.push_str(&word);
            if let Some(place) = evidence::place(&word) {
                bones.place = Some(place);
            } else if evidence::is("org", &word) {
                bones.body = true;
            } else if !crate::words::words(&word, "en".parse().ok()).any(|word| word.stop) {
                bones.syllabic |= word.chars().any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}'));
                bones.consonants.push_str(&consonants(&word));
            }
        }
        bones
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
