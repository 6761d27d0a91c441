//! Tokens → tree, by recursive descent: one function for each line of the grammar.

use super::token::{Fence, Kind, Raised, Root, Token};
use super::words::Callee;
use super::{Constant, Function, MAX_LEVELS, Node, Operator, Outcome, head, mistakes};

/// The tree of the whole text.
pub(super) fn parse(source: &str, tokens: &[Token]) -> Outcome<Node> {
    let next = head::length(source, tokens)?;
    let mut parser = Parser { source, tokens, next, levels: 0, sealed: 0, place: Place::OUTSIDE };
    let tree = parser.whole()?;
    match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser.surplus()),
    }
}

/// What some signs mean where the parser is.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether a bar after an operand closes rather than opens.
    pub in_bars: bool,
    /// Whether a comma between digits is a decimal sign; else it separates arguments.
    pub decimal_commas: bool,
    /// Whether `;` says so: then `1,234` cannot be a thousand.
    pub sure: bool,
}

impl Place {
    pub const OUTSIDE: Place = Place { in_bars: false, decimal_commas: true, sure: false };
}

pub(super) struct Parser<'a> {
    pub source: &'a str,
    pub tokens: &'a [Token],
    pub next: usize,
    pub levels: usize,
    /// Where an exponent would be a second one, of nobody knows what: `sin²(x)²`.
    pub sealed: usize,
    pub place: Place,
}

