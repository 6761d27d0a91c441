//! Where a kink falls among the samples of a batch.
//!
//! A unit's kink t = -b/w divides the ascending x of a batch in two: on one side the unit is on, on the other it
//! is off. For a rising unit (w > 0) the samples beyond t are on, for a falling one those before it; a sample that
//! lies on the kink is off for both. Which samples are on is thus one number, the slot:
//!
//! > rising: slot = how many x ≤ t; falling: slot = (B + 1) + how many x < t
//!
//! Few samples are counted, all against four kinks at a time. For many there is a table of equal cells, which
//! says how many samples lie before each cell; inside a cell a binary search decides, so that clustered and equal
//! x cost little more.

use super::simd::{ABREAST, LANES, V, at_most, gt, lt, select, splat};
use wide::i32x4;

/// Up to so many samples counting is faster than the table (measured: they tie at about 100).
const COUNTED: usize = 64;
/// Cells of the table. A power of two at least as large as a grid of 100.
const CELLS: usize = 128;

/// Finds slots among the x of one batch.
#[derive(Debug, Clone)]
pub struct Ranks {
    len: usize,
    /// Each x in all lanes, for counting, with NaN up to a whole block: it is not before any kink.
    splats: Vec<[V; ABREAST]>,
    /// One longer than the samples, so that what lies behind the last can be looked at.
    xs: Vec<f32>,
    /// Samples before each cell, for the table.
    before: Vec<u32>,
    low: f32,
    scale: f32,
}

impl Ranks {
    /// With memory for batches of up to `capacity` samples.
    pub fn new(capacity: usize) -> Self {
        let splats = vec![[V::ZERO; ABREAST]; COUNTED.min(capacity).div_ceil(ABREAST)];
        Ranks { len: 0, splats, xs: vec![0.0; capacity + 1], before: vec![0; CELLS + 1], low: 0.0, scale: 0.0 }
    }

    /// Takes the x of a batch, which must ascend.
    pub fn prepare(&mut self, xs: &[f32]) {
        debug_assert!(xs.is_sorted(), "x ascends");
        self.len = xs.len();
        self.xs[..xs.len()].copy_from_slice(xs);
        if xs.len() <= COUNTED {
            let padded = xs.iter().copied().chain(std::iter::repeat(f32::NAN));
            self.splats.as_flattened_mut().iter_mut().zip(padded).for_each(|(splatted, x)| *splatted = splat(x));
        } else {
            self.fill_table();
        }
    }

    fn fill_table(&mut self) {
        let xs = &self.xs[..self.len];
        let (low, high) = (xs[0], xs[xs.len() - 1]);
        self.low = low;
        self.scale = if high > low { CELLS as f32 / (high - low) } else { 0.0 };
        // A range too narrow for f32 has one cell; the search inside it does all.
        if !self.scale.is_finite() {
            self.scale = 0.0;
        }
        let mut cell = 0;
        for (i, &x) in xs.iter().enumerate() {
            let last = cells_of(splat(x), self.low, self.scale).to_array()[0] as usize;
            while cell <= last {
                self.before[cell] = i as u32;
                cell += 1;
            }
        }
        self.before[cell..].fill(xs.len() as u32);
    }

    /// The slots of all units; `argument` gives the w and b of each four.
    pub fn find(&self, argument: impl Fn(usize) -> (V, V), slots: &mut [[u32; LANES]]) {
        if self.len > COUNTED {
            return slots.iter_mut().enumerate().for_each(|(i, slots)| *slots = self.look_up(argument(i)));
        }
        let (fours, rest) = slots.as_chunks_mut::<ABREAST>();
        let done = fours.len() * ABREAST;
        for (i, slots) in fours.iter_mut().enumerate() {
            let arguments: [_; ABREAST] = std::array::from_fn(|k| argument(i * ABREAST + k));
            *slots = self.count(arguments);
        }
        rest.iter_mut().enumerate().for_each(|(i, slots)| [*slots] = self.count([argument(done + i)]));
    }

    /// Several at a time share the loop and what it reads.
    #[inline(always)]
    fn count<const N: usize>(&self, arguments: [(V, V); N]) -> [[u32; LANES]; N] {
        let bounds = arguments.map(|(w, b)| kinks(w, b)).map(|(kinks, falling)| bounds(kinks, falling));
        let mut counts = bounds.map(|(_, falling)| falling & i32x4::splat(self.len as i32 + 1));
        for block in &self.splats[..self.len.div_ceil(ABREAST)] {
            for x in block {
                for (count, (bound, _)) in counts.iter_mut().zip(bounds) {
                    // A mask is -1 where it is set.
                    let not_beyond: i32x4 = bytemuck::cast(x.simd_le(bound));
                    *count -= not_beyond;
                }
            }
        }
        counts.map(bytemuck::cast)
    }

