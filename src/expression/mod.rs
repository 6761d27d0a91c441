//! What is to be learned: a function of x, written as people write it.
//!
//! Text → tokens (`lexer`) → [`Node`]s (`parser`; `mistakes` says what is wrong) → numbers (`eval`) or other
//! notations (`print`). Nothing of the text is ever executed. Evaluation is in `f64` by the `libm` crate alone,
//! the same on every machine.
//!
//! The grammar, from loosest to tightest:
//!
//! ```text
//! sum      = product { ("+" | "-") product }
//! product  = signed { ["*" | "·" | "×" | "/"] signed }    a sign may be left out, but not between two numbers
//! signed   = "-" signed | power                           so -x^2 is -(x²)
//! power    = primary ["²" | "³"] ["^" signed]             so 2^3^2 is 2^9
//! primary  = number | "x" | "pi" | "π" | "e" | "(" sum ")" | "|" sum "|" | name "(" sum { "," sum } ")"
//! ```
//!
//! A bar opens where an operand may begin and closes the innermost open bar elsewhere: `2|x|` is a product, but
//! inside of bars a product with bars needs its sign, `|2·|x||`.

mod eval;
mod function;
mod lexer;
mod mistakes;
mod node;
mod parser;
mod print;

pub use function::Function;
pub use node::{Constant, Node, Operator};

use crate::error::Error;
use std::fmt;

/// A text may have so many characters (Unicode scalar values).
pub const MAX_CHARACTERS: usize = 1000;

/// Parentheses, bars, calls, minus signs and exponents may lie so deep within each other.
pub const MAX_LEVELS: usize = 64;

/// A function of x.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    source: String,
    tree: Node,
}

impl Expression {
    /// Reads a function of x; an error says where the text is wrong and what to write instead.
    pub fn parse(source: &str) -> Result<Expression, Error> {
        let tokens = lexer::tokens(source)?;
        let tree = parser::parse(source, &tokens)?;
        Ok(Expression { source: source.to_string(), tree })
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
    /// tree. Where it would be longer than a text may be, it is the text as it was written.
    pub fn to_source(&self) -> String {
        let canonical = print::source(&self.tree);
        if canonical.chars().count() > MAX_CHARACTERS { self.source.clone() } else { canonical }
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
