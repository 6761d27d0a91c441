//! Numbers as people write them, to `f64` and back: correctly rounded, and by the fewest digits.
//!
//! The standard library does the same, with tables and special cases that would be a twelfth of the module. Here
//! numbers of up to 15 digits, which are nearly all, go a short way, and all others are reckoned out exactly. The tests
//! hold both to the standard library.

mod natural;

use natural::Natural;
use std::cmp::Ordering;

/// So many digits are kept; of two numbers halfway between which a number could lie, none has more than 767.
const MAX_DIGITS: usize = 800;

/// Decimals of so many digits are all different numbers.
const SURE_DIGITS: usize = 15;

/// So many tens have a product that is exact.
const EXACT_TENS: i32 = 22;

/// Below all normal numbers: the power of two that subnormal ones are multiples of.
const LEAST_EXPONENT: i32 = -1074;

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

/// 10^power, exact up to [`EXACT_TENS`].
fn power_of_ten(power: i32) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
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

#[cfg(test)]
mod tests {
    use super::{parse, shortest};

    fn as_the_standard_library_writes(number: f64) -> String {
        let size = number.abs();
        let is_plain = size == 0.0 || !size.is_finite() || (1e-6..1e16).contains(&size);
        if is_plain { format!("{number}") } else { format!("{number:e}") }
    }

    fn holds(number: f64) {
        let text = shortest(number);
        assert_eq!(text, as_the_standard_library_writes(number));
        reads_as_the_standard_library(&text);
    }

    fn reads_as_the_standard_library(text: &str) {
        let expected = text.parse::<f64>().ok();
        assert_eq!(parse(text).map(f64::to_bits), expected.map(f64::to_bits), "{text}");
    }

    /// Marsaglia's xorshift.
    fn random_words(count: usize) -> impl Iterator<Item = u64> {
        let mut word = 0x9e37_79b9_7f4a_7c15_u64;
        (0..count).map(move |_| {
            word ^= word << 13;
            word ^= word >> 7;
            word ^= word << 17;
            word
        })
    }

    #[test]
    fn any_bits_are_written_and_read_as_the_standard_library_does() {
        random_words(10_000).map(f64::from_bits).filter(|number| !number.is_nan()).for_each(holds);
    }

    #[test]
    fn numbers_as_people_have_them_are_written_and_read_as_the_standard_library_does() {
        for word in random_words(5_000) {
            let (size, decimals) = ((word >> 11) as f64 / (1_u64 << 53) as f64, (word % 20) as i32);
            holds(size);
            holds(size * 1000.0 - 500.0);
            let tens = super::power_of_ten(decimals);
            holds((size * tens).round() / tens);
            holds((word % 100_000) as f64 * tens);
            holds(f64::from((size * 20.0 - 10.0) as f32));
        }
    }

    #[test]
    fn powers_of_two_and_ten_and_their_neighbours_are_written_as_the_standard_library_does() {
        for exponent in 0..2047_u64 {
            for step in [0, 1, 2, (1 << 52) - 1, (1 << 52) - 2] {
                holds(f64::from_bits((exponent << 52) + step));
            }
        }
        for exponent in -330..310 {
            let number: f64 = format!("1e{exponent}").parse().unwrap();
            for step in 0..3 {
                holds(f64::from_bits(number.to_bits() + step));
                holds(-f64::from_bits(number.to_bits().saturating_sub(step)));
            }
        }
        [f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, f64::MAX, f64::MIN_POSITIVE].into_iter().for_each(holds);
        assert_eq!(shortest(f64::NAN), "NaN");
        assert!(parse("nan").is_some_and(f64::is_nan));
    }

    /// The middle between two numbers, and what lies beside it far behind.
    #[test]
    fn numbers_halfway_are_read_as_the_standard_library_does() {
        for word in random_words(300) {
            let number = f64::from_bits(word >> 2);
            let next = f64::from_bits((word >> 2) + 1);
            // Of 1100 digits after the point, all are right: each number is a multiple of 2^-1074.
            let [low, high] = [number, next].map(|number| format!("{number:.1100}"));
            let middle = half_of_sum(&low, &high);
            reads_as_the_standard_library(&middle);
            reads_as_the_standard_library(&format!("{middle}1"));
            reads_as_the_standard_library(&low);
        }
    }

    /// (a + b) / 2 of decimals with as many decimal places.
    fn half_of_sum(a: &str, b: &str) -> String {
        let width = a.len().max(b.len());
        let padded = [a, b].map(|text| format!("{text:0>width$}0").into_bytes());
        let mut carry = 0;
        let mut twice: Vec<u8> = vec![0; width + 1];
        for i in (0..=width).rev() {
            if padded[0][i] == b'.' {
                twice[i] = b'.';
                continue;
            }
            let sum = padded[0][i] - b'0' + (padded[1][i] - b'0') + carry;
            (twice[i], carry) = (sum % 10, sum / 10);
        }
        let mut rest = carry;
        let digits = twice.into_iter().map(|digit| {
            if digit == b'.' {
                return '.';
            }
            let here = rest * 10 + digit;
            rest = here % 2;
            char::from(b'0' + here / 2)
        });
        digits.collect()
    }

    #[test]
    fn every_way_to_write_a_number_is_read_as_the_standard_library_does() {
        let texts = [
            "",
            "+",
            "-",
            ".",
            "e5",
            "1e",
            "1e+",
            "1e-",
            ".e1",
            "1.2.3",
            "1..2",
            "--1",
            "+-1",
            "1 ",
            " 1",
            "1_000",
            "0x10",
            "1e5.5",
            "1f",
            "infinit",
            "in",
            "na",
            "½",
            "٣",
            "1e5e5",
            "5.",
            ".5",
            "+.5",
            "-5.e3",
            "1E5",
            "1e+05",
            "1e-05",
            "000",
            "-000.000",
            "00012.500",
            "0.000e400",
            "1e400",
            "1e-400",
            "1e99999999999",
            "1e-99999999999",
            "0e99999999999",
            "inf",
            "-INF",
            "+Infinity",
            "2.2250738585072011e-308",
            "2.2250738585072012e-308",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740992.999999999999999999999999999999999999",
            "9007199254740993.00000000000000000000000000000000000001",
            "123456789012345678901234567890",
            "0.1000000000000000055511151231257827021181583404541015625",
            "100000000000000016777215",
            "5e-324",
            "100000000000000016777216",
            "8.5e-7",
            "1e22",
            "1e23",
            "123456789012345e22",
            "123456789012345e-22",
        ];
        texts.into_iter().for_each(reads_as_the_standard_library);
        reads_as_the_standard_library(&format!("0.{}1", "0".repeat(400)));
        reads_as_the_standard_library(&format!("{}e-2000", "123".repeat(700)));
        reads_as_the_standard_library(&format!("0.{}1e400", "0".repeat(399)));
        reads_as_the_standard_library(&format!("1{}", "0".repeat(400)));
    }
}
