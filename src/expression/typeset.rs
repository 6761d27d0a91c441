//! Tree → presentation MathML as data: `[element, text]` or `[element, …children]`.

use super::{Constant, Function, Node, Operator};
use crate::value::{Value, shortest};

/// The terms of a sum, each as its factors, with the signs before them: lines may break there.
pub(super) fn terms(node: &Node) -> Value {
    let mut signed = Vec::new();
    let mut rest = node;
    while let Node::Binary(operator @ (Operator::Add | Operator::Subtract), left, right) = rest {
        signed.push((*operator, right));
        rest = left;
    }
    let mut terms = vec![factors(Vec::new(), rest, inline)];
    terms.extend(signed.into_iter().rev().map(|(operator, term)| factors(vec![sum_sign(operator)], term, term_of)));
    Value::List(terms)
}

/// A part for each factor that has a sign before it; what is no product is one part.
fn factors(before: Vec<Value>, term: &Node, whole: fn(&Node) -> Vec<Value>) -> Value {
    let mut factors = Vec::new();
    let mut rest = term;
    while let Node::Binary(Operator::Multiply, left, right) = rest
        && !is_seen_as_product(left, right)
        && !begins_with_minus(left)
    {
        let mut parts = vec![sign("·")];
        parts.extend(enclosed(right, 4));
        factors.push(row(parts));
        rest = left;
    }
    let mut first = before;
    first.extend(if factors.is_empty() { whole(rest) } else { enclosed(rest, 3) });
    factors.push(row(first));
    factors.reverse();
    Value::List(factors)
}

fn leaf(element: &str, text: &str) -> Value {
    Value::list([element, text])
}

fn element(name: &str, mut content: Vec<Value>) -> Value {
    content.insert(0, name.into());
    Value::List(content)
}

fn sign(text: &str) -> Value {
    leaf("mo", text)
}

/// One element, whatever the parts are.
fn row(mut parts: Vec<Value>) -> Value {
    if parts.len() == 1 { parts.swap_remove(0) } else { element("mrow", parts) }
}

/// How tightly it holds together on paper: a fraction or a root needs no parentheses in a product.
fn tightness(node: &Node) -> u8 {
    match node {
        Node::Binary(Operator::Add | Operator::Subtract, ..) => 1,
        Node::Call(Function::Mod, _) => 2,
        Node::Negate(_) => 3,
        Node::Binary(Operator::Multiply, ..) => 4,
        Node::Number(number) if is_scientific(*number) => 4,
        Node::Binary(Operator::Divide, ..) | Node::Call(Function::Sqrt | Function::Cbrt, _) => 5,
        Node::Binary(Operator::Power, ..) => 6,
        Node::Number(_) | Node::X | Node::Constant(_) | Node::Call(..) => 7,
    }
}

fn enclosed(node: &Node, least: u8) -> Vec<Value> {
    if tightness(node) < least { vec![fenced("(", node, ")")] } else { inline(node) }
}

/// What follows a plus or a minus: a minus right after it needs a parenthesis.
fn term_of(node: &Node) -> Vec<Value> {
    enclosed(node, if begins_with_minus(node) { 8 } else { 2 })
}

fn begins_with_minus(node: &Node) -> bool {
    match node {
        Node::Binary(Operator::Multiply, left, _) => begins_with_minus(left),
        _ => matches!(node, Node::Negate(_)),
    }
}

fn fenced(open: &str, node: &Node, close: &str) -> Value {
    element("mrow", vec![sign(open), row(inline(node)), sign(close)])
}

/// The parts of a line.
fn inline(node: &Node) -> Vec<Value> {
    match node {
        Node::Number(value) => number(*value),
        Node::X => vec![leaf("mi", "x")],
        Node::Constant(Constant::Pi) => vec![leaf("mi", "π")],
        Node::Constant(Constant::E) => vec![leaf("mi", "e")],
        Node::Negate(inner) => {
            let mut parts = vec![sign("−")];
            parts.extend(enclosed(inner, 4));
            parts
        }
        Node::Binary(operator, left, right) => binary(*operator, left, right),
        Node::Call(function, arguments) => call(*function, arguments),
    }
}

fn binary(operator: Operator, left: &Node, right: &Node) -> Vec<Value> {
    match operator {
        Operator::Add | Operator::Subtract => {
            let mut parts = inline(left);
            parts.push(sum_sign(operator));
            parts.extend(term_of(right));
            parts
        }
        Operator::Multiply => {
            // A minus in front of a product is in front of its first factor.
            let mut parts = enclosed(left, 3);
            parts.push(sign(if is_seen_as_product(left, right) { "\u{2062}" } else { "·" }));
            parts.extend(enclosed(right, 4));
            parts
        }
        Operator::Divide => vec![element("mfrac", vec![row(inline(left)), row(inline(right))])],
        Operator::Power => vec![power(left, right)],
    }
}

