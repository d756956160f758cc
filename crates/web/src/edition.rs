//! For which languages a page is made. An edition is a front page for a language, optionally with a country: the
//! address says which, else the browser's `Accept-Language`, else it is the language of the pages themselves.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use model::Language;

/// Entries of the header that are looked at; nobody reads more.
const LANGUAGES: usize = 8;

/// The languages a reader asks for, the first liked best; empty where the browser says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Languages(Vec<Language>);

impl Languages {
    /// Those of a header such as `de-AT,de;q=0.9,en;q=0.7`.
    fn of(headers: &HeaderMap) -> Self {
        let text = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut wished: Vec<(f32, Language)> = text.split(',').take(LANGUAGES).filter_map(wish).collect();
        // Stable: of equals the first stays first.
        wished.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let mut languages = Vec::new();
        for (_, language) in wished {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        Self(languages)
    }

    /// All of them; `home` where none is asked for.
    pub(crate) fn or(self, home: Language) -> Vec<Language> {
        if self.0.is_empty() { vec![home] } else { self.0 }
    }
}

/// One entry of the header and how much it is liked; nothing for `*`, nonsense and what is liked not at all.
fn wish(entry: &str) -> Option<(f32, Language)> {
    let (code, rest) = entry.split_once(';').unwrap_or((entry, ""));
    let liked = rest.trim().strip_prefix("q=").map_or(Some(1.0), |liked| liked.trim().parse().ok())?;
    (0.0 < liked && liked <= 1.0).then_some(())?;
    Some((liked, code.parse().ok()?))
}

impl<S: Sync> FromRequestParts<S> for Languages {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// The language of an edition's code: `de`, `de-AT`. The country is kept for editions that have one.
pub(crate) fn language_of(code: &str) -> Option<Language> {
    let (language, country) = code.split_once('-').unwrap_or((code, "XX"));
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    language.parse().ok().filter(|_| is_country && language.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_stand_in_the_order_of_liking_and_nonsense_is_passed_over() {
        let check = |header: &str, expect: &[&str]| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, header.parse().unwrap());
            let Languages(languages) = Languages::of(&headers);
            let codes: Vec<_> = languages.iter().map(Language::as_str).collect();
            assert_eq!(codes, expect, "{header}");
        };
        check("de-AT,de;q=0.9,en;q=0.7", &["de", "en"]);
        check("en;q=0.3, ar;q=0.8, *;q=0.1", &["ar", "en"]);
        check("fr;q=0, de;q=x, en;q=7, 12, ,;;", &[]);
        check(&"en,".repeat(2000), &["en"]);
        check("ja, ", &["ja"]);
    }

    #[test]
    fn without_a_wish_pages_speak_their_own_language() {
        let home = "en".parse().unwrap();
        assert_eq!(Languages::of(&HeaderMap::new()).or(home), [home]);
    }

    #[test]
    fn an_edition_is_a_language_with_or_without_a_country() {
        let check = |code: &str, expect: Option<&str>| {
            let language = language_of(code);
            assert_eq!(language.as_ref().map(Language::as_str), expect, "{code}");
        };
        check("de", Some("de"));
        check("en-GB", Some("en"));
        check("de-", None);
        check("de-AT-x", None);
        check("x", None);
        check("", None);
        check("de-4T", None);
    }
}