    #[inline(always)]
    fn look_up(&self, (w, b): (V, V)) -> [u32; LANES] {
        let (kinks, falling) = kinks(w, b);
        // By the kink, not by the bound: next below 0 is a denormal number, and those are slow to reckon with.
        let cells = cells_of(kinks, self.low, self.scale).to_array();
        let (bounds, falling) = bounds(kinks, falling);
        let base = (falling & i32x4::splat(self.len as i32 + 1)).to_array();
        let bounds = bounds.to_array();
        std::array::from_fn(|lane| base[lane] as u32 + self.not_beyond(bounds[lane], cells[lane] as usize))
    }

    /// How many x ≤ bound, whose kink lies in that cell.
    #[inline(always)]
    fn not_beyond(&self, bound: f32, cell: usize) -> u32 {
        let (start, end) = (self.before[cell], self.before[cell + 1]);
        if end - start > 1 {
            let inside = &self.xs[start as usize..end as usize];
            return start + inside.partition_point(|&x| x <= bound) as u32;
        }
        // Nearly always; without a branch that would be guessed wrong half of the time.
        start + u32::from(start < end) * u32::from(self.xs[start as usize] <= bound)
    }
}

/// The cell of each x. It never falls when x rises, so that a smaller cell means a smaller x.
#[inline(always)]
fn cells_of(x: V, low: f32, scale: f32) -> i32x4 {
    let place = (x - splat(low)) * splat(scale);
    // Clamped before it becomes an integer: that conversion is slow where it must look for what does not fit.
    let place = at_most(select(gt(place, V::ZERO), place, V::ZERO), splat((CELLS - 1) as f32));
    // Adding 2²³ leaves the nearest integer in the low bits.
    let shifted: i32x4 = bytemuck::cast(place + splat(8_388_608.0));
    shifted & i32x4::splat(0x007f_ffff)
}

/// The kinks -b/w, and a mask of the units that fall. A unit with w = 0 counts as rising, with its kink before all
/// samples where b > 0, and behind all of them else.
#[inline(always)]
fn kinks(w: V, b: V) -> (V, V) {
    let flat = !(gt(w, V::ZERO) | lt(w, V::ZERO));
    let always = select(gt(b, V::ZERO), splat(f32::NEG_INFINITY), splat(f32::INFINITY));
    (select(flat, always, -b / w), lt(w, V::ZERO))
}

/// The largest x that a unit's slot counts: how many x < t is how many x ≤ the number next below t.
#[inline(always)]
fn bounds(kinks: V, falling: V) -> (V, i32x4) {
    let (kinks, falling): (i32x4, i32x4) = (bytemuck::cast(kinks), bytemuck::cast(falling));
    (bytemuck::cast(select_bits(falling, next_below(kinks), kinks)), falling)
}

#[inline(always)]
fn select_bits(mask: i32x4, then: i32x4, otherwise: i32x4) -> i32x4 {
    (mask & then) | (!mask & otherwise)
}

/// The bits of the next smaller float.
#[inline(always)]
fn next_below(bits: i32x4) -> i32x4 {
    // Positive numbers shrink with their bits, negative ones grow in magnitude; both zeros step to the smallest
    // negative number.
    let is_zero = (bits & i32x4::splat(0x7fff_ffff)).simd_eq(i32x4::splat(0));
    let sign = bits >> 31;
    let stepped = bits - i32x4::splat(1) - (sign + sign);
    select_bits(is_zero, i32x4::splat(i32::MIN + 1), stepped)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the slot must be, from its definition.
    fn slot(xs: &[f32], w: f32, b: f32) -> u32 {
        let kink = if w == 0.0 { if b > 0.0 { f32::NEG_INFINITY } else { f32::INFINITY } } else { -b / w };
        let counted = |keep: fn(f32, f32) -> bool| xs.iter().filter(|&&x| keep(x, kink)).count() as u32;
        if w < 0.0 { xs.len() as u32 + 1 + counted(|x, t| x < t) } else { counted(|x, t| x <= t) }
    }

    fn check(xs: &[f32]) {
        let mut ranks = Ranks::new(xs.len());
        ranks.prepare(xs);
        let tempting = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 0.25, 1e-30, -1e-30, 1e-42, 1e30, 0.999_999_94, 3.0];
        for w in tempting {
            for b in tempting {
                let mut slots = [[0; LANES]; 5];
                ranks.find(|_| (splat(w), splat(b)), &mut slots);
                assert_eq!(slots, [[slot(xs, w, b); LANES]; 5], "w = {w}, b = {b}, {} samples", xs.len());
            }
        }
    }

    #[test]
    fn slots_are_what_their_definition_says() {
        let even = |n: usize| -> Vec<f32> { (0..n).map(|i| i as f32 / (n.max(2) - 1) as f32 * 2.0 - 1.0).collect() };
        for n in [1, 2, 3, 15, 31, 32, 33, 100, 101, 1_000] {
            check(&even(n));
        }
    }

    #[test]
    fn tied_and_clustered_x_are_told_apart() {
        check(&[0.0; 15]);
        check(&[0.5; 200]);
        let mut clustered: Vec<f32> = (0..150).map(|i| 0.5 + i as f32 * 1e-7).collect();
        clustered.insert(0, -1e30);
        clustered.push(1e30);
        check(&clustered);
        check(&[-1.0, -0.0, 0.0, 0.0, 1.0]);
    }
}
