//! The products of layers with many inputs: forward, input gradient and weight gradient.
//!
//! Activations and their gradients lie as `panel[unit / 4][sample]`: a vector holds four units of one sample, and
//! samples are padded to a multiple of four. Kernels lie as pairs of panels ([`super::layout`]).
//! All three products are the same tile of 4 rows × 2 panels: eight accumulators in registers, and in each step
//! of the sum four numbers splat against two vectors. The loop over the sum stays rolled: unrolled, V8 runs out of
//! registers. Each sum runs in ascending order from its initial value, whatever the tile, so that the tile's shape
//! does not show in the bits.

use super::layout::panel_place;
use super::simd::{LANES, V, splat};

/// Four numbers that are splat against the same vectors.
type Four = [f32; LANES];

/// Vectors as plain numbers, for splatting from memory.
fn numbers(vectors: &[V]) -> &[Four] {
    bytemuck::cast_slice(vectors)
}

/// `out[p][sample] = start[p] + Σₖ input[sample][k] · kernel[p][k]` for every panel p and sample, handed to
/// `emit(p, sample, vector)`. `input` is [k / 4][sample], `kernel` is pairs of [p][k] with k padded to four; `packed`
/// is scratch memory, at least as long as `input`.
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
    let pairs = kernel.chunks_exact(2 * depth);
    let single = pairs.remainder();
    let last = kernel.len() / depth - 1;
    for (pair, panels) in pairs.enumerate() {
        let p = 2 * pair;
        for (tile, rows) in tiles.chunks_exact(depth).enumerate() {
            let [a, b] = tile_of_two(rows, panels.as_chunks().0.iter().copied(), [start(p), start(p + 1)]);
            for row in 0..LANES {
                emit(p, tile * LANES + row, a[row]);
                emit(p + 1, tile * LANES + row, b[row]);
            }
        }
    }
    for (tile, rows) in tiles.chunks_exact(depth).enumerate().filter(|_| !single.is_empty()) {
        let a = tile_of_one(rows, single, start(last));
        (0..LANES).for_each(|row| emit(last, tile * LANES + row, a[row]));
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
fn tile_of_two(rows: &[Four], panels: impl Iterator<Item = [V; 2]>, start: [V; 2]) -> [[V; LANES]; 2] {
    let [mut a, mut b] = start.map(|v| [v; LANES]);
    for (row, [x, y]) in rows.iter().zip(panels) {
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
    let mut pairs = gradient.chunks_exact_mut(2 * depth);
    let deltas = delta.chunks_exact(2 * samples);
    let last = deltas.remainder();
    for (pair, delta) in pairs.by_ref().zip(deltas) {
        let (first, second) = delta.split_at(samples);
        for (rows, into) in input.chunks_exact(samples).zip(pair.as_chunks_mut::<{ 2 * LANES }>().0) {
            let delta = first.iter().zip(second).map(|(&x, &y)| [x, y]);
            let [a, b] = tile_of_two(numbers(rows), delta, [V::ZERO; 2]);
            *into = [a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]];
        }
    }
    let single = pairs.into_remainder();
    for (rows, into) in input.chunks_exact(samples).zip(single.as_chunks_mut().0) {
        *into = tile_of_one(numbers(rows), last, V::ZERO);
    }
}

/// The kernel with units and inputs exchanged, in pairs of panels again: what the input gradient reads. Inputs and units
/// are padded to four.
pub fn transpose(kernel: &[V], depth: usize, transposed: &mut [V]) {
    let units = kernel.len() / depth * LANES;
    // Eight inputs by eight units at a time; row by row, since that needs no index for each vector.
    for (row, into) in transposed.chunks_exact_mut(2 * units).enumerate() {
        let pairs = kernel.chunks_exact(2 * depth).zip(into.as_chunks_mut().0);
        for (pair, into) in pairs {
            if let Some(block) = pair[row * 4 * LANES..].first_chunk() {
                *into = transpose_pairs(block);
            }
        }
    }
    let (panels, rows) = (units / LANES, depth / LANES);
    for panel in panels / 2 * 2..panels {
        (0..rows).for_each(|row| transpose_block(kernel, [panel, panels], [row, rows], transposed));
    }
    for row in rows / 2 * 2..rows {
        (0..panels / 2 * 2).for_each(|panel| transpose_block(kernel, [panel, panels], [row, rows], transposed));
    }
}

/// [input][pair] of eight inputs to [unit][pair] of eight units.
#[inline(always)]
fn transpose_pairs(block: &[V; 4 * LANES]) -> [V; 4 * LANES] {
    let quarter =
        |input: usize, panel: usize| V::transpose(std::array::from_fn(|i| block[(input * LANES + i) * 2 + panel]));
    let quarters = [[quarter(0, 0), quarter(1, 0)], [quarter(0, 1), quarter(1, 1)]];
    std::array::from_fn(|i| quarters[i / 2 / LANES][i % 2][i / 2 % LANES])
}

/// Four inputs by four units, wherever they lie.
fn transpose_block(kernel: &[V], [panel, panels]: [usize; 2], [row, rows]: [usize; 2], transposed: &mut [V]) {
    let (from, from_stride) = panel_place(panel, panels, rows * LANES);
    let (into, into_stride) = panel_place(row, rows, panels * LANES);
    let block = V::transpose(std::array::from_fn(|i| kernel[from + (row * LANES + i) * from_stride]));
    for (i, vector) in block.into_iter().enumerate() {
        transposed[into + (panel * LANES + i) * into_stride] = vector;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_is_transposed_whatever_its_shape() {
        for panels in 1..6 {
            for rows in 1..6 {
                let (units, depth) = (panels * LANES, rows * LANES);
                let number = |input: usize, unit: usize| (input * 100 + unit) as f32;
                let mut kernel = vec![V::ZERO; panels * depth];
                let mut expected = kernel.clone();
                for (input, unit) in (0..depth).flat_map(|input| (0..units).map(move |unit| (input, unit))) {
                    let (start, stride) = panel_place(unit / LANES, panels, depth);
                    kernel[start + input * stride].as_mut_array()[unit % LANES] = number(input, unit);
                    let (start, stride) = panel_place(input / LANES, rows, units);
                    expected[start + unit * stride].as_mut_array()[input % LANES] = number(input, unit);
                }
                let mut transposed = vec![V::splat(f32::NAN); kernel.len()];
                transpose(&kernel, depth, &mut transposed);
                assert_eq!(transposed, expected, "{panels} panels of {rows} blocks");
            }
        }
    }
}
