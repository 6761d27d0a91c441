//! The processor's peak in four lanes: how fast it multiplies and adds where nothing else stands in the way.

use crate::clock;
use lernkurve::nn::simd::{V, splat, sum_lanes};
use std::hint::black_box;

/// As many chains as hide the latency of a multiplication and an addition, and still fit sixteen registers.
const CHAINS: usize = 12;
const ROUNDS: u32 = 4_096;

/// Nanoseconds for a multiplication and an addition of four lanes.
pub fn measure() -> f64 {
    let milliseconds = clock::sample(|rounds| {
        (0..rounds).for_each(|_| {
            black_box(multiply_and_add(black_box(ROUNDS)));
        })
    });
    milliseconds.min() * 1e6 / (f64::from(ROUNDS) * CHAINS as f64)
}

/// Chains of a ← a·m + s, which tend to 1: nothing overflows and nothing becomes denormal.
fn multiply_and_add(rounds: u32) -> f32 {
    let (m, s) = (splat(black_box(0.999)), splat(black_box(0.001)));
    let mut chains: [V; CHAINS] = std::array::from_fn(|i| splat(i as f32));
    for _ in 0..rounds {
        for chain in &mut chains {
            *chain = *chain * m + s;
        }
    }
    chains.into_iter().map(sum_lanes).sum()
}