impl<'a> Parser<'a> {
    pub fn peek(&self) -> Option<&'a Kind> {
        self.kind(self.next)
    }

    pub fn kind(&self, index: usize) -> Option<&'a Kind> {
        self.tokens.get(index).map(|token| &token.kind)
    }

    pub fn text(&self, token: &Token) -> &'a str {
        token.text(self.source)
    }

    pub fn take(&mut self, kind: &Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.next += usize::from(found);
        found
    }

    /// A sum that is not compared with another.
    pub fn whole(&mut self) -> Outcome<Node> {
        let start = self.next;
        let sum = self.sum()?;
        match self.peek() {
            Some(Kind::Compare(by)) => Err(self.comparison(start, sum, *by)),
            _ => Ok(sum),
        }
    }

    pub fn sum(&mut self) -> Outcome<Node> {
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

    fn product(&mut self) -> Outcome<Node> {
        let mut left = self.signed()?;
        loop {
            let operator = match self.peek() {
                Some(Kind::Times) => Operator::Multiply,
                Some(Kind::Over) => Operator::Divide,
                Some(Kind::Callee(Callee::Function(Function::Mod))) if self.is_infix(self.next) => {
                    self.next += 1;
                    left = Node::Call(Function::Mod, vec![left, self.signed()?]);
                    continue;
                }
                Some(kind) if self.begins_operand(kind) => {
                    self.refuse_two_numbers()?;
                    let (start, is_fraction) = (self.next - 1, *kind == Kind::Fraction);
                    let factor = self.power()?;
                    if is_fraction {
                        self.refuse_mixed_number(start, &factor)?;
                    }
                    left = Node::binary(Operator::Multiply, left, factor);
                    continue;
                }
                _ => return Ok(left),
            };
            self.next += 1;
            left = Node::binary(operator, left, self.signed()?);
        }
    }

    /// Whether the `mod` at that index stands between its operands: then no parenthesis with two follows.
    pub fn is_infix(&self, index: usize) -> bool {
        !matches!(self.kind(index + 1), Some(Kind::Open(_))) || !self.has_separator(index + 1)
    }

    /// Whether a product without a sign goes on with that token.
    pub fn begins_operand(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Number(_) | Kind::Variable | Kind::Constant(_) | Kind::Callee(_) | Kind::Log | Kind::Word => true,
            Kind::Open(_) | Kind::Root(_) | Kind::Fraction => true,
            Kind::Bar => !self.place.in_bars,
            _ => false,
        }
    }

    /// `1 2`, and `2² 3` and `2^3 4` as well: what is meant nobody knows.
    pub fn refuse_two_numbers(&self) -> Outcome<()> {
        let (before, number) = (&self.tokens[self.next - 1], &self.tokens[self.next]);
        let numeric = match &before.kind {
            Kind::Number(_) | Kind::Vulgar(..) => true,
            Kind::Superscript(exponent) => !exponent.of_x,
            _ => false,
        };
        if numeric && matches!(number.kind, Kind::Number(_)) { Err(self.two_numbers()) } else { Ok(()) }
    }

    /// `2\frac{1}{2}` is two and a half on paper, and one in a product.
    fn refuse_mixed_number(&self, start: usize, fraction: &Node) -> Outcome<()> {
        let Kind::Number(number) = self.tokens[start].kind else { return Ok(()) };
        let Node::Binary(Operator::Divide, over, under) = fraction else { return Ok(()) };
        if !number.whole || !matches!((&**over, &**under), (Node::Number(_), Node::Number(_))) {
            return Ok(());
        }
        let whole = Node::Number(number.value);
        let sum = Node::binary(Operator::Add, whole.clone(), fraction.clone());
        let product = Node::binary(Operator::Multiply, whole, fraction.clone());
        Err(self.two_meanings(start, [&format!("({})", sum.to_source()), &product.to_source()]))
    }

    pub fn signed(&mut self) -> Outcome<Node> {
        if self.take(&Kind::Minus) {
            let operand = self.deeper(Self::signed)?;
            return Ok(Node::Negate(Box::new(operand)));
        }
        let first = self.next == 0 || !matches!(self.kind(self.next - 1), Some(Kind::Plus | Kind::Minus));
        if first && self.take(&Kind::Plus) {
            return self.deeper(Self::signed);
        }
        self.power()
    }

    pub fn power(&mut self) -> Outcome<Node> {
        let mut base = self.primary()?;
        if self.sealed == self.next {
            return match self.tokens.get(self.next) {
                Some(token) if matches!(token.kind, Kind::Superscript(_) | Kind::Power) => {
                    Err(mistakes::unexpected(self.text(token), token.span))
                }
                _ => Ok(base),
            };
        }
        if let Some(Kind::Superscript(exponent)) = self.peek() {
            self.next += 1;
            base = Node::binary(Operator::Power, base, exponent.node());
        }
        if self.take(&Kind::Power) {
            let exponent = self.deeper(Self::signed)?;
            base = Node::binary(Operator::Power, base, exponent);
        }
        Ok(base)
    }

    pub fn primary(&mut self) -> Outcome<Node> {
        let Some(token) = self.tokens.get(self.next) else { return Err(self.unexpected_end()) };
        self.next += 1;
        match &token.kind {
            Kind::Number(number) => self.number(*number),
            Kind::Comma if self.place.decimal_commas && self.is_decimal_comma(self.next - 1) => self.bare_decimals(),
            Kind::Vulgar(over, under) => Ok(fraction(*over, *under)),
            Kind::Variable => Ok(Node::X),
            Kind::Constant(constant) => self.constant(*constant),
            Kind::Callee(callee) => self.application(*callee),
            Kind::Open(fence) => self.group(*fence),
            Kind::Bar if self.peek().is_none() => Err(self.unclosed(self.next - 1)),
            Kind::Bar => Ok(Node::Call(Function::Abs, vec![self.enclosed(&Kind::Bar)?])),
            Kind::Root(root) => self.root(*root),
            Kind::Superscript(Raised { number: Some(degree), negative: false, of_x: false })
                if matches!(self.peek(), Some(Kind::Root(_))) =>
            {
                self.next += 1;
                self.root(Root { degree: *degree as u32, grouped: false })
            }
            Kind::Fraction => {
                let over = self.latex_argument()?;
                Ok(Node::binary(Operator::Divide, over, self.latex_argument()?))
            }
            Kind::Close(_) => Err(self.stray_close()),
            Kind::Log => Err(self.ambiguous_log()),
            Kind::Word => Err(self.unknown_name()),
            Kind::Condition => Err(self.condition()),
            _ => Err(mistakes::unexpected(self.text(token), token.span)),
        }
    }

    /// Spreadsheets write `PI()`.
    fn constant(&mut self, constant: Constant) -> Outcome<Node> {
        let (open, close) = (Kind::Open(Fence::Parenthesis), Kind::Close(Fence::Parenthesis));
        if constant == Constant::Pi && self.peek() == Some(&open) && self.kind(self.next + 1) == Some(&close) {
            self.next += 2;
        }
        Ok(Node::Constant(constant))
    }

    /// What stands in what was just opened.
    fn group(&mut self, fence: Fence) -> Outcome<Node> {
        let opening = self.next - 1;
        let inner = self.enclosed(&Kind::Close(fence))?;
        Ok(match fence {
            Fence::Parenthesis | Fence::Brace => inner,
            Fence::Bracket => self.bracketed(opening, inner)?,
            Fence::Bar => Node::Call(Function::Abs, vec![inner]),
            Fence::Floor => Node::Call(Function::Floor, vec![inner]),
            Fence::Ceil => Node::Call(Function::Ceil, vec![inner]),
        })
    }

    /// Brackets around parentheses are parentheses; alone they may as well be Gauß's, which round down.
    fn bracketed(&self, opening: usize, inner: Node) -> Outcome<Node> {
        let mut inside = self.tokens[opening + 1..self.next].iter();
        if inside.any(|token| matches!(token.kind, Kind::Open(_) | Kind::Bar)) {
            return Ok(inner);
        }
        let floor = Node::Call(Function::Floor, vec![inner.clone()]);
        Err(self.two_meanings(opening, [&format!("({})", inner.to_source()), &floor.to_source()]))
    }

    /// What stands between a parenthesis or bar that was just taken and its partner.
    pub fn enclosed(&mut self, end: &Kind) -> Outcome<Node> {
        let opening = self.next - 1;
        let place = Place { in_bars: *end == Kind::Bar, ..Place::OUTSIDE };
        let inner = self.within(Place { sure: self.place.sure, ..place }, Self::whole)?;
        if self.take(end) { Ok(inner) } else { Err(self.unclosed(opening)) }
    }

    fn root(&mut self, Root { degree, grouped }: Root) -> Outcome<Node> {
        if degree < 2 {
            let token = &self.tokens[self.next - 1];
            return Err(mistakes::unexpected(self.text(token), token.span));
        }
        let inner = if grouped { self.latex_argument()? } else { self.deeper(Self::power)? };
        let call = |function, inner| Node::Call(function, vec![inner]);
        Ok(match degree {
            2 => call(Function::Sqrt, inner),
            3 => call(Function::Cbrt, inner),
            4 => call(Function::Sqrt, call(Function::Sqrt, inner)),
            _ => {
                let exponent = Node::binary(Operator::Divide, Node::Number(1.0), Node::Number(f64::from(degree)));
                Node::binary(Operator::Power, inner, exponent)
            }
        })
    }

    /// A group in braces, or one sign.
    fn latex_argument(&mut self) -> Outcome<Node> {
        match self.peek() {
            Some(Kind::Open(Fence::Brace)) => {
                self.next += 1;
                self.enclosed(&Kind::Close(Fence::Brace))
            }
            Some(Kind::Number(_) | Kind::Variable | Kind::Constant(_)) => self.primary(),
            Some(_) => {
                let token = &self.tokens[self.next];
                Err(mistakes::unexpected(self.text(token), token.span))
            }
            None => Err(self.unexpected_end()),
        }
    }

    pub fn within<T>(&mut self, place: Place, rule: fn(&mut Self) -> Outcome<T>) -> Outcome<T> {
        let outside = std::mem::replace(&mut self.place, place);
        let inner = self.deeper(rule);
        self.place = outside;
        inner
    }

    /// Bounds the recursion, so that no text can exhaust the stack.
    pub fn deeper<T>(&mut self, rule: fn(&mut Self) -> Outcome<T>) -> Outcome<T> {
        if self.levels == MAX_LEVELS {
            return Err(self.too_deep());
        }
        self.levels += 1;
        let inner = rule(self);
        self.levels -= 1;
        inner
    }
}

pub(super) fn fraction(over: u8, under: u8) -> Node {
    Node::binary(Operator::Divide, Node::Number(f64::from(over)), Node::Number(f64::from(under)))
}
