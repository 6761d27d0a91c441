//! What is to be learned: a function of x, written as people write it.
//!
//! Text → tokens (`lexer`) → [`Node`]s (`parser`; `mistakes` says what is wrong) → numbers (`eval`) or other
//! notations (`print`). Nothing of the text is ever executed. Evaluation is in `f64` by the `libm` crate alone,
//! the same on every machine.
//!
//! The grammar, from loosest to tightest:
//!
//! ```text
//! text     = [ "f(x) =" | "y =" | "x =>" … ] sum
//! sum      = product { ("+" | "-") product }
//! product  = signed { ["*" | "·" | "/" | ":" | "mod" …] signed }    a sign may be left out, but not between two numbers
//! signed   = "-" signed | power                                     so -x^2 is -(x²)
//! power    = primary [superscript] ["^" signed]                     so 2^3^2 is 2^9
//! primary  = number | "½" | "x" | "pi" | "e" | "(" sum ")" | "|" sum "|" | "√" power | application
//! application = name [exponent] ( "(" sum { "," sum } ")" | "|" sum "|" | ["-"] power { power } )
//! ```
//!
//! A bar opens where an operand may begin and closes the innermost open bar elsewhere: `2|x|` is a product, but
//! inside of bars a product with bars needs its sign, `|2·|x||`.
//!
//! An application without parentheses ends before the next sign or name, `sin 2x cos x` is sin(2x)·cos(x); where a
//! division or a parenthesis follows, `sin x/2`, nobody knows what is meant, and both meanings are written out.
//!
//! Of other notations (`words`, `latex`, `signs`, `decimals`, `head`) is taken what has one reasonable meaning.

mod application;
mod decimals;
mod eval;
mod function;
mod head;
mod latex;
mod lexer;
mod mistakes;
mod node;
mod parser;
mod print;
mod signs;
mod token;
mod typeset;
mod words;

pub use function::Function;
pub use node::{Constant, Node, Operator};

use crate::error::Error;
use crate::value::Value;
use std::fmt;

/// A text may have so many characters (Unicode scalar values).
pub const MAX_CHARACTERS: usize = 1000;

/// Parentheses, bars, calls, minus signs and exponents may lie so deep within each other.
pub const MAX_LEVELS: usize = 64;

/// Boxed, so that what is passed up on every level of the grammar is small.
type Outcome<T> = Result<T, Box<Error>>;

/// A function of x.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    source: String,
    tree: Node,
}

impl Expression {
    /// Reads a function of x; an error says where the text is wrong and what to write instead.
    pub fn parse(source: &str) -> Result<Expression, Error> {
        let tree = lexer::tokens(source).and_then(|tokens| parser::parse(source, &tokens));
        tree.map(|tree| Expression { source: source.to_string(), tree }).map_err(|mistake| *mistake)
    }

    /// The function at x. It may be NaN or infinite: whether that matters, the samples decide.
    pub fn eval(&self, x: f64) -> f64 {
        eval::eval(&self.tree, x)
    }

    /// What was read.
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// The same function in one canonical notation, with as few parentheses as can be; parsing it gives the same
    /// tree. Where it would be longer or deeper than a text may be, it is the text as it was written.
    pub fn to_source(&self) -> String {
        let canonical = print::source(&self.tree);
        if Expression::parse(&canonical).is_ok() { canonical } else { self.source.clone() }
    }

    /// As presentation MathML: the terms of a sum, each as a list of its factors, between which lines may break. A
    /// factor is `[element, …]` of a text or of further such lists. Numbers have a decimal point, arguments a comma between them; who shows them puts what
    /// the reader's language has.
    pub fn to_math(&self) -> Value {
        typeset::terms(&self.tree)
    }

    /// As a Python expression of a NumPy array `x`, with NumPy imported as `np`.
    pub fn to_numpy(&self) -> String {
        print::numpy(&self.tree)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_source())
    }
}
