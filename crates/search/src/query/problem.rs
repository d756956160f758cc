//! What was odd about a query, for a page to say in the reader's language.

/// Something in a query that was not read as its writer may have meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// No operator has this name; it was searched for as words.
    UnknownOperator(String),
    /// Nothing follows this operator; it was searched for as a word.
    NoValue(String),
    /// Not a day, month, year or span (`2026-11-22`, `2026-11`, `2026`, `7d`); searched for as words.
    BadDate(String),
    /// Not a language code (`de`, `pt-BR`); searched for as words.
    BadLanguage(String),
    /// No section has this name; searched for as words.
    UnknownSection(String),
    /// No genre has this name; searched for as words.
    UnknownGenre(String),
    /// A quotation mark has no partner; the phrase was taken to run to the end.
    UnclosedQuote,
    /// A parenthesis has no partner; it was left out, or closed at the end.
    UnbalancedParenthesis,
    /// `OR` has nothing on one side; it was left out.
    DanglingOr,
    /// More than [`super::MAX_CHARS`] characters, or a word or phrase of more than [`super::MAX_VALUE_CHARS`]; cut.
    TooLong,
    /// More than [`super::MAX_CRITERIA`] words and operators; the rest was left out.
    TooManyCriteria,
    /// Groups inside groups, more than [`super::MAX_DEPTH`] deep; the innermost were left out.
    TooDeep,
}
