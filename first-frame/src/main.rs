//! `first-frame`: prints what the page shows before its module has come, as JSON: the default experiment at epoch 0, as
//! the worker tells it (`Opened` in www/worker/protocol.js), and the limits of the forms. Numbers are the module's own,
//! bit for bit, since the same code computes them here; a test compares. What the page can tell by itself is left out.

use lernkurve::config::limits;
use lernkurve::expression::Expression;
use lernkurve::value::Value;
use lernkurve::{Config, Error, Trainer};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{}", serde_json::to_string(&first_frame()?)?);
    Ok(())
}

fn first_frame() -> Result<Value, Error> {
    let mut trainer = Trainer::new(Config::default())?;
    let predictions = bits(trainer.step(0));
    let (loss, rmse) = (f64::from(trainer.evaluate()), trainer.rmse());
    let frame = [
        ("loss", loss.into()),
        ("rmse", rmse.into()),
        ("insight", trainer.insight().to_value()),
        ("predictions", predictions),
    ];
    let parts = [("limits", limits::describe()), ("run", run(&trainer)?), ("frame", Value::map(frame))];
    Ok(Value::map(parts))
}

/// What does not change while it trains.
fn run(trainer: &Trainer) -> Result<Value, Error> {
    let (config, data) = (trainer.config(), trainer.data());
    let formula = match &config.function {
        Some(function) => Expression::parse(function)?.to_math(),
        None => Value::Null,
    };
    Ok(Value::map([
        ("config", config.to_value()),
        ("formula", formula),
        ("link", Value::Text(trainer.link())),
        ("grid", bits(trainer.grid())),
        ("target", bits(trainer.target())),
        ("trainX", bits(&data.train_x)),
        ("trainY", bits(&data.train_y)),
        ("validationX", bits(&data.validation_x)),
        ("validationY", bits(&data.validation_y)),
        ("domain", config.domain().into()),
        ("updatesPerEpoch", trainer.updates_per_epoch().into()),
        ("weights", trainer.parameter_count().into()),
    ]))
}

/// The bytes of the numbers in base64, lowest first: no digit of them is written or read.
fn bits(numbers: &[f32]) -> Value {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let at = |index: usize| u32::from(part.get(index).copied().unwrap_or(0));
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let known = digit <= part.len();
            let value = (group >> (18 - 6 * digit)) & 63;
            text.push(if known { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    Value::Text(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base64() {
        for (numbers, expected) in [
            (&[][..], ""),
            (&[1.0][..], "AACAPw=="),
            (&[1.0, -2.5][..], "AACAPwAAIMA="),
            (&[1.0, -2.5, f32::MIN_POSITIVE][..], "AACAPwAAIMAAAIAA"),
        ] {
            assert_eq!(bits(numbers), Value::Text(expected.into()));
        }
    }
}
