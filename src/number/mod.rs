//! Numbers as people write them, to `f64` and back: correctly rounded, and by the fewest digits.
//!
//! The standard library does the same, with tables and special cases that would be a twelfth of the module. Here
//! numbers of up to 15 digits, which are nearly all, go a short way, and all others are reckoned out exactly. The tests
//! hold both to the standard library.

mod natural;
mod parse;
mod shortest;
#[cfg(test)]
mod tests;

pub use parse::parse;
pub use shortest::shortest;

/// So many tens have a product that is exact.
const EXACT_TENS: i32 = 22;

/// Below all normal numbers: the power of two that subnormal ones are multiples of.
const LEAST_EXPONENT: i32 = -1074;

/// 10^power, exact up to [`EXACT_TENS`].
fn power_of_ten(power: i32) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
}
