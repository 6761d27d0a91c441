//! The products of layers with many inputs: forward, input gradient and weight gradient.
//!
//! Activations and their gradients lie as `panel[unit / 4][sample]`: a vector holds four units of one sample, and
//! samples are padded to a multiple of four. Kernels lie as `panel[unit / 4][input]` ([`super::layout`]).
//! All three products are the same tile of 4 rows × 2 panels: eight accumulators in registers, and in each step
//! of the sum four numbers splat against two vectors. The loop over the sum stays rolled: unrolled, V8 runs out of
//! registers. Each sum runs in ascending order from its initial value, whatever the tile, so that the tile's shape
//! does not show in the bits.

use super::simd::{LANES, V, splat};

/// Four numbers that are splat against the same vectors.
type Four = [f32; LANES];

/// Vectors as plain numbers, for splatting from memory.
fn numbers(vectors: &[V]) -> &[Four] {
    bytemuck::cast_slice(vectors)
}

/// `out[p][sample] = start[p] + Σₖ input[sample][k] · kernel[p][k]` for every panel p and sample, handed to
/// `emit(p, sample, vector)`. `input` is [k / 4][sample], `kernel` is [p][k] with k padded to four; `packed` is
/// scratch memory, at least as long as `input`.
#[inline(always)]
pub fn product(
    input: &[V],
    samples: usize,
    kernel: &[V],
    packed: &mut [V],
    start: impl Fn(usize) -> V,
    mut emit: impl FnMut(usize, usize, V),
) {
    let depth = input.len() / samples * LANES;
    let packed = &mut packed[..input.len()];
    pack(input, samples, depth, packed);
    let tiles = numbers(packed);
    let mut panels = kernel.chunks_exact(depth).enumerate();
    while let Some((p, first)) = panels.next() {
        match panels.next() {
            Some((_, second)) => {
                for (tile, rows) in tiles.chunks_exact(depth).enumerate() {
                    let [a, b] = tile_of_two(rows, first, second, [start(p), start(p + 1)]);
                    for row in 0..LANES {
                        emit(p, tile * LANES + row, a[row]);
                        emit(p + 1, tile * LANES + row, b[row]);
                    }
                }
            }
            None => {
                for (tile, rows) in tiles.chunks_exact(depth).enumerate() {
                    let a = tile_of_one(rows, first, start(p));
                    (0..LANES).for_each(|row| emit(p, tile * LANES + row, a[row]));
                }
            }
        }
    }
}

/// `packed[sample / 4][k]` with four samples in a vector, from `[k / 4][sample]` with four k in one.
fn pack(input: &[V], samples: usize, depth: usize, packed: &mut [V]) {
    for (k, column) in input.chunks_exact(samples).enumerate() {
        for (tile, block) in column.chunks_exact(LANES).enumerate() {
            let block = V::transpose([block[0], block[1], block[2], block[3]]);
            packed[tile * depth + k * LANES..][..LANES].copy_from_slice(&block);
        }
    }
}

/// Four rows against two panels: `acc[p][row] = start[p] + Σ rows[i][row] · panel[p][i]`.
#[inline(always)]
fn tile_of_two(rows: &[Four], first: &[V], second: &[V], start: [V; 2]) -> [[V; LANES]; 2] {
    let [mut a, mut b] = start.map(|v| [v; LANES]);
    for ((row, &x), &y) in rows.iter().zip(first).zip(second) {
        for i in 0..LANES {
            let number = splat(row[i]);
            a[i] += number * x;
            b[i] += number * y;
        }
    }
    [a, b]
}

/// Four rows against one panel.
#[inline(always)]
fn tile_of_one(rows: &[Four], panel: &[V], start: V) -> [V; LANES] {
    let mut a = [start; LANES];
    for (row, &x) in rows.iter().zip(panel) {
        for i in 0..LANES {
            a[i] += splat(row[i]) * x;
        }
    }
    a
}

/// `gradient[p][k] = Σₛ input[s][k] · delta[p][s]`: the gradient of a kernel from what went in and what came back.
#[inline(always)]
pub fn weight_gradient(input: &[V], delta: &[V], samples: usize, gradient: &mut [V]) {
    let depth = input.len() / samples * LANES;
    let mut panels = delta.chunks_exact(samples).zip(gradient.chunks_exact_mut(depth));
    while let Some((first, into_first)) = panels.next() {
        match panels.next() {
            Some((second, into_second)) => {
                let into = into_first.chunks_exact_mut(LANES).zip(into_second.chunks_exact_mut(LANES));
                for (rows, (g0, g1)) in input.chunks_exact(samples).zip(into) {
                    let [a, b] = tile_of_two(numbers(rows), first, second, [V::ZERO; 2]);
                    g0.copy_from_slice(&a);
                    g1.copy_from_slice(&b);
                }
            }
            None => {
                for (rows, g) in input.chunks_exact(samples).zip(into_first.chunks_exact_mut(LANES)) {
                    g.copy_from_slice(&tile_of_one(numbers(rows), first, V::ZERO));
                }
            }
        }
    }
}

/// `transposed[k / 4][j] = kernel[j / 4][k]`, lanes for rows: what the input gradient reads. Both are padded to four.
pub fn transpose(kernel: &[V], depth: usize, transposed: &mut [V]) {
    let units = kernel.len() / depth * LANES;
    for (panel, rows) in kernel.chunks_exact(depth).enumerate() {
        for (k, block) in rows.chunks_exact(LANES).enumerate() {
            let block = V::transpose([block[0], block[1], block[2], block[3]]);
            transposed[k * units + panel * LANES..][..LANES].copy_from_slice(&block);
        }
    }
}
