//! The small part of Python that the expectations are written in.

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Text(String),
    Number(f64),
    /// `None`, `True`, `False` and every other bare name.
    Name(String),
    Tuple(Vec<Expr>),
    Dict(Vec<(Expr, Expr)>),
    /// `a[b]`, and `a.b` as the same.
    Index(Box<Expr>, Box<Expr>),
    Call(Box<Expr>, Vec<Expr>),
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    /// `a == b == c` is two comparisons with the same right end.
    Compare(Box<Expr>, Vec<(String, Expr)>),
}

/// Reads an expression.
pub(crate) fn parse(source: &str) -> Result<Expr, String> {
    let mut parser = Parser { tokens: tokens(source)?, at: 0 };
    let expr = parser.any_of()?;
    match parser.peek() {
        None => Ok(expr),
        Some(token) => Err(format!("unexpected {token:?}")),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Text(String),
    Number(f64),
    Name(String),
    Mark(String),
}

fn tokens(source: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = if let Some(text) = text_literal(rest)? {
            text
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let number = rest.get(..length).and_then(|digits| digits.parse().ok()).ok_or("a number")?;
            (Token::Number(number), length)
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            (Token::Name(rest.get(..length).unwrap_or_default().to_owned()), length)
        } else {
            let two = rest.get(..2).filter(|two| matches!(*two, "==" | "!=" | ">=" | "<="));
            let mark = two.map_or_else(|| first.to_string(), str::to_owned);
            let length = mark.len();
            (Token::Mark(mark), length)
        };
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

/// A string literal at the start of `rest`, and its length.
fn text_literal(rest: &str) -> Result<Option<(Token, usize)>, String> {
    let prefix = usize::from(rest.starts_with("u'") || rest.starts_with("u\""));
    let body = rest.get(prefix..).unwrap_or_default();
    let Some(quote) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| body.starts_with(quote)) else {
        return Ok(None);
    };
    let inner = body.get(quote.len()..).unwrap_or_default();
    let mut text = String::new();
    let mut at = 0;
    while let Some(left) = inner.get(at..) {
        if left.starts_with(quote) {
            return Ok(Some((Token::Text(text), prefix + quote.len() * 2 + at)));
        }
        let (character, length) = character(left).ok_or("a string without end")?;
        text.push(character);
        at += length;
    }
    Err("a string without end".into())
}

/// One character of a string literal, escaped or not, and its length in the source.
fn character(left: &str) -> Option<(char, usize)> {
    let first = left.chars().next()?;
    if first != '\\' {
        return Some((first, first.len_utf8()));
    }
    let kind = left.chars().nth(1)?;
    let hex = |digits: usize| {
        let code = u32::from_str_radix(left.get(2..2 + digits)?, 16).ok()?;
        Some((char::from_u32(code)?, 2 + digits))
    };
    match kind {
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        'n' => Some(('\n', 2)),
        't' => Some(('\t', 2)),
        'r' => Some(('\r', 2)),
        '\\' | '\'' | '"' => Some((kind, 2)),
        _ => Some(('\\', 1)),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take_mark(&mut self, mark: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Mark(next)) if next == mark);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Name(next)) if next == word);
        self.at += usize::from(is_next);
        is_next
    }

    fn any_of(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.all_of()?];
        while self.take_word("or") {
            parts.push(self.all_of()?);
        }
        Ok(single(parts, Expr::Or))
    }

    fn all_of(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.negation()?];
        while self.take_word("and") {
            parts.push(self.negation()?);
        }
        Ok(single(parts, Expr::And))
    }

    fn negation(&mut self) -> Result<Expr, String> {
        if self.take_word("not") {
            return Ok(Expr::Not(Box::new(self.negation()?)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        let left = self.postfix()?;
        let mut others = Vec::new();
        while let Some(operator) = self.operator() {
            others.push((operator, self.postfix()?));
        }
        Ok(if others.is_empty() { left } else { Expr::Compare(Box::new(left), others) })
    }

    fn operator(&mut self) -> Option<String> {
        for mark in ["==", "!=", ">=", "<=", ">", "<"] {
            if self.take_mark(mark) {
                return Some(mark.to_owned());
            }
        }
        if self.take_word("is") {
            return Some(if self.take_word("not") { "!=" } else { "==" }.to_owned());
        }
        let is_negated = self.take_word("not");
        (self.take_word("in") || is_negated).then(|| "in".to_owned())
    }

    fn postfix(&mut self) -> Result<Expr, String> {
        let mut expr = self.atom()?;
        loop {
            if self.take_mark("[") {
                let index = self.any_of()?;
                self.expect("]")?;
                expr = Expr::Index(Box::new(expr), Box::new(index));
            } else if self.take_mark(".") {
                let Some(Token::Name(name)) = self.peek().cloned() else { return Err("a name after a dot".into()) };
                self.at += 1;
                expr = Expr::Index(Box::new(expr), Box::new(Expr::Text(name)));
            } else if self.take_mark("(") {
                expr = Expr::Call(Box::new(expr), self.list(")")?);
            } else {
                return Ok(expr);
            }
        }
    }

    fn atom(&mut self) -> Result<Expr, String> {
        let token = self.peek().cloned().ok_or("an end too soon")?;
        self.at += 1;
        match token {
            Token::Text(text) => Ok(Expr::Text(text)),
            Token::Number(number) => Ok(Expr::Number(number)),
            Token::Name(name) => Ok(Expr::Name(name)),
            Token::Mark(mark) if mark == "-" => match self.atom()? {
                Expr::Number(number) => Ok(Expr::Number(-number)),
                _ => Err("a minus before no number".into()),
            },
            Token::Mark(mark) if mark == "(" => {
                let items = self.list(")")?;
                Ok(single(items, Expr::Tuple))
            }
            Token::Mark(mark) if mark == "[" => Ok(Expr::Tuple(self.list("]")?)),
            Token::Mark(mark) if mark == "{" => self.dict(),
            Token::Mark(mark) => Err(format!("unexpected {mark}")),
        }
    }

    fn list(&mut self, end: &str) -> Result<Vec<Expr>, String> {
        let mut items = Vec::new();
        while !self.take_mark(end) {
            items.push(self.any_of()?);
            if !self.take_mark(",") {
                self.expect(end)?;
                break;
            }
        }
        Ok(items)
    }

    fn dict(&mut self) -> Result<Expr, String> {
        let mut pairs = Vec::new();
        while !self.take_mark("}") {
            let key = self.postfix()?;
            self.expect(":")?;
            pairs.push((key, self.any_of()?));
            if !self.take_mark(",") {
                self.expect("}")?;
                break;
            }
        }
        Ok(Expr::Dict(pairs))
    }

    fn expect(&mut self, mark: &str) -> Result<(), String> {
        if self.take_mark(mark) { Ok(()) } else { Err(format!("no {mark} before {:?}", self.peek())) }
    }
}

fn single(mut parts: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => many(parts),
    }
}
