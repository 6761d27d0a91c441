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

    /// Whether it changes with x.
    pub(super) fn contains_x(&self) -> bool {
        match self {
            Node::X => true,
            Node::Number(_) | Node::Constant(_) => false,
            Node::Negate(inner) => inner.contains_x(),
            Node::Binary(_, left, right) => left.contains_x() || right.contains_x(),
            Node::Call(_, arguments) => arguments.iter().any(Node::contains_x),
        }
    }

    /// The same of something else in place of x.
    pub(super) fn with_x(&self, argument: &Node) -> Node {
        match self {
            Node::X => argument.clone(),
            Node::Number(_) | Node::Constant(_) => self.clone(),
            Node::Negate(inner) => Node::Negate(Box::new(inner.with_x(argument))),
            Node::Binary(operator, left, right) => {
                Node::binary(*operator, left.with_x(argument), right.with_x(argument))
            }
            Node::Call(function, arguments) => {
                Node::Call(*function, arguments.iter().map(|each| each.with_x(argument)).collect())
            }
        }
    }

    /// In the canonical notation.
    pub(super) fn to_source(&self) -> String {
        super::print::source(self)
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
