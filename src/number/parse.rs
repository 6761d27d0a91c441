//! From decimals to the nearest number.

use super::natural::Natural;
use super::{EXACT_TENS, LEAST_EXPONENT, power_of_ten};
use std::cmp::Ordering;

/// So many digits are kept; of two numbers halfway between which a number could lie, none has more than 767.
const MAX_DIGITS: usize = 800;

/// Decimals of so many digits are all different numbers.
const SURE_DIGITS: usize = 15;

/// The number that a text is, by the grammar of Rust's `f64::from_str`.
pub fn parse(text: &str) -> Option<f64> {
    match text.as_bytes() {
        [b'-', size @ ..] => Some(-parse_size(size)?),
        [b'+', size @ ..] | size => parse_size(size),
    }
}

fn parse_size(text: &[u8]) -> Option<f64> {
    let is = |word: &[u8]| text.eq_ignore_ascii_case(word);
    if is(b"inf") || is(b"infinity") {
        Some(f64::INFINITY)
    } else if is(b"nan") {
        Some(f64::NAN)
    } else {
        Some(Decimal::parse(text)?.nearest())
    }
}

/// 0.d₁d₂d₃… · 10^point
struct Decimal {
    /// 0 to 9 each, without zeros in front.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// Digits with a point among them, and an exponent.
    fn parse(text: &[u8]) -> Option<Decimal> {
        let (number, exponent) = match text.iter().position(|byte| byte.eq_ignore_ascii_case(&b'e')) {
            Some(place) => (&text[..place], parse_exponent(&text[place + 1..])?),
            None => (text, 0),
        };
        let mut decimal = Decimal { digits: Vec::new(), point: 0 };
        let (mut has_digit, mut has_point, mut is_cut) = (false, false, false);
        for byte in number {
            match byte {
                b'0'..=b'9' => {
                    let digit = byte - b'0';
                    has_digit = true;
                    if digit == 0 && decimal.digits.is_empty() {
                        decimal.point -= i32::from(has_point);
                        continue;
                    }
                    decimal.point += i32::from(!has_point);
                    if decimal.digits.len() < MAX_DIGITS { decimal.digits.push(digit) } else { is_cut |= digit != 0 }
                }
                b'.' if !has_point => has_point = true,
                _ => return None,
            }
        }
        if is_cut {
            decimal.digits.push(1);
        }
        decimal.point += exponent;
        has_digit.then_some(decimal)
    }

    fn nearest(&self) -> f64 {
        let exponent = self.point - self.digits.len() as i32;
        if self.digits.is_empty() || self.point < -330 {
            0.0
        } else if self.point > 310 {
            f64::INFINITY
        } else if self.digits.len() <= SURE_DIGITS && exponent.abs() <= EXACT_TENS {
            let digits = self.digits.iter().fold(0.0, |number, &digit| number * 10.0 + f64::from(digit));
            if exponent < 0 { digits / power_of_ten(-exponent) } else { digits * power_of_ten(exponent) }
        } else {
            let mut digits = Natural::new(0);
            self.digits.iter().for_each(|&digit| digits.multiply_add(10, u32::from(digit)));
            digits.multiply_by_power_of_ten(exponent);
            let mut divisor = Natural::new(1);
            divisor.multiply_by_power_of_ten(-exponent);
            nearest_quotient(digits, divisor)
        }
    }
}

fn parse_exponent(text: &[u8]) -> Option<i32> {
    const ENOUGH: i32 = 100_000_000;
    let (sign, digits) = match text {
        [b'-', digits @ ..] => (-1, digits),
        [b'+', digits @ ..] | digits => (1, digits),
    };
    let add = |size: i32, digit: &u8| (size * 10 + i32::from(digit - b'0')).min(ENOUGH);
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| sign * digits.iter().fold(0, add))
}

/// a/b, rounded to the nearest number, to the even one of two.
fn nearest_quotient(mut a: Natural, mut b: Natural) -> f64 {
    // a/b = q·2^exponent + rest, where q has 55 or 56 bits, and fewer only where the number is subnormal.
    const BITS: i32 = 55;
    let exponent = (a.bits() - b.bits() - BITS).max(LEAST_EXPONENT - 2);
    a.shift((-exponent).max(0));
    b.shift(exponent.max(0) + BITS);
    let mut q: u64 = 0;
    for _ in 0..=BITS {
        q <<= 1;
        if a.compare(&b) != Ordering::Less {
            a.subtract(&b);
            q |= 1;
        }
        a.shift(1);
    }
    let surplus = (u64::BITS as i32 - q.leading_zeros() as i32 - 53).max(LEAST_EXPONENT - exponent);
    let half = 1 << (surplus - 1);
    let (mut mantissa, rest) = (q >> surplus, q & (2 * half - 1));
    if rest > half || rest == half && (!a.is_zero() || mantissa % 2 == 1) {
        mantissa += 1;
    }
    // The leading bit, and a carry, count the exponent up.
    let above_least = (exponent + surplus - LEAST_EXPONENT) as u64;
    f64::from_bits(((above_least << 52) + mantissa).min(f64::INFINITY.to_bits()))
}
