//! The tree of an expression.

use super::Function;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A number as written: finite, never negative.
    Number(f64),
    /// The variable.
    X,
    /// π or e.
    Constant(Constant),
    /// Minus what follows.
    Negate(Box<Node>),
    /// Two operands and what stands between them.
    Binary(Operator, Box<Node>, Box<Node>),
    /// A function of as many arguments as it takes.
    Call(Function, Vec<Node>),
}

impl Node {
    /// Two operands and what stands between them.
    pub(super) fn binary(operator: Operator, left: Node, right: Node) -> Node {
        Node::Binary(operator, Box::new(left), Box::new(right))
    }
}

/// A number with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// π
    Pi,
    /// Euler's number.
    E,
}

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// a + b
    Add,
    /// a - b
    Subtract,
    /// a · b, also where nothing is written
    Multiply,
    /// a / b
    Divide,
    /// a ^ b
    Power,
}
