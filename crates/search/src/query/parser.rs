//! Tokens become a tree. Takes anything, and says what it made of it.

use model::{Genre, Language, PublisherId, Section};

use super::lexer::{Lexer, Quote, Token};
use super::{Clause, Criterion, MAX_CHARS, MAX_CRITERIA, MAX_DEPTH, MAX_VALUE_CHARS, Moment, Problem, Query};
use crate::terms::hashtag_key;

/// A page shows a few; a hostile text could have thousands.
const MAX_PROBLEMS: usize = 16;

pub(super) fn parse(text: &str) -> Query {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
    let read = text.get(..end).unwrap_or_default();
    let mut parser = Parser { tokens: Lexer::new(read), criteria: 0, problems: Vec::new() };
    if read.len() < text.len() {
        parser.note(Problem::TooLong);
    }
    let root = parser.all(0);
    Query { root, problems: parser.problems }
}

struct Parser<'a> {
    tokens: Lexer<'a>,
    criteria: usize,
    problems: Vec<Problem>,
}

impl<'a> Parser<'a> {
    fn note(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.clone().next()
    }

    /// Everything up to the end of the group, or of the text.
    fn all(&mut self, depth: usize) -> Option<Clause> {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Close if depth > 0 => {
                    self.tokens.next();
                    return all_of(parts);
                }
                Token::Close => {
                    self.tokens.next();
                    self.note(Problem::UnbalancedParenthesis);
                }
                Token::Or => {
                    self.tokens.next();
                    self.note(Problem::DanglingOr);
                }
                _ => parts.extend(self.any(depth)),
            }
        }
        if depth > 0 {
            self.note(Problem::UnbalancedParenthesis);
        }
        all_of(parts)
    }

    /// One thing, or several with `OR` between them.
    fn any(&mut self, depth: usize) -> Option<Clause> {
        let mut parts: Vec<Clause> = self.one(depth).into_iter().collect();
        while self.peek() == Some(Token::Or) {
            self.tokens.next();
            let next = self.one(depth);
            if next.is_none() {
                self.note(Problem::DanglingOr);
            }
            parts.extend(next);
        }
        any_of(parts)
    }

    /// One thing with its denials; nothing when what stands here says nothing.
    fn one(&mut self, depth: usize) -> Option<Clause> {
        let mut is_denied = false;
        while self.peek() == Some(Token::Minus) {
            self.tokens.next();
            // A dash between spaces is punctuation.
            is_denied = self.tokens.touches() && !is_denied;
        }
        let clause = match self.peek()? {
            Token::Close | Token::Or => return None,
            Token::Open => {
                self.tokens.next();
                if depth < MAX_DEPTH { self.all(depth + 1) } else { self.skip_group() }
            }
            _ => self.criterion().map(Clause::Is),
        }?;
        Some(if is_denied { not(clause) } else { clause })
    }

    fn skip_group(&mut self) -> Option<Clause> {
        self.note(Problem::TooDeep);
        let mut open = 1_usize;
        while open > 0 {
            match self.tokens.next()? {
                Token::Open => open += 1,
                Token::Close => open -= 1,
                _ => {}
            }
        }
        None
    }

    fn criterion(&mut self) -> Option<Criterion> {
        let criterion = match self.tokens.next()? {
            Token::Quoted(text, quote) => self.quoted(text, quote).map(Criterion::Phrase),
            Token::Operator(name) => self.operator(name),
            Token::Bare(word) => self.bare(word),
            Token::Minus | Token::Open | Token::Close | Token::Or => None,
        }?;
        self.criteria += 1;
        if self.criteria > MAX_CRITERIA {
            self.note(Problem::TooManyCriteria);
            self.tokens.stop();
            return None;
        }
        Some(criterion)
    }

    fn bare(&mut self, word: &str) -> Option<Criterion> {
        if word == "AND" || word == "OR" {
            return None;
        }
        if word.starts_with('#') {
            let key = hashtag_key(self.cut(word));
            return (!key.is_empty()).then_some(Criterion::Hashtag(key));
        }
        let is_prefix = word.ends_with('*');
        let word = self.wording(word.trim_end_matches('*'))?;
        Some(if is_prefix { Criterion::Prefix(word) } else { Criterion::Word(word) })
    }

    fn quoted(&mut self, text: &str, quote: Quote) -> Option<String> {
        if quote == Quote::Open {
            self.note(Problem::UnclosedQuote);
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.wording(&text)
    }

    /// The text within bounds, if there is anything in it to search for.
    fn wording(&mut self, text: &str) -> Option<String> {
        // A cut may bare a star, which would then mean something.
        let text = self.cut(text).trim_end_matches('*').trim_end();
        text.contains(char::is_alphanumeric).then(|| text.to_owned())
    }

    /// At most [`MAX_VALUE_CHARS`] of it, and no half word where there are several.
    fn cut<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((end, next)) = text.char_indices().nth(MAX_VALUE_CHARS) else { return text };
        self.note(Problem::TooLong);
        let kept = text.get(..end).unwrap_or_default();
        let whole = if next == ' ' { None } else { kept.rsplit_once(' ') };
        whole.map_or(kept, |(whole, _)| whole)
    }

    fn operator(&mut self, name: &str) -> Option<Criterion> {
        let operator = OPERATORS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some(value) = self.value() else {
            // `Ukraine: what comes next` is no operator that lacks its value.
            if operator.is_some() {
                self.note(Problem::NoValue(name.to_owned()));
            }
            return self.bare(name);
        };
        let read = match operator {
            Some((_, read)) => read(&value),
            None => Err(Problem::UnknownOperator(name.to_owned())),
        };
        read.map_or_else(
            |problem| {
                self.note(problem);
                self.as_words(name, value)
            },
            Some,
        )
    }

    fn value(&mut self) -> Option<Value> {
        match self.tokens.value()? {
            Token::Quoted(text, quote) => self.quoted(text, quote).map(Value::Quoted),
            Token::Bare(word) => self.wording(word).map(Value::Bare),
            _ => None,
        }
    }

    fn as_words(&mut self, name: &str, value: Value) -> Option<Criterion> {
        match value {
            Value::Quoted(text) => Some(Criterion::Phrase(text)),
            Value::Bare(word) => self.wording(&format!("{name}:{word}")).map(Criterion::Word),
        }
    }
}

