//! Months and zones by their words. Tables of facts; one line a month or zone.

/// The stems by which a word is known to be a month, from January on. A word starts with one of them.
const MONTHS: [&[&str]; 12] = [
    &["jan", "janv", "ene", "gen", "ian", "янв", "січ", "ιαν", "oca", "sty", "led", "tammi", "يناير"],
    &["feb", "fév", "fev", "фев", "лют", "φεβ", "şub", "sub", "lut", "úno", "uno", "helmi", "فبراير"],
    &["mar", "mär", "mrt", "maer", "már", "мар", "бер", "μαρ", "μάρ", "bře", "bre", "maalis", "مارس"],
    &["apr", "abr", "avr", "ápr", "апр", "кві", "απρ", "nis", "kwi", "dub", "huhti", "أبريل", "ابريل"],
    &[
        "may", "mai", "mag", "maj", "mei", "máj", "máu", "май", "мая", "тра", "μαι", "μαϊ", "μάι", "kvě", "kve",
        "touko", "مايو",
    ],
    &["jun", "jún", "juin", "giu", "iun", "июн", "чер", "ιουν", "ιούν", "ιον", "haz", "cze", "kesä", "يونيو"],
    &["jul", "júl", "juil", "lug", "iul", "июл", "лип", "ιουλ", "ιούλ", "ιολ", "tem", "lip", "heinä", "يوليو"],
    &["aug", "aoû", "aou", "ago", "agu", "авг", "сер", "αυγ", "αύγ", "ağu", "sie", "srp", "elo", "أغسطس", "اغسطس"],
    &["sep", "set", "szep", "сен", "вер", "σεπ", "eyl", "wrz", "zář", "zar", "syys", "سبتمبر"],
    &["oct", "okt", "out", "ott", "окт", "жов", "οκτ", "eki", "paź", "paz", "říj", "rij", "loka", "أكتوبر", "اكتوبر"],
    &["nov", "noi", "ноя", "нов", "νοε", "νοέ", "kas", "lis", "marras", "نوفمبر"],
    &["dec", "déc", "dez", "dic", "des", "дек", "гру", "δεκ", "ara", "gru", "pro", "joulu", "ديسمبر"],
];

/// Zones by name, in minutes east of UTC.
const ZONES: [(&str, i64); 46] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("cat", 120),
    ("eest", 180),
    ("msk", 180),
    ("eat", 180),
    ("trt", 180),
    ("msd", 240),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("wib", 420),
    ("ict", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ast", -240),
    ("adt", -180),
    ("art", -180),
    ("brt", -180),
    ("hst", -600),
    ("akst", -540),
    ("akdt", -480),
    ("ndt", -150),
    ("clt", -240),
];

/// The zones of RFC 822, which every feed of North America uses, with the letters that are left when the season is
/// not said.
const AMERICAN: [(&str, i64); 4] = [("e", -300), ("c", -360), ("m", -420), ("p", -480)];

/// The number of the month that a word in lower case names.
pub(super) fn month(word: &str) -> Option<i64> {
    let word = word.trim_matches('.');
    // Stems that start other stems (`mar`, `marras`) make the longest match count.
    let matched = |stems: &[&str]| stems.iter().filter(|stem| word.starts_with(**stem)).map(|stem| stem.len()).max();
    let best = MONTHS.iter().zip(1..).filter_map(|(stems, number)| Some((matched(stems)?, number)));
    best.max_by_key(|(length, number)| (*length, -number)).map(|(_, number)| number)
}

/// The offset in seconds of the zone that a word in lower case names.
pub(super) fn zone(word: &str) -> Option<i64> {
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some(minutes * 60);
    }
    let (letter, rest) = word.split_at_checked(1)?;
    let (_, minutes) = AMERICAN.iter().find(|(name, _)| *name == letter)?;
    match rest {
        "t" | "st" => Some(minutes * 60),
        "dt" => Some((minutes + 60) * 60),
        _ => None,
    }
}