fn sum_sign(operator: Operator) -> Value {
    sign(if operator == Operator::Add { "+" } else { "−" })
}

/// Whether a factor can stand beside another without a sign: 2x, 2πx, 2(x + 1), x(x + 1), ½x.
fn is_seen_as_product(left: &Node, right: &Node) -> bool {
    let before = match left {
        Node::Binary(Operator::Multiply, _, last) => last,
        Node::Negate(inner) => inner,
        _ => left,
    };
    let number = match before {
        Node::Number(number) => !is_scientific(*number),
        Node::Constant(Constant::Pi) => true,
        Node::Binary(Operator::Divide, ..) => true,
        _ => false,
    };
    let after = match right {
        Node::Binary(Operator::Multiply, first, _) => first,
        _ => right,
    };
    let after = if let Node::Binary(Operator::Power, base, _) = after { base } else { after };
    match after {
        Node::X | Node::Constant(_) | Node::Call(Function::Sqrt, _) => number,
        Node::Binary(Operator::Add | Operator::Subtract, ..) => number || *before == Node::X,
        _ => false,
    }
}

/// Raised; an exponent of a named function stands at its name: sin²(x).
fn power(base: &Node, exponent: &Node) -> Value {
    let raised = row(on_one_line(exponent));
    if let (Node::Call(function, arguments), Node::Number(_)) = (base, exponent)
        && let (Some(name), (1, 1)) = (name(*function), function.arguments())
    {
        return applied(element("msup", vec![name, raised]), arguments);
    }
    element("msup", vec![row(enclosed(base, 7)), raised])
}

/// In an exponent a fraction would be too small to read.
fn on_one_line(node: &Node) -> Vec<Value> {
    match node {
        Node::Binary(Operator::Divide, left, right) => {
            let mut parts = enclosed(left, 3);
            parts.push(sign("/"));
            parts.extend(enclosed(right, 6));
            parts
        }
        Node::Negate(inner) if matches!(**inner, Node::Binary(Operator::Divide, ..)) => {
            vec![sign("−"), row(on_one_line(inner))]
        }
        _ => inline(node),
    }
}

/// 1e-9 is 10⁻⁹ on paper.
fn is_scientific(number: f64) -> bool {
    shortest(number).contains('e')
}

fn number(value: f64) -> Vec<Value> {
    let text = shortest(value);
    let Some((mantissa, exponent)) = text.split_once('e') else { return vec![leaf("mn", &text)] };
    let exponent = match exponent.strip_prefix('-') {
        Some(size) => element("mrow", vec![sign("−"), leaf("mn", size)]),
        None => leaf("mn", exponent),
    };
    let power = element("msup", vec![leaf("mn", "10"), exponent]);
    if mantissa == "1" { vec![power] } else { vec![leaf("mn", mantissa), sign("·"), power] }
}

/// What stands before the parenthesis; None of what has signs of its own.
fn name(function: Function) -> Option<Value> {
    let word = match function {
        Function::Sqrt | Function::Cbrt | Function::Abs | Function::Floor | Function::Ceil | Function::Mod => {
            return None;
        }
        Function::Log10 => return Some(element("msub", vec![leaf("mi", "log"), leaf("mn", "10")])),
        Function::Log2 => return Some(element("msub", vec![leaf("mi", "log"), leaf("mn", "2")])),
        Function::Asin => "arcsin",
        Function::Acos => "arccos",
        Function::Atan => "arctan",
        Function::Sign => "sgn",
        other => other.name(),
    };
    Some(leaf("mi", word))
}

fn applied(name: Value, arguments: &[Node]) -> Value {
    // Bars enclose enough: ln|x|.
    if let [bars @ Node::Call(Function::Abs, _)] = arguments {
        return element("mrow", vec![name, sign("\u{2061}"), row(inline(bars))]);
    }
    let mut inside = vec![sign("(")];
    for (i, argument) in arguments.iter().enumerate() {
        if i > 0 {
            inside.push(sign(","));
        }
        inside.push(row(inline(argument)));
    }
    inside.push(sign(")"));
    element("mrow", vec![name, sign("\u{2061}"), element("mrow", inside)])
}

fn call(function: Function, arguments: &[Node]) -> Vec<Value> {
    if let Some(name) = name(function) {
        return vec![applied(name, arguments)];
    }
    let first = &arguments[0];
    match function {
        Function::Sqrt => vec![element("msqrt", inline(first))],
        Function::Cbrt => vec![element("mroot", vec![row(inline(first)), leaf("mn", "3")])],
        Function::Floor => vec![fenced("⌊", first, "⌋")],
        Function::Ceil => vec![fenced("⌈", first, "⌉")],
        Function::Mod => {
            let mut parts = enclosed(first, 3);
            parts.push(sign("mod"));
            parts.extend(enclosed(&arguments[1], 5));
            parts
        }
        _ => vec![fenced("|", first, "|")],
    }
}
