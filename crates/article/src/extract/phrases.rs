//! What sites say around their articles, in the languages of the world's larger newsrooms. All in lower case.

/// Lines that stand alone between the paragraphs.
#[rustfmt::skip]
const LABELS: [&str; 62] = [
    "advertisement", "advertising", "advert", "ad", "sponsored", "promoted", "article continues below",
    "story continues below", "story continues below advertisement", "continue reading below", "continue reading",
    "read more", "show more", "load more", "see more", "share this", "share", "share this article", "share on", "print",
    "email", "save", "comments", "comment", "no comments", "leave a comment", "view comments", "back to top", "loading",
    "this slideshow requires javascript", "anzeige", "werbung", "weiterlesen", "teilen", "kommentare", "publicité",
    "partager", "commentaires", "lire la suite", "publicidad", "compartir", "comentarios", "publicidade", "compartilhar",
    "comentários", "pubblicità", "condividi", "реклама", "поделиться", "комментарии", "reklam", "paylaş", "yorumlar",
    "iklan", "bagikan", "広告", "広告の下に記事が続きます", "广告", "광고", "공유", "إعلان", "شارك",
];

/// Beginnings of lines that lead to another piece.
#[rustfmt::skip]
const LEADS: [&str; 66] = [
    "read more", "read also", "also read", "read next", "read:", "more:", "related:", "related", "see also", "see more",
    "more on this", "more from", "more news", "don't miss", "watch:", "watch also", "listen:", "recommended", "you may also like",
    "you might also like", "keep reading", "up next", "most read", "most popular", "lesen sie auch", "lesen sie mehr",
    "mehr zum thema", "auch interessant", "das könnte sie auch interessieren", "lire aussi", "à lire aussi",
    "à lire", "sur le même sujet", "lea también", "lee también", "lea además", "te puede interesar", "le puede interesar", "más información",
    "leia também", "leia mais", "veja também", "saiba mais", "leggi anche", "potrebbe interessarti", "lees ook", "läs också", "les også",
    "læs også", "czytaj też", "czytaj także", "zobacz także", "читайте также", "читать также", "также по теме", "читайте по теме",
    "ayrıca oku", "ilginizi çekebilir", "baca juga", "関連記事", "あわせて読みたい", "相关阅读", "延伸阅读", "관련기사", "اقرأ أيضا", "اقرأ أيضًا",
];

/// Headings behind which nothing of the article stands.
#[rustfmt::skip]
const ENDS: [&str; 51] = [
    "comments", "leave a comment", "leave a reply", "post a comment", "add a comment", "join the discussion",
    "related", "related articles", "related stories", "related posts", "related news", "related content", "related topics", "more stories",
    "more news", "latest news", "most popular", "most read", "trending", "trending now", "recommended", "recommended for you", "you may also like",
    "about the author", "share this", "sign up", "newsletter", "kommentare", "mehr zum thema", "das könnte sie auch interessieren",
    "commentaires", "sur le même sujet", "articles similaires", "comentarios", "noticias relacionadas", "artículos relacionados",
    "comentários", "notícias relacionadas", "artigos relacionados", "commenti", "articoli correlati", "комментарии",
    "отзывы", "читайте также", "yorumlar", "ilgili haberler", "komentar", "関連記事", "コメント", "相关新闻", "التعليقات",
];

/// Words of those who want the reader's address or attention.
#[rustfmt::skip]
const PLEAS: [&str; 55] = [
    "newsletter", "sign up for", "sign up to", "sign up here", "subscribe to our", "subscribe to the", "subscribe now", "subscribe here", "follow us", "follow him", "follow her",
    "follow me", "like us on", "join our", "download our app", "download the app", "click here to", "email us", "e-mail us", "send us", "contact us", "support our journalism",
    "become a member", "make a donation", "abonnieren sie", "jetzt abonnieren", "folgen sie uns", "abonnez-vous", "inscrivez-vous", "suivez-nous",
    "suscríbete", "suscríbase", "síguenos", "síganos", "inscreva-se", "assine", "siga-nos", "siga a", "iscriviti", "seguici",
    "подпишитесь", "подписывайтесь", "подписаться", "abone ol", "takip edin", "ikuti kami", "berlangganan", "フォローする", "メルマガ",
    "关注我们", "订阅", "구독", "اشترك", "تابعنا", "تابعونا",
];

/// Whether the line is such a label and nothing else.
pub(super) fn is_label(line: &str) -> bool {
    is_one_of(&LABELS, line)
}

/// Whether the line begins by leading to another piece.
pub(super) fn leads_away(line: &str) -> bool {
    let line = lower(line);
    LEADS.iter().any(|lead| {
        line.strip_prefix(lead).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || !rest.is_ascii())
    })
}

/// Whether nothing of an article stands behind a heading that says so.
pub(super) fn ends_article(heading: &str) -> bool {
    is_one_of(&ENDS, heading)
}

/// Whether the line asks for something.
pub(super) fn pleads(line: &str) -> bool {
    let line = lower(line);
    PLEAS.iter().any(|plea| line.contains(plea))
}

fn is_one_of(lines: &[&str], line: &str) -> bool {
    if line.len() > MAX_LINE_BYTES {
        return false;
    }
    let line = lower(line);
    let bare = line.trim_matches(|c: char| !c.is_alphabetic());
    lines.contains(&bare)
}

fn lower(line: &str) -> String {
    line.trim().to_lowercase().replace('’', "'")
}

const MAX_LINE_BYTES: usize = 120;
