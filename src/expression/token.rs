//! What the lexer tells apart.

use super::words::Callee;
use super::{Constant, Node, Operator};

/// What a token is. Other spellings of the same sign or word are one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number(Number),
    /// ½
    Vulgar(u8, u8),
    Variable,
    Constant(Constant),
    Callee(Callee),
    /// `log`
    Log,
    /// `if` and the like.
    Condition,
    /// A word that is not known.
    Word,
    /// What is raised.
    Superscript(Raised),
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Open(Fence),
    Close(Fence),
    Bar,
    Comma,
    /// LaTeX's `{,}`
    DecimalComma,
    Semicolon,
    Root(Root),
    /// `\frac`
    Fraction,
    Equals,
    Arrow,
    /// `<`, `≤`, …
    Compare(Compare),
    /// A sign without a meaning.
    Other,
}

/// A number, and what of it could be a part of one with a comma.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    /// Digits alone.
    pub whole: bool,
    /// Begins with a digit and has no point.
    pub fraction: bool,
}

/// What an exponent can be that is written raised: ⁻¹, ¹⁰, ³ˣ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Raised {
    pub negative: bool,
    pub number: Option<f64>,
    pub of_x: bool,
}

impl Raised {
    pub fn node(self) -> Node {
        let size = match (self.number, self.of_x) {
            (Some(number), true) => Node::binary(Operator::Multiply, Node::Number(number), Node::X),
            (Some(number), false) => Node::Number(number),
            (None, _) => Node::X,
        };
        if self.negative { Node::Negate(Box::new(size)) } else { size }
    }
}

/// What encloses. Bars that do not say whether they open are [`Kind::Bar`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    Parenthesis,
    Bracket,
    Brace,
    Bar,
    Floor,
    Ceil,
}

/// √ takes the power after it, LaTeX's `\sqrt` one group or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Root {
    pub degree: u32,
    pub grouped: bool,
}

/// What two sides are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compare {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
}

/// A token and where it stands: in bytes to cut the text, in UTF-16 units to tell where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub bytes: (usize, usize),
    pub span: (usize, usize),
}

impl Token {
    /// What it is in the source.
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.bytes.0..self.bytes.1).unwrap_or_default()
    }
}
