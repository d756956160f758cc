//! Why a page was not read: a fault of it or of ours, or a page that holds no article.

use std::fmt;

use model::Failure;

use crate::verdict::NotAnArticle;

/// Why [`crate::read_page`] gave no reading. As a [`Failure`] it keeps its words and loses its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is a page, and none of an article.
    NotAnArticle(NotAnArticle),
    /// It is no HTML, or beyond our limits.
    Unreadable(Failure),
}

impl From<NotAnArticle> for Refusal {
    fn from(kind: NotAnArticle) -> Self {
        Self::NotAnArticle(kind)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Unreadable(failure)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAnArticle(kind) => kind.into(),
            Refusal::Unreadable(failure) => failure,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Failure::from(self.clone()).fmt(f)
    }
}
