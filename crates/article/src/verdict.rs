//! Whether what was extracted is an article at all, and what the page is when it is not.

use std::fmt;

use model::{Cause, Failure};
use url::Url;

use crate::clean::Clean;
use crate::facts::Facts;
use crate::words::word_count;

/// What a page is that holds no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnArticle {
    /// A front page, a section, a hashtag, a list of results.
    Index,
    /// The page of somebody who writes.
    AuthorPage,
    /// A live report that scripts fill in.
    LiveShell,
    /// Only subscribers see the text.
    LoginWall,
    /// The page asks for consent first.
    ConsentWall,
    /// The server says that all is well, and the page that there is nothing.
    NotFound,
    /// There is no text, or next to none: so many words.
    Empty(u32),
}

impl fmt::Display for NotAnArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Index => "the page is an index of other pages",
            Self::AuthorPage => "the page is about an author",
            Self::LiveShell => "the page fills a live report by scripts",
            Self::LoginWall => "the page shows its text to subscribers only",
            Self::ConsentWall => "the page asks for consent instead of showing its text",
            Self::NotFound => "the page says that there is nothing at this address",
            Self::Empty(0) => "the page has no text",
            Self::Empty(words) => return write!(f, "the page has only {words} words of text"),
        })
    }
}

impl From<NotAnArticle> for Failure {
    fn from(kind: NotAnArticle) -> Self {
        let cause = if kind == NotAnArticle::LoginWall { Cause::LoginRequired } else { Cause::NoArticle };
        Self::new(cause, kind.to_string())
    }
}

/// With structured data or a date that calls it an article, so few words are enough: news in brief exist.
const MIN_WORDS_CLAIMED: u32 = 12;
/// Without, it needs a paragraph or two.
const MIN_WORDS_UNCLAIMED: u32 = 40;
/// Walls are short.
const MAX_WALL_WORDS: u32 = 150;
/// The part of a text that may stand in links before it is a list of links.
const MAX_LINKED_PERCENT: usize = 60;

#[rustfmt::skip]
const CONSENT: [&str; 22] = [
    "cookie", "consent", "your privacy", "datenschutz", "einwilligung", "zustimm", "consentement", "vos données",
    "privacidad", "consentimiento", "privacidade", "consentimento", "çerez", "kişisel veri", "куки",
    "персональных данных", "クッキー", "プライバシー", "隐私", "ملفات تعريف الارتباط", "الخصوصية", "कुकी",
];
#[rustfmt::skip]
const LOGIN: [&str; 30] = [
    "log in to", "login to", "sign in to", "subscribe to continue", "subscribe to read", "subscribers only",
    "for subscribers", "already a subscriber", "to continue reading", "create a free account", "register to read",
    "einloggen", "anmelden, um", "jetzt abonnieren", "mit abo", "réservé aux abonnés", "abonnez-vous",
    "connectez-vous", "suscríbete", "solo para suscriptores", "inicia sesión", "assine para",
    "exclusivo para assinantes", "abone ol", "только для подписчиков", "会員限定", "ログインして", "登录后", "للمشتركين",
    "khusus pelanggan",
];
/// What stands in the title of a page where nothing is.
#[rustfmt::skip]
const NOT_FOUND: [&str; 22] = [
    "page not found", "page can't be found", "page doesn't exist", "page does not exist", "404 not found", "error 404",
    "404 error", "seite nicht gefunden", "page introuvable", "page non trouvée", "página no encontrada",
    "página não encontrada", "pagina non trovata", "pagina niet gevonden", "страница не найдена", "sayfa bulunamadı",
    "halaman tidak ditemukan", "ページが見つかりません", "页面不存在", "找不到页面", "페이지를 찾을 수 없습니다", "الصفحة غير موجودة",
];

/// Accepts an article, or says what the page is instead; `linked` is the percentage of links before any were dropped.
pub(crate) fn verdict(facts: &Facts, url: &Url, body: &Clean, linked: usize) -> Result<(), NotAnArticle> {
    let words = word_count(&body.text);
    let is_claimed = is_claimed(facts);
    let text = body.text.to_lowercase();
    let says = |marks: &[&str]| marks.iter().filter(|mark| text.contains(*mark)).count();
    let is_short = words < MAX_WALL_WORDS;
    if is_short && is_login(facts, words, says(&LOGIN)) {
        return Err(NotAnArticle::LoginWall);
    }
    if is_short && !is_claimed && says_not_found(facts) {
        return Err(NotAnArticle::NotFound);
    }
    if is_short && !is_claimed && says(&CONSENT) >= 2 {
        return Err(NotAnArticle::ConsentWall);
    }
    if !is_claimed && facts.is_about_author {
        return Err(NotAnArticle::AuthorPage);
    }
    let is_list = facts.is_collection || is_front(url) || linked > MAX_LINKED_PERCENT;
    if !is_claimed && is_list && (words > 0 || facts.is_collection) {
        return Err(NotAnArticle::Index);
    }
    let enough = if is_claimed { MIN_WORDS_CLAIMED } else { MIN_WORDS_UNCLAIMED };
    if words >= enough {
        return Ok(());
    }
    let is_live = facts.described.iter().any(|piece| piece.types.iter().any(|kind| kind == "LiveBlogPosting"));
    Err(match (is_live, linked > MAX_LINKED_PERCENT) {
        (true, _) => NotAnArticle::LiveShell,
        (false, true) => NotAnArticle::Index,
        (false, false) => NotAnArticle::Empty(words),
    })
}

fn is_login(facts: &Facts, words: u32, signs: usize) -> bool {
    let is_paid =
        facts.described.iter().any(|piece| piece.is_paid) || facts.meta(&["article:content_tier"]) == Some("locked");
    (signs > 0 || facts.has_password) && (is_paid || signs > 1 || words < MIN_WORDS_UNCLAIMED)
}

fn says_not_found(facts: &Facts) -> bool {
    [&facts.title, &facts.headline].into_iter().any(|title| {
        let title = title.to_lowercase().replace('’', "'");
        title.trim() == "404" || NOT_FOUND.iter().any(|mark| title.contains(mark))
    })
}

/// Whether the page calls itself an article.
fn is_claimed(facts: &Facts) -> bool {
    let is_typed = facts.meta(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"));
    let is_dated = facts.meta(&["article:published_time", "datepublished", "parsely-pub-date"]).is_some();
    is_typed || is_dated || !facts.described.is_empty()
}

fn is_front(url: &Url) -> bool {
    url.path().trim_matches('/').is_empty() && url.query().is_none()
}
