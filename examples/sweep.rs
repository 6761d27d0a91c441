//! Trains a grid of configurations on all cores and prints a table as CSV: optimizer, learning rate, units, seed,
//! loss and root mean squared error.
//!
//! `cargo run --release --example sweep > sweep.csv`

use lernkurve::{Error, Trainer};
use rayon::prelude::*;

const OPTIMIZERS: [&str; 3] = ["sgd", "adam", "adadelta"];
const LEARNING_RATES: [f64; 4] = [0.001, 0.01, 0.1, 1.0];
const UNITS: [u32; 3] = [10, 50, 300];
const SEEDS: [u32; 3] = [1, 2, 3];
const EPOCHS: u32 = 1000;

fn main() -> Result<(), Error> {
    // Each run is a trainer of its own; the rows come out in the grid's order whichever core was first.
    let rows: Vec<String> = grid().into_par_iter().map(row).collect::<Result<_, _>>()?;
    println!("optimizer,learning_rate,units,seed,loss,rmse");
    rows.iter().for_each(|row| println!("{row}"));
    Ok(())
}

type Cell = (&'static str, f64, u32, u32);

fn grid() -> Vec<Cell> {
    let mut cells = Vec::new();
    for optimizer in OPTIMIZERS {
        for learning_rate in LEARNING_RATES {
            for units in UNITS {
                cells.extend(SEEDS.map(|seed| (optimizer, learning_rate, units, seed)));
            }
        }
    }
    cells
}

fn row((optimizer, learning_rate, units, seed): Cell) -> Result<String, Error> {
    let layers = format!("layers={units}:relu&kernelInitializer=he_uniform");
    let link = format!("{layers}&optimizer={optimizer}&learningRate={learning_rate}&seed={seed}");
    let mut trainer = Trainer::from_link(&link)?;
    trainer.train(EPOCHS);
    let (loss, rmse) = (trainer.evaluate(), trainer.rmse());
    Ok(format!("{optimizer},{learning_rate},{units},{seed},{loss:e},{rmse:e}"))
}
