//! The invitation to read on elsewhere with which feeds close their summaries, and what stands before it.

/// How feeds invite to read on, in lower case, each at the end of a text.
#[rustfmt::skip]
const INVITATIONS: [&str; 45] = [
    "read more", "read on", "read the full story", "read full story", "read full article", "read the full article",
    "read the rest", "continue reading", "continue", "full story", "view article", "click here to read more",
    "keep reading", "learn more", "weiterlesen", "mehr lesen", "weiter lesen", "mehr erfahren", "zum artikel",
    "lire la suite", "en savoir plus", "lire l'article", "lire l’article", "lire plus", "leer más", "seguir leyendo",
    "leer mas", "continuar leyendo", "sigue leyendo", "ler mais", "leia mais", "continue lendo", "continuar a ler",
    "читать далее", "читать дальше", "читать полностью", "подробнее", "devamını oku", "devamı", "baca selengkapnya",
    "selengkapnya", "और पढ़ें", "आगे पढ़ें", "leggi tutto", "lees meer",
];
/// The same in scripts that are matched as they stand.
#[rustfmt::skip]
const INVITATIONS_ELSEWHERE: [&str; 20] = [
    "続きを読む", "続きはこちら", "もっと読む", "全文を読む", "阅读全文", "閱讀全文", "查看更多", "继续阅读", "繼續閱讀",
    "اقرأ المزيد", "إقرأ المزيد", "أقرأ المزيد", "قراءة المزيد", "اقرا المزيد", "للمزيد", "تابع القراءة", "متابعة القراءة",
    "تابع قراءة", "أكمل القراءة", "إكمال القراءة",
];
/// The tail in which an invitation stands, in characters.
const TAIL_CHARS: usize = 80;
/// A cut and an invitation stand together; more than these few in a row would be a text about them.
const MAX_MARKS: usize = 4;

/// What stands before the invitation or the ellipsis with which a text breaks off; nothing when it ends by itself.
pub(crate) fn before_invitation(text: &str) -> Option<&str> {
    // WordPress closes its excerpts with "The post … appeared first on …", after the mark.
    let post = text.rfind("The post ").filter(|_| text.contains(" appeared first on "));
    let mut before = post.and_then(|at| text.get(..at)).unwrap_or(text).trim_end();
    let mut is_cut = false;
    for _ in 0..MAX_MARKS {
        let Some(rest) = before_ellipsis(before).or_else(|| before_words(before)) else { break };
        before = rest.trim_end_matches(joins);
        is_cut = true;
    }
    is_cut.then_some(before)
}

/// Signs that lead from a text to its invitation.
fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '→' | '›' | '>' | '(' | '[')
}

fn before_ellipsis(text: &str) -> Option<&str> {
    ["[…]", "[...]", "(…)", "(...)", "…", "..."].into_iter().find_map(|mark| text.strip_suffix(mark))
}

fn before_words(text: &str) -> Option<&str> {
    let start = text.char_indices().rev().nth(TAIL_CHARS).map_or(0, |(at, _)| at);
    let (head, tail) = text.split_at_checked(start)?;
    let (line_start, line) = tail.rsplit_once('\n').map_or(("", tail), |(_, line)| (tail, line));
    if !line_start.is_empty() && line.to_lowercase().starts_with("continue reading") {
        return text.get(..text.len() - line.len());
    }
    let words = tail.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let spoken = INVITATIONS.iter().find_map(|mark| strip_ignoring_case(words, mark).filter(|rest| starts_clean(rest)));
    let rest = spoken.or_else(|| INVITATIONS_ELSEWHERE.iter().find_map(|mark| words.strip_suffix(mark)))?;
    text.get(..head.len() + rest.len())
}

/// Lower case may have another length than what was written, so it is compared from the end by characters.
fn strip_ignoring_case<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let start = text.char_indices().rev().nth(end.chars().count().checked_sub(1)?)?.0;
    let (rest, tail) = text.split_at_checked(start)?;
    (tail.to_lowercase() == end).then_some(rest)
}

/// Vowel signs that end words in Indic scripts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{97f}')
}

/// Whether an invitation stands by itself and is not the end of a sentence ("where you can read more").
fn starts_clean(before: &str) -> bool {
    before.trim_end_matches([' ', '\u{a0}']).chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ',')
}