/// What stands behind an operator.
enum Value {
    Bare(String),
    Quoted(String),
}

impl Value {
    fn text(&self) -> &str {
        let (Self::Bare(text) | Self::Quoted(text)) = self;
        text
    }
}

type Read = fn(&Value) -> Result<Criterion, Problem>;

const OPERATORS: [(&str, Read); 9] = [
    ("intitle", |value| Ok(Criterion::Title(value.text().to_owned()))),
    ("author", |value| Ok(Criterion::Author(value.text().to_owned()))),
    ("publisher", |value| Ok(publisher(value))),
    ("lang", |value| language(value.text())),
    ("section", |value| section(value.text())),
    ("genre", |value| genre(value.text())),
    ("date", |value| date(value.text())),
    ("after", |value| moment(value.text()).map(Criterion::After)),
    ("before", |value| moment(value.text()).map(Criterion::Before)),
];

/// A number is an id, unless it is quoted: there are papers called `24`.
fn publisher(value: &Value) -> Criterion {
    let id = if let Value::Bare(word) = value { word.parse::<PublisherId>().ok() } else { None };
    id.map_or_else(|| Criterion::PublisherName(value.text().to_owned()), Criterion::Publisher)
}

fn language(value: &str) -> Result<Criterion, Problem> {
    value.parse::<Language>().map(Criterion::Language).map_err(|_| Problem::BadLanguage(value.to_owned()))
}

/// A section by its slug, or by the slug's first word: `section:sport`, `section:arts`.
fn section(value: &str) -> Result<Criterion, Problem> {
    let value = value.to_ascii_lowercase();
    let is_meant = |section: &Section| section.as_str().split('-').next() == Some(value.as_str());
    let found = Section::from_word(&value).or_else(|| Section::ALL.into_iter().find(is_meant));
    found.map(Criterion::Section).ok_or(Problem::UnknownSection(value))
}

fn genre(value: &str) -> Result<Criterion, Problem> {
    Genre::from_word(&value.to_ascii_lowercase())
        .map(Criterion::Genre)
        .ok_or_else(|| Problem::UnknownGenre(value.to_owned()))
}

fn date(value: &str) -> Result<Criterion, Problem> {
    value.parse().map(Criterion::During).map_err(|_| Problem::BadDate(value.to_owned()))
}

fn moment(value: &str) -> Result<Moment, Problem> {
    value.parse().map_err(|_| Problem::BadDate(value.to_owned()))
}

fn all_of(parts: Vec<Clause>) -> Option<Clause> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        if let Clause::All(inner) = part { flat.extend(inner) } else { flat.push(part) }
    }
    if flat.len() < 2 { flat.pop() } else { Some(Clause::All(flat)) }
}

fn any_of(parts: Vec<Clause>) -> Option<Clause> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        if let Clause::Any(inner) = part { flat.extend(inner) } else { flat.push(part) }
    }
    if flat.len() < 2 { flat.pop() } else { Some(Clause::Any(flat)) }
}

fn not(clause: Clause) -> Clause {
    if let Clause::Not(inner) = clause { *inner } else { Clause::Not(Box::new(clause)) }
}
