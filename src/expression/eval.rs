//! The value of an expression: `f64` arithmetic and the `libm` crate, so the same bits on every machine.

use super::{Constant, Function, Node, Operator};
use std::f64::consts;

/// Up to this exponent an integer power is a product, which is exact where the product is.
const MAX_PRODUCT: f64 = 64.0;

/// Recursion is safe: the parser bounds the depth of what nests, and 1,000 characters bound the rest.
pub(super) fn eval(node: &Node, x: f64) -> f64 {
    match node {
        Node::Number(number) => *number,
        Node::X => x,
        Node::Constant(Constant::Pi) => consts::PI,
        Node::Constant(Constant::E) => consts::E,
        Node::Negate(inner) => -eval(inner, x),
        Node::Binary(operator, left, right) => operate(*operator, eval(left, x), eval(right, x)),
        Node::Call(function, arguments) => call(*function, arguments, x),
    }
}

fn operate(operator: Operator, a: f64, b: f64) -> f64 {
    match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        Operator::Power => power(a, b),
    }
}

/// Whole exponents from -64 to 64 by repeated squaring, all others by `libm::pow`.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.abs() > MAX_PRODUCT || exponent != libm::trunc(exponent) {
        return libm::pow(base, exponent);
    }
    let (mut product, mut square, mut left) = (1.0, base, exponent.abs() as u32);
    while left > 0 {
        if left & 1 == 1 {
            product *= square;
        }
        square *= square;
        left >>= 1;
    }
    if exponent < 0.0 { 1.0 / product } else { product }
}

fn call(function: Function, arguments: &[Node], x: f64) -> f64 {
    let first = eval(&arguments[0], x);
    let rest = arguments[1..].iter().map(|argument| eval(argument, x));
    match function {
        Function::Min => rest.fold(first, |least, next| pick(next < least, least, next)),
        Function::Max => rest.fold(first, |most, next| pick(next > most, most, next)),
        Function::Mod => rest.fold(first, modulo),
        _ => of_one(function, first),
    }
}

/// `next` where it is better or NaN; NaN thus stays, and of equals the first.
fn pick(better: bool, best: f64, next: f64) -> f64 {
    if better || next.is_nan() { next } else { best }
}

/// What is left of a when b is taken off as often as it can be; exact, since of two numbers that are less than the double
/// of each other the difference is. (`libm` divides integers of 128 bits for it, which is much code.)
fn remainder(mut a: f64, b: f64) -> f64 {
    if !a.is_finite() || b.is_nan() || b == 0.0 {
        return f64::NAN;
    }
    if a < b {
        return a;
    }
    let mut part = b;
    while part <= a / 2.0 {
        part *= 2.0;
    }
    while part >= b {
        if a >= part {
            a -= part;
        }
        part /= 2.0;
    }
    a
}

/// The remainder with the sign of `b`.
fn modulo(a: f64, b: f64) -> f64 {
    let remainder = libm::copysign(remainder(a.abs(), b.abs()), a);
    if remainder == 0.0 {
        libm::copysign(0.0, b)
    } else if (remainder < 0.0) != (b < 0.0) {
        remainder + b
    } else {
        remainder
    }
}

fn of_one(function: Function, x: f64) -> f64 {
    match function {
        Function::Sin => libm::sin(x),
        Function::Cos => libm::cos(x),
        Function::Tan => libm::tan(x),
        Function::Asin => libm::asin(x),
        Function::Acos => libm::acos(x),
        Function::Atan => libm::atan(x),
        Function::Sinh => libm::sinh(x),
        Function::Cosh => libm::cosh(x),
        Function::Tanh => libm::tanh(x),
        Function::Exp => libm::exp(x),
        Function::Ln => libm::log(x),
        Function::Log10 => libm::log10(x),
        Function::Log2 => libm::log2(x),
        Function::Sqrt => libm::sqrt(x),
        Function::Cbrt => libm::cbrt(x),
        Function::Abs => libm::fabs(x),
        Function::Sign => sign(x),
        Function::Floor => libm::floor(x),
        Function::Ceil => libm::ceil(x),
        Function::Round => libm::rint(x),
        Function::Step => step(x),
        Function::Gauss => libm::exp(-(x * x)),
        Function::Min | Function::Max | Function::Mod => x,
    }
}

/// 0 at 0, NaN at NaN.
fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        x
    }
}

/// 1 at 0, NaN at NaN.
fn step(x: f64) -> f64 {
    if x >= 0.0 {
        1.0
    } else if x < 0.0 {
        0.0
    } else {
        x
    }
}

#[cfg(test)]
mod tests {
    use super::remainder;

    #[test]
    fn the_remainder_is_that_of_the_standard_library() {
        let least = f64::from_bits(1);
        let few =
            [0.0, least, 3.0 * least, f64::MIN_POSITIVE, 0.1, 1.0, 1.5, 2.0, 1e15, 1e300, f64::MAX, f64::INFINITY];
        let many = (1..400_u64).map(|i| f64::from_bits(i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 1));
        let numbers: Vec<f64> = few.into_iter().chain(many).filter(|number| !number.is_nan()).collect();
        for &a in &numbers {
            for &b in &numbers {
                let (actual, expected) = (remainder(a, b), a % b);
                assert!(
                    actual == expected || actual.is_nan() && expected.is_nan(),
                    "{a:e} and {b:e}: {actual:e}, {expected:e}"
                );
            }
        }
        assert!(remainder(f64::NAN, 1.0).is_nan() && remainder(1.0, f64::NAN).is_nan());
    }
}
