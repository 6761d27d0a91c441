//! Text → tokens, each with its place in the text.

use super::MAX_CHARACTERS;
use crate::error::Error;

/// What a token is. Other spellings of the same sign (`·`, `×`, `−`) are one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    /// A word: x, a constant, a function, or nothing known.
    Name(String),
    Pi,
    /// `²` or `³`, as a number.
    Superscript(f64),
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Open,
    Close,
    Bar,
    Comma,
}

/// A token and where it stands: in bytes to cut the text, in UTF-16 units to tell where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub bytes: (usize, usize),
    pub span: (usize, usize),
}

/// All tokens of the text.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, Error> {
    refuse_too_long(source)?;
    let mut lexer = Lexer { source, byte: 0, unit: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

fn refuse_too_long(source: &str) -> Result<(), Error> {
    let characters = source.chars().count();
    if characters <= MAX_CHARACTERS {
        return Ok(());
    }
    let start = source.chars().take(MAX_CHARACTERS).map(char::len_utf16).sum();
    let message = format!("A function may have {MAX_CHARACTERS} characters; this one has {characters}.");
    Err(Error::new("too_long", message)
        .spanning(start, source.chars().map(char::len_utf16).sum())
        .with("max", MAX_CHARACTERS)
        .with("value", characters))
}

struct Lexer<'a> {
    source: &'a str,
    byte: usize,
    unit: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Result<Option<Token>, Error> {
        let rest = &self.source[self.byte..];
        let blank = rest.len() - rest.trim_start().len();
        self.advance(blank);
        let Some(first) = self.source[self.byte..].chars().next() else { return Ok(None) };
        let (byte, unit) = (self.byte, self.unit);
        let length = self.length(first);
        self.advance(length);
        let span = (unit, self.unit);
        let kind = kind(first, &self.source[byte..self.byte], span)?;
        Ok(Some(Token { kind, bytes: (byte, self.byte), span }))
    }

    fn advance(&mut self, bytes: usize) {
        let passed = &self.source[self.byte..self.byte + bytes];
        self.unit += passed.chars().map(char::len_utf16).sum::<usize>();
        self.byte += bytes;
    }

    /// How many bytes the token takes that begins here.
    fn length(&self, first: char) -> usize {
        let rest = &self.source[self.byte..];
        if first.is_ascii_digit() || first == '.' {
            number_length(rest)
        } else if is_letter(first) {
            rest.find(|c| !is_letter(c) && !c.is_ascii_digit()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        }
    }
}

/// π stands for itself, so that `2πx` is a product.
fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || c == '_') && c != 'π'
}

/// Digits, a point, digits, and an exponent only where digits follow: `2e` is 2·e, `2e3` is 2000.
fn number_length(text: &str) -> usize {
    let whole = digits(text);
    let point = usize::from(text[whole..].starts_with('.'));
    let mantissa = whole + point + digits(&text[whole + point..]);
    let exponent = &text[mantissa..];
    if !exponent.starts_with(['e', 'E']) {
        return mantissa;
    }
    let sign = usize::from(exponent[1..].starts_with(['+', '-']));
    match digits(&exponent[1 + sign..]) {
        0 => mantissa,
        count => mantissa + 1 + sign + count,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn kind(first: char, text: &str, span: (usize, usize)) -> Result<Kind, Error> {
    Ok(match first {
        '0'..='9' | '.' => return number(text, span),
        'π' => Kind::Pi,
        c if is_letter(c) => Kind::Name(text.to_string()),
        '²' => Kind::Superscript(2.0),
        '³' => Kind::Superscript(3.0),
        '+' => Kind::Plus,
        '-' | '−' => Kind::Minus,
        '*' | '·' | '×' => Kind::Times,
        '/' => Kind::Over,
        '^' => Kind::Power,
        '(' => Kind::Open,
        ')' => Kind::Close,
        '|' => Kind::Bar,
        ',' => Kind::Comma,
        _ => return Err(unexpected(text, span)),
    })
}

/// Rust reads numbers correctly rounded, on every machine.
fn number(text: &str, span: (usize, usize)) -> Result<Kind, Error> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Kind::Number(number)),
        Ok(_) => Err(Error::new("number_too_large", format!("The number {text} is too large."))
            .spanning(span.0, span.1)
            .with("value", text)),
        Err(_) => Err(unexpected(text, span)),
    }
}

/// A sign that has no meaning, or none here.
pub(super) fn unexpected(text: &str, span: (usize, usize)) -> Error {
    Error::new("unexpected_character", format!("\"{text}\" is not expected here."))
        .spanning(span.0, span.1)
        .with("value", text)
}
