//! Any text is a function that prints and reads back to itself, or a mistake with its place.
#![no_main]

use lernkurve::expression::Expression;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Expression::parse(text) {
        Ok(expression) => {
            let again = Expression::parse(&expression.to_source()).expect("the canonical form can be read");
            assert_eq!(again.tree(), expression.tree());
            assert_eq!(again.eval(0.3).to_bits(), expression.eval(0.3).to_bits());
            assert!(!expression.to_numpy().is_empty());
        }
        Err(error) => {
            let (start, end) = error.span.expect("every mistake has its place");
            assert!(start <= end && end <= text.encode_utf16().count());
        }
    }
});
