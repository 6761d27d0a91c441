//! From numbers to the fewest digits.

use super::natural::Natural;
use super::{EXACT_TENS, LEAST_EXPONENT};
use std::cmp::Ordering;

/// The fewest digits that read back to the same number, with an exponent where zeros would be many.
pub fn shortest(number: f64) -> String {
    let size = number.abs();
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_nan() {
        "NaN".to_string()
    } else if size == f64::INFINITY {
        format!("{sign}inf")
    } else if size == 0.0 {
        format!("{sign}0")
    } else {
        let (digits, point) = few_digits(size).unwrap_or_else(|| shortest_digits(size));
        let text = if (1e-6..1e16).contains(&size) { plain(digits, point) } else { with_exponent(digits, point) };
        format!("{sign}{text}")
    }
}

fn plain(mut digits: String, point: i32) -> String {
    if point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else if point as usize >= digits.len() {
        digits.push_str(zeros(point - digits.len() as i32));
        digits
    } else {
        digits.insert(point as usize, '.');
        digits
    }
}

/// As many as a number without an exponent may have.
fn zeros(count: i32) -> &'static str {
    "0000000000000000".get(..count as usize).unwrap_or_default()
}

fn with_exponent(mut digits: String, point: i32) -> String {
    if digits.len() > 1 {
        digits.insert(1, '.');
    }
    format!("{digits}e{}", point - 1)
}

/// The digits d₁d₂… and the point of 0.d₁d₂… · 10^point, where up to 15 digits are enough.
fn few_digits(size: f64) -> Option<(String, i32)> {
    const LIMIT: f64 = 1e15;
    let mut tens = 1.0;
    for decimals in 0..=EXACT_TENS {
        let digits = libm::rint(size * tens);
        if digits >= LIMIT {
            return None;
        }
        // A quotient of two exact numbers is what the decimal reads back to.
        if digits / tens == size {
            let digits = (digits as u64).to_string();
            let point = digits.len() as i32 - decimals;
            return Some((digits, point));
        }
        tens *= 10.0;
    }
    None
}

/// The same of any number, by Steele and White 1990 with the scaling of Burger and Dybvig 1996: digit by digit, until
/// what is left is less than half the distance to a neighbour.
fn shortest_digits(size: f64) -> (String, i32) {
    let bits = size.to_bits();
    let (biased, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    let mantissa = if biased == 0 { fraction } else { fraction | 1 << 52 };
    let exponent = biased.max(1) - 1 + LEAST_EXPONENT;
    // In quarters of the distance to the next number: the one before a power of two is only half as far away.
    let is_power_of_two = fraction == 0 && biased > 1;
    let mut rest = Natural::new(4 * mantissa);
    let mut below = Natural::new(if is_power_of_two { 1 } else { 2 });
    let mut above = Natural::new(2);
    let mut unit = Natural::new(4);
    for part in [&mut rest, &mut below, &mut above] {
        part.shift(exponent.max(0));
    }
    unit.shift((-exponent).max(0));
    // A number in the middle between two is read as the one with the even mantissa.
    let even = mantissa % 2 == 0;
    let exceeds =
        |a: &Natural, b: &Natural| a.compare(b).then(if even { Ordering::Greater } else { Ordering::Less }).is_gt();
    let mut point = libm::floor(f64::from(rest.bits() - unit.bits()) * std::f64::consts::LOG10_2) as i32;
    unit.multiply_by_power_of_ten(point);
    for part in [&mut rest, &mut below, &mut above] {
        part.multiply_by_power_of_ten(-point);
    }
    let sum = |a: &Natural, b: &Natural| {
        let mut sum = a.clone();
        sum.add(b);
        sum
    };
    while exceeds(&sum(&rest, &above), &unit) {
        unit.multiply_add(10, 0);
        point += 1;
    }
    let mut digits = Vec::new();
    loop {
        for part in [&mut rest, &mut below, &mut above] {
            part.multiply_add(10, 0);
        }
        let mut digit = b'0';
        while rest.compare(&unit) != Ordering::Less {
            rest.subtract(&unit);
            digit += 1;
        }
        digits.push(digit);
        let (may_end, may_round_up) = (exceeds(&below, &rest), exceeds(&sum(&rest, &above), &unit));
        if may_end || may_round_up {
            if may_round_up && (!may_end || sum(&rest, &rest).compare(&unit) != Ordering::Less) {
                point += round_up(&mut digits);
            }
            let digits = digits.into_iter().map(char::from).collect();
            return (digits, point);
        }
    }
}

/// One more in the last place; by so much the point moves.
fn round_up(digits: &mut Vec<u8>) -> i32 {
    while digits.last() == Some(&b'9') {
        digits.pop();
    }
    match digits.last_mut() {
        Some(last) => {
            *last += 1;
            0
        }
        None => {
            digits.push(b'1');
            1
        }
    }
}
