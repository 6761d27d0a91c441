//! Both directions, held to the standard library.

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
