//! Learns a function and prints its curve as text.
//!
//! `cargo run --release --example learn -- "sin(6x)" 2000`: the function and the epochs, both optional. For
//! everything else, give a share link's fragment in place of the function: `"v=2&layers=20:tanh&seed=7"`.

use lernkurve::{Config, Error, Trainer};
use std::process::ExitCode;

const WIDTH: usize = 76;
const HEIGHT: usize = 20;
// What a cell shows: both curves, the network's alone, the function's alone.
const BOTH: char = '●';
const NETWORK: char = '○';
const FUNCTION: char = '·';

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_else(|| "sin(6x)".to_string());
    let epochs = arguments.next().map_or(Ok(2000), |text| text.parse());
    let Ok(epochs) = epochs else {
        eprintln!("the second argument is a whole number of epochs, such as 2000");
        return ExitCode::FAILURE;
    };
    match learn(&what, epochs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn learn(what: &str, epochs: u32) -> Result<(), Error> {
    let mut trainer = if what.contains('=') { Trainer::from_link(what)? } else { Trainer::new(for_function(what))? };
    trainer.step(epochs);
    print!("{}", plot(trainer.target(), trainer.curve()));
    println!("epoch {}, loss {:.3e}, {}", trainer.epoch(), trainer.evaluate(), trainer.link());
    Ok(())
}

/// A network that learns most functions in a few thousand epochs.
fn for_function(function: &str) -> Config {
    let link = "layers=50:tanh&optimizer=adam&learningRate=0.01&kernelInitializer=he_uniform&biasInitializer=spread";
    let config = lernkurve::share::read(link).config;
    Config { function: Some(function.to_string()), ..config }
}

/// Both curves in a grid of characters, y upwards.
fn plot(target: &[f32], curve: &[f32]) -> String {
    let finite = || target.iter().chain(curve).copied().filter(|y| y.is_finite());
    let (low, high) = (finite().fold(f32::INFINITY, f32::min), finite().fold(f32::NEG_INFINITY, f32::max));
    let row = |y: f32| (((high - y) / (high - low).max(f32::MIN_POSITIVE)) * (HEIGHT - 1) as f32).round() as usize;
    let mut cells = vec![vec![' '; WIDTH]; HEIGHT];
    let columns = (0..WIDTH).map(|column| column * (curve.len() - 1) / (WIDTH - 1));
    for (column, at) in columns.enumerate() {
        if target[at].is_finite() {
            cells[row(target[at])][column] = FUNCTION;
        }
        if curve[at].is_finite() {
            let cell = &mut cells[row(curve[at])][column];
            *cell = if *cell == FUNCTION { BOTH } else { NETWORK };
        }
    }
    let lines = cells.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_string() + "\n");
    lines.collect::<String>() + &format!("{FUNCTION} function   {NETWORK} network   {BOTH} both\n")
}
