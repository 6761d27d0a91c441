//! What the parser says to a text that is wrong: where, what, and what to write instead.

pub(super) use super::lexer::unexpected;
use super::lexer::{Kind, Token};
use super::parser::Parser;
use super::{Function, MAX_LEVELS};
use crate::error::{Error, nearest};

impl Parser<'_> {
    /// The place of the token at that index.
    fn span(&self, index: usize) -> (usize, usize) {
        self.tokens[index].span
    }

    /// An error about the tokens from `first` to `last`.
    fn error(&self, code: &'static str, (first, last): (usize, usize), message: String) -> Error {
        Error::new(code, message).spanning(self.span(first).0, self.span(last).1)
    }

    pub fn unexpected_end(&self) -> Error {
        let message = if self.tokens.is_empty() {
            "Write a function of x, such as sin(3x)."
        } else {
            "Something is missing at the end."
        };
        let end = self.source.encode_utf16().count();
        Error::new("unexpected_end", message).spanning(end, end)
    }

    /// After a complete expression there is something more.
    pub fn surplus(&self) -> Error {
        let token = &self.tokens[self.next];
        match token.kind {
            Kind::Close => self.stray_close_at(self.next),
            Kind::Comma if self.is_decimal_comma() => self.decimal_comma(),
            _ => unexpected(self.text(token), token.span),
        }
    }

    pub fn stray_close(&self) -> Error {
        self.stray_close_at(self.next - 1)
    }

    fn stray_close_at(&self, index: usize) -> Error {
        if self.is_open(index) {
            return unexpected(")", self.span(index));
        }
        self.error("unbalanced", (index, index), "This parenthesis was never opened.".into()).with("value", ")")
    }

    /// Whether a parenthesis is open before that token.
    fn is_open(&self, index: usize) -> bool {
        let count = |kind| self.tokens[..index].iter().filter(|token| token.kind == kind).count();
        count(Kind::Open) > count(Kind::Close)
    }

    /// What was opened by the token at `opening` is not closed where it should be.
    pub fn unclosed(&self, opening: usize) -> Error {
        match self.tokens.get(self.next) {
            Some(token) if token.kind == Kind::Comma && self.is_decimal_comma() => self.decimal_comma(),
            Some(token) if !matches!(token.kind, Kind::Close | Kind::Bar) => unexpected(self.text(token), token.span),
            _ => {
                let sign = self.text(&self.tokens[opening]);
                let message = format!("The \"{sign}\" here is never closed.");
                self.error("unbalanced", (opening, opening), message).with("value", sign)
            }
        }
    }

    fn is_decimal_comma(&self) -> bool {
        let number = |token: Option<&Token>| token.is_some_and(|token| matches!(token.kind, Kind::Number(_)));
        number(self.tokens.get(self.next - 1)) && number(self.tokens.get(self.next + 1))
    }

    /// Much of the world writes 0,5.
    fn decimal_comma(&self) -> Error {
        let (before, after) = (&self.tokens[self.next - 1], &self.tokens[self.next + 1]);
        let right = format!("{}.{}", self.text(before), self.text(after));
        let message = format!("Decimals are written with a point: {right}.");
        self.error("decimal_comma", (self.next - 1, self.next + 1), message).with("suggestion", right)
    }

    pub fn two_numbers(&self) -> Error {
        let message = "Two numbers need a sign between them, such as * or +.".to_string();
        self.error("two_numbers", (self.next - 1, self.next), message)
    }

    pub fn too_deep(&self) -> Error {
        let index = self.next.min(self.tokens.len()) - 1;
        let message = format!("A function may be nested {MAX_LEVELS} levels deep.");
        self.error("too_deep", (index, index), message).with("max", MAX_LEVELS)
    }

    pub fn ambiguous_log(&self) -> Error {
        let index = self.next - 1;
        let message = "log means different things to different people: write ln or log10.".to_string();
        self.error("ambiguous_log", (index, index), message).with("options", "ln, log10")
    }

    /// `sin x`: tells to write `sin(x)`.
    pub fn needs_parentheses(&self, name: usize) -> Error {
        let word = self.text(&self.tokens[name]);
        let operand = self.tokens[name + 1..].iter().take_while(|token| is_operand(token)).last();
        let argument = match operand {
            Some(last) => &self.source[self.tokens[name + 1].bytes.0..last.bytes.1],
            None => "x",
        };
        let right = format!("{word}({argument})");
        let message = format!("{word} needs parentheses: write {right}.");
        self.error("needs_parentheses", (name, name), message).with("value", word).with("suggestion", right)
    }

    pub fn wrong_argument_count(&self, name: usize, function: Function, given: usize) -> Error {
        let word = self.text(&self.tokens[name]);
        let (least, most) = function.arguments();
        let expected = match (least, most) {
            (1, _) => "one argument",
            (_, 2) => "two arguments",
            _ => "two or more arguments",
        };
        let message = format!("{word} takes {expected}, not {given}.");
        let error = self.error("wrong_argument_count", (name, self.next - 1), message).with("name", word);
        let error = error.with("value", given).with("min", least);
        if most == usize::MAX { error } else { error.with("max", most) }
    }

    pub fn unknown_name(&self, name: &str) -> Error {
        let index = self.next - 1;
        let mut message = format!("\"{name}\" is not known.");
        let suggestion = product(name).or_else(|| nearest(name, names()).map(str::to_string));
        if let Some(suggestion) = &suggestion {
            message.push_str(&format!(" Is {suggestion} meant?"));
        }
        let error = self.error("unknown_name", (index, index), message).with("value", name);
        suggestion.into_iter().fold(error, |error, suggestion| error.with("suggestion", suggestion))
    }
}

/// A part of a product that could be the argument of `sin 15x`.
fn is_operand(token: &Token) -> bool {
    match &token.kind {
        Kind::Number(_) | Kind::Pi | Kind::Superscript(_) => true,
        Kind::Name(name) => ["x", "pi", "e"].contains(&name.as_str()),
        _ => false,
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    ["x", "pi", "e", "heaviside"].into_iter().chain(Function::ALL.iter().map(|function| function.name()))
}

/// What two words run together were meant to be: `xsin` is `x·sin`, `x2` is `x^2`.
fn product(name: &str) -> Option<String> {
    (1..name.len()).filter(|&i| name.is_char_boundary(i)).find_map(|i| {
        let (first, second) = name.split_at(i);
        let factor = ["x", "pi", "e"].contains(&first);
        if factor && second.bytes().all(|byte| byte.is_ascii_digit()) {
            Some(format!("{first}^{second}"))
        } else if factor && names().any(|known| known == second) {
            Some(format!("{first}·{second}"))
        } else {
            None
        }
    })
}
