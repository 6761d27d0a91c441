//! Many short runs and their statistics, by the rules of benches/measure.js: on a machine that others use too, the
//! minimum says what the code can do and the quartiles what came between.

use crate::milliseconds;
use lernkurve::value::Value;
use std::time::{Duration, Instant};

/// Long enough for the clock, short enough to fit between two interruptions.
const RUN_MS: f64 = 5.0;
const WARM_UP: Duration = Duration::from_millis(300);
const BUDGET: Duration = Duration::from_millis(1_500);
const AT_LEAST: usize = 5;
/// Trainings of 10,000 epochs that would take longer are not measured whole.
const LONGEST_WHOLE_MS: f64 = 1_500.0;
const WHOLES: usize = 7;

/// Sorted samples.
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn new(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        Samples(samples)
    }

    /// Between two samples the value in proportion.
    fn quantile(&self, share: f64) -> f64 {
        let place = share * (self.0.len() - 1) as f64;
        let (below, above) = (place.floor(), place.ceil());
        self.0[below as usize] + (place - below) * (self.0[above as usize] - self.0[below as usize])
    }

    pub fn min(&self) -> f64 {
        self.0[0]
    }

    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    pub fn to_value(&self) -> Value {
        Value::map([
            ("min", Value::from(self.min())),
            ("q1", self.quantile(0.25).into()),
            ("median", self.median().into()),
            ("q3", self.quantile(0.75).into()),
            ("runs", self.0.len().into()),
        ])
    }
}

/// Milliseconds of one.
pub fn time(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    milliseconds(start.elapsed())
}

/// Milliseconds for each of the things `run(n)` does n of.
pub fn sample(mut run: impl FnMut(u32)) -> Samples {
    let count = warm_up(&mut run);
    let start = Instant::now();
    let mut samples = Vec::new();
    while samples.len() < AT_LEAST || start.elapsed() < BUDGET {
        samples.push(time(|| run(count)) / f64::from(count));
    }
    Samples::new(samples)
}

/// How many fit a run, once caches and clock rate have settled.
fn warm_up(run: &mut impl FnMut(u32)) -> u32 {
    let start = Instant::now();
    let (mut count, mut fastest) = (1, f64::INFINITY);
    loop {
        let each = time(|| run(count)).max(1e-3) / f64::from(count);
        fastest = if each < fastest { each } else { fastest };
        count = (RUN_MS / fastest).clamp(1.0, f64::from(count) * 10.0) as u32;
        if start.elapsed() >= WARM_UP {
            return count;
        }
    }
}

/// Whole trainings, where one is not too long.
pub fn wholes(epoch_ms: f64, mut train: impl FnMut() -> f64) -> Option<Samples> {
    (epoch_ms * 10_000.0 <= LONGEST_WHOLE_MS).then(|| Samples::new((0..WHOLES).map(|_| train()).collect()))
}
