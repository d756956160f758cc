//! Whether what was extracted is an article at all, and what the page is when it is not.

use model::{Cause, Failure};
use url::Url;

use crate::clean::Clean;
use crate::facts::Facts;
use crate::words::word_count;

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

/// Accepts an article, or names what the page is instead; `linked` is the percentage of links before any were dropped.
pub(crate) fn verdict(facts: &Facts, url: &Url, body: &Clean, linked: usize) -> Result<(), Failure> {
    let words = word_count(&body.text);
    let is_claimed = is_claimed(facts);
    let is_paid =
        facts.described.iter().any(|piece| piece.is_paid) || facts.meta(&["article:content_tier"]) == Some("locked");
    let text = body.text.to_lowercase();
    let says = |marks: &[&str]| marks.iter().filter(|mark| text.contains(*mark)).count();
    if words < MAX_WALL_WORDS
        && (says(&LOGIN) > 0 || facts.has_password)
        && (is_paid || says(&LOGIN) > 1 || words < MIN_WORDS_UNCLAIMED)
    {
        return Err(Failure::new(Cause::LoginRequired, "the page shows its text to subscribers only"));
    }
    if words < MAX_WALL_WORDS && !is_claimed && says(&CONSENT) >= 2 {
        return Err(Failure::new(Cause::NoArticle, "the page asks for consent instead of showing its text"));
    }
    let enough = if is_claimed { MIN_WORDS_CLAIMED } else { MIN_WORDS_UNCLAIMED };
    if words < enough {
        return Err(nothing(words));
    }
    if !is_claimed && (is_front(url) || linked > MAX_LINKED_PERCENT) {
        return Err(Failure::new(Cause::NoArticle, "the page is an index of other pages"));
    }
    Ok(())
}

fn nothing(words: u32) -> Failure {
    let detail =
        if words == 0 { "the page has no text".to_owned() } else { format!("the page has only {words} words of text") };
    Failure::new(Cause::NoArticle, detail)
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
