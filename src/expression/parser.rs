//! Tokens → tree, by recursive descent: one function for each line of the grammar.

use super::lexer::{Kind, Token};
use super::{Constant, Function, MAX_LEVELS, Node, Operator, mistakes};
use crate::error::Error;

/// The tree of the whole text.
pub(super) fn parse(source: &str, tokens: &[Token]) -> Result<Node, Error> {
    let mut parser = Parser { source, tokens, next: 0, levels: 0, in_bars: false };
    let tree = parser.sum()?;
    match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser.surplus()),
    }
}

pub(super) struct Parser<'a> {
    pub source: &'a str,
    pub tokens: &'a [Token],
    pub next: usize,
    levels: usize,
    /// Whether a bar after an operand closes rather than opens.
    in_bars: bool,
}

impl<'a> Parser<'a> {
    pub fn peek(&self) -> Option<&'a Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    pub fn text(&self, token: &Token) -> &'a str {
        &self.source[token.bytes.0..token.bytes.1]
    }

    fn take(&mut self, kind: &Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.next += usize::from(found);
        found
    }

    fn sum(&mut self) -> Result<Node, Error> {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek() {
                Some(Kind::Plus) => Operator::Add,
                Some(Kind::Minus) => Operator::Subtract,
                _ => return Ok(left),
            };
            self.next += 1;
            left = Node::binary(operator, left, self.product()?);
        }
    }

    fn product(&mut self) -> Result<Node, Error> {
        let mut left = self.signed()?;
        loop {
            let operator = match self.peek() {
                Some(Kind::Times) => Operator::Multiply,
                Some(Kind::Over) => Operator::Divide,
                Some(kind) if self.begins_operand(kind) => {
                    self.refuse_two_numbers()?;
                    left = Node::binary(Operator::Multiply, left, self.power()?);
                    continue;
                }
                _ => return Ok(left),
            };
            self.next += 1;
            left = Node::binary(operator, left, self.signed()?);
        }
    }

    /// Whether a product without a sign goes on with that token.
    fn begins_operand(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Number(_) | Kind::Name(_) | Kind::Pi | Kind::Open => true,
            Kind::Bar => !self.in_bars,
            _ => false,
        }
    }

    /// `1 2`, and `2² 3` and `2^3 4` as well: what is meant nobody knows.
    fn refuse_two_numbers(&self) -> Result<(), Error> {
        let (before, number) = (&self.tokens[self.next - 1], &self.tokens[self.next]);
        let numeric = matches!(before.kind, Kind::Number(_) | Kind::Superscript(_));
        if numeric && matches!(number.kind, Kind::Number(_)) { Err(self.two_numbers()) } else { Ok(()) }
    }

    fn signed(&mut self) -> Result<Node, Error> {
        if self.take(&Kind::Minus) {
            let operand = self.deeper(Self::signed)?;
            return Ok(Node::Negate(Box::new(operand)));
        }
        self.power()
    }

    fn power(&mut self) -> Result<Node, Error> {
        let mut base = self.primary()?;
        if let Some(Kind::Superscript(exponent)) = self.peek() {
            self.next += 1;
            base = Node::binary(Operator::Power, base, Node::Number(*exponent));
        }
        if self.take(&Kind::Power) {
            let exponent = self.deeper(Self::signed)?;
            base = Node::binary(Operator::Power, base, exponent);
        }
        Ok(base)
    }

    fn primary(&mut self) -> Result<Node, Error> {
        let Some(token) = self.tokens.get(self.next) else { return Err(self.unexpected_end()) };
        self.next += 1;
        match &token.kind {
            Kind::Number(number) => Ok(Node::Number(*number)),
            Kind::Pi => Ok(Node::Constant(Constant::Pi)),
            Kind::Name(name) => self.named(name),
            Kind::Open => self.enclosed(&Kind::Close),
            Kind::Bar => Ok(Node::Call(Function::Abs, vec![self.enclosed(&Kind::Bar)?])),
            Kind::Close => Err(self.stray_close()),
            _ => Err(mistakes::unexpected(self.text(token), token.span)),
        }
    }

    fn named(&mut self, name: &str) -> Result<Node, Error> {
        match name {
            "x" => Ok(Node::X),
            "pi" => Ok(Node::Constant(Constant::Pi)),
            "e" => Ok(Node::Constant(Constant::E)),
            "log" => Err(self.ambiguous_log()),
            _ => match Function::from_name(name) {
                Some(function) => self.call(function),
                None => Err(self.unknown_name(name)),
            },
        }
    }

    /// What stands between a parenthesis or bar that was just taken and its partner.
    fn enclosed(&mut self, end: &Kind) -> Result<Node, Error> {
        let opening = self.next - 1;
        let inner = self.within(*end == Kind::Bar, Self::sum)?;
        if self.take(end) { Ok(inner) } else { Err(self.unclosed(opening)) }
    }

    fn call(&mut self, function: Function) -> Result<Node, Error> {
        let name = self.next - 1;
        if !self.take(&Kind::Open) {
            return Err(self.needs_parentheses(name));
        }
        let arguments =
            if self.peek() == Some(&Kind::Close) { Vec::new() } else { self.within(false, Self::arguments)? };
        if !self.take(&Kind::Close) {
            return Err(self.unclosed(name + 1));
        }
        let (least, most) = function.arguments();
        if arguments.len() < least || arguments.len() > most {
            return Err(self.wrong_argument_count(name, function, arguments.len()));
        }
        Ok(Node::Call(function, arguments))
    }

    fn arguments(&mut self) -> Result<Vec<Node>, Error> {
        let mut arguments = vec![self.sum()?];
        while self.take(&Kind::Comma) {
            arguments.push(self.sum()?);
        }
        Ok(arguments)
    }

    fn within<T>(&mut self, bars: bool, rule: fn(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        let outside = std::mem::replace(&mut self.in_bars, bars);
        let inner = self.deeper(rule);
        self.in_bars = outside;
        inner
    }

    /// Bounds the recursion, so that no text can exhaust the stack.
    fn deeper<T>(&mut self, rule: fn(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.levels == MAX_LEVELS {
            return Err(self.too_deep());
        }
        self.levels += 1;
        let inner = rule(self);
        self.levels -= 1;
        inner
    }
}
