//! Cuts a query into words, quotations and signs.

/// A piece of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `-` right before something.
    Minus,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`
    Or,
    /// What stands between quotation marks.
    Quoted(&'a str, Quote),
    /// `name:` right before its value or before nothing.
    Operator(&'a str),
    /// Anything else without spaces.
    Bare(&'a str),
}

/// Whether a quotation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// It does.
    Closed,
    /// The text ends first.
    Open,
}

/// Phones write curly ones.
const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// The tokens of a text.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Whether the next token stands right here, without a space before it.
    pub(super) fn touches(&self) -> bool {
        self.rest.chars().next().is_some_and(|c| !c.is_whitespace())
    }

    /// The value right behind an operator, if there is one: all of a word, or a quotation.
    pub(super) fn value(&mut self) -> Option<Token<'a>> {
        let first = self.rest.chars().next()?;
        if QUOTES.contains(&first) {
            return self.next();
        }
        let word = self.rest.get(..self.word_end())?;
        (!word.is_empty()).then(|| Token::Bare(self.take(word.len())))
    }

    /// Leaves the rest of the text unread.
    pub(super) fn stop(&mut self) {
        self.rest = "";
    }

    fn word_end(&self) -> usize {
        let ends = |c: char| c.is_whitespace() || QUOTES.contains(&c) || c == '(' || c == ')';
        self.rest.find(ends).unwrap_or(self.rest.len())
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (token, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        token
    }

    fn quoted(&mut self) -> Token<'a> {
        let end = self.rest.find(QUOTES);
        let text = self.take(end.unwrap_or(self.rest.len()));
        let mark = self.rest.chars().next().map_or(0, char::len_utf8);
        self.take(mark);
        Token::Quoted(text, if end.is_some() { Quote::Closed } else { Quote::Open })
    }

    fn bare(&mut self) -> Token<'a> {
        let word = self.rest.get(..self.word_end()).unwrap_or_default();
        if let Some(name) = operator(word) {
            self.take(name.len() + 1);
            return Token::Operator(name);
        }
        self.take(word.len());
        if word == "OR" { Token::Or } else { Token::Bare(word) }
    }
}

/// The operator's name that a word starts with. Times and addresses are words: `12:30`, `https://paper.example`.
fn operator(word: &str) -> Option<&str> {
    let (name, value) = word.split_once(':')?;
    let is_name = !name.is_empty() && name.len() <= 12 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_name && !value.starts_with("//")).then_some(name)
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        Some(match first {
            '-' => {
                self.take(1);
                Token::Minus
            }
            '(' => {
                self.take(1);
                Token::Open
            }
            ')' => {
                self.take(1);
                Token::Close
            }
            mark if QUOTES.contains(&mark) => {
                self.take(mark.len_utf8());
                self.quoted()
            }
            _ => self.bare(),
        })
    }
}
