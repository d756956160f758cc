//! What was odd about a query, in words.

use search::Problem;

use super::Words;

impl Words {
    /// The problem as a sentence; nothing for one that is not known here.
    pub(crate) fn search_problem(&self, problem: &Problem) -> Option<String> {
        Some(match problem {
            Problem::UnknownOperator(name) => self.problem_operator(name),
            Problem::NoValue(name) => self.problem_no_value(name),
            Problem::BadDate(text) => self.problem_date(text),
            Problem::BadLanguage(text) => self.problem_language(text),
            Problem::UnknownSection(text) => self.problem_section(text),
            Problem::UnknownGenre(text) => self.problem_genre(text),
            Problem::UnclosedQuote => self.problem_quote(),
            Problem::UnbalancedParenthesis => self.problem_parenthesis(),
            Problem::DanglingOr => self.problem_or(),
            Problem::TooLong => self.problem_long(),
            Problem::TooManyCriteria => self.problem_many(),
            Problem::TooDeep => self.problem_deep(),
            _ => return None,
        })
    }
}
