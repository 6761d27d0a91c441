//! Tree → text, with as few parentheses as can be. Python's signs bind as ours do, so one printer serves both.

use super::{Constant, Function, Node, Operator};
use crate::value::shortest;

/// The canonical notation, which parses to the same tree.
pub(super) fn source(node: &Node) -> String {
    print(node, &Source)
}

/// A Python expression of a NumPy array `x`.
pub(super) fn numpy(node: &Node) -> String {
    print(node, &NumPy)
}

/// How one notation writes what notations write differently.
trait Notation {
    fn number(&self, number: f64) -> String;
    fn constant(&self, constant: Constant) -> &'static str;
    fn power(&self, base: &Node, exponent: &Node) -> String;
    fn call(&self, function: Function, arguments: &[Node]) -> String;
}

/// How tightly a node's outermost sign binds; atoms bind tightest.
fn tightness(node: &Node) -> u8 {
    match node {
        Node::Binary(Operator::Add | Operator::Subtract, ..) => 1,
        Node::Binary(Operator::Multiply | Operator::Divide, ..) => 2,
        Node::Negate(_) => 3,
        Node::Binary(Operator::Power, ..) => 4,
        Node::Number(_) | Node::X | Node::Constant(_) | Node::Call(..) => 5,
    }
}

fn print(node: &Node, notation: &impl Notation) -> String {
    match node {
        Node::Number(number) => notation.number(*number),
        Node::X => "x".to_string(),
        Node::Constant(constant) => notation.constant(*constant).to_string(),
        Node::Negate(inner) => format!("-{}", enclose(inner, 3, notation)),
        Node::Binary(Operator::Power, base, exponent) => notation.power(base, exponent),
        Node::Binary(operator, left, right) => {
            let own = tightness(node);
            // Signs of one kind go left to right, so only a right operand of that kind needs parentheses.
            format!("{}{}{}", enclose(left, own, notation), sign(*operator), enclose(right, own + 1, notation))
        }
        Node::Call(function, arguments) => notation.call(*function, arguments),
    }
}

/// In parentheses if it binds less tightly than it must.
fn enclose(node: &Node, least: u8, notation: &impl Notation) -> String {
    let text = print(node, notation);
    if tightness(node) < least { format!("({text})") } else { text }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => " + ",
        Operator::Subtract => " - ",
        Operator::Multiply => "*",
        Operator::Divide => "/",
        Operator::Power => "^",
    }
}

struct Source;

impl Notation for Source {
    fn number(&self, number: f64) -> String {
        shortest(number)
    }

    fn constant(&self, constant: Constant) -> &'static str {
        match constant {
            Constant::Pi => "pi",
            Constant::E => "e",
        }
    }

    /// x² and x³ as such; (x²)³ is x²^3, since a superscript binds tighter.
    fn power(&self, base: &Node, exponent: &Node) -> String {
        let superscripted = is_superscripted(base);
        let base = if superscripted { print(base, self) } else { enclose(base, 5, self) };
        match superscript(exponent) {
            Some(sign) if !superscripted => format!("{base}{sign}"),
            _ => format!("{base}^{}", enclose(exponent, 3, self)),
        }
    }

    fn call(&self, function: Function, arguments: &[Node]) -> String {
        format!("{}({})", function.name(), list(arguments, self))
    }
}

fn superscript(exponent: &Node) -> Option<char> {
    match exponent {
        Node::Number(2.0) => Some('²'),
        Node::Number(3.0) => Some('³'),
        _ => None,
    }
}

/// Whether it is printed with a superscript; a second one on top of it would not be read.
fn is_superscripted(node: &Node) -> bool {
    match node {
        Node::Binary(Operator::Power, base, exponent) => superscript(exponent).is_some() && !is_superscripted(base),
        _ => false,
    }
}

fn list(arguments: &[Node], notation: &impl Notation) -> String {
    arguments.iter().map(|argument| print(argument, notation)).collect::<Vec<_>>().join(", ")
}

struct NumPy;

impl Notation for NumPy {
    /// Always floats: Python's integers would grow without bound in powers.
    fn number(&self, number: f64) -> String {
        let text = shortest(number);
        if text.contains(['.', 'e']) { text } else { text + ".0" }
    }

    fn constant(&self, constant: Constant) -> &'static str {
        match constant {
            Constant::Pi => "np.pi",
            Constant::E => "np.e",
        }
    }

    fn power(&self, base: &Node, exponent: &Node) -> String {
        format!("{}**{}", enclose(base, 5, self), enclose(exponent, 3, self))
    }

    fn call(&self, function: Function, arguments: &[Node]) -> String {
        match function {
            Function::Gauss => format!("np.exp(-{}**2.0)", enclose(&arguments[0], 5, self)),
            Function::Step => format!("np.heaviside({}, 1.0)", list(arguments, self)),
            Function::Min | Function::Max => self.pairwise(function, arguments),
            _ => format!("np.{}({})", function.numpy(), list(arguments, self)),
        }
    }
}

impl NumPy {
    /// NumPy's `minimum` and `maximum` take two arguments.
    fn pairwise(&self, function: Function, arguments: &[Node]) -> String {
        let first = print(&arguments[0], self);
        arguments[1..].iter().fold(first, |all, next| format!("np.{}({all}, {})", function.numpy(), print(next, self)))
    }
}
