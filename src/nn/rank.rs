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

use super::simd::{LANES, V, gt, lt, select, splat};
use wide::i32x4;

/// Up to so many samples counting is faster than the table (measured: they tie at about 30).
const COUNTED: usize = 32;
/// Cells of the table. A power of two at least as large as a grid of 100.
const CELLS: usize = 128;

/// Finds slots among the x of one batch.
#[derive(Debug, Clone)]
pub struct Ranks {
    len: usize,
    /// Each x in all lanes, for counting.
    splats: Vec<V>,
    xs: Vec<f32>,
    /// Samples before each cell, for the table.
    before: Vec<u32>,
    low: f32,
    scale: f32,
}

impl Ranks {
    /// With memory for batches of up to `capacity` samples.
    pub fn new(capacity: usize) -> Self {
        let splats = vec![V::ZERO; COUNTED.min(capacity)];
        Ranks { len: 0, splats, xs: vec![0.0; capacity], before: vec![0; CELLS + 1], low: 0.0, scale: 0.0 }
    }

    /// Takes the x of a batch, which must ascend.
    pub fn prepare(&mut self, xs: &[f32]) {
        debug_assert!(xs.is_sorted(), "x ascends");
        self.len = xs.len();
        self.xs[..xs.len()].copy_from_slice(xs);
        if xs.len() <= COUNTED {
            self.splats.iter_mut().zip(xs).for_each(|(splatted, &x)| *splatted = splat(x));
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
            let last = cell_of(x, self.low, self.scale);
            while cell <= last {
                self.before[cell] = i as u32;
                cell += 1;
            }
        }
        self.before[cell..].fill(xs.len() as u32);
    }

    /// The slots of four units with those w and b.
    #[inline(always)]
    pub fn slots(&self, w: V, b: V) -> [u32; LANES] {
        let (kinks, falling) = kinks(w, b);
        if self.len <= COUNTED { self.count(kinks, falling) } else { self.look_up(kinks, falling) }
    }

    #[inline(always)]
    fn count(&self, kinks: V, falling: V) -> [u32; LANES] {
        // How many x < t is how many x ≤ the number next below t.
        let falling: i32x4 = bytemuck::cast(falling);
        let bounds: i32x4 = bytemuck::cast(kinks);
        let bounds: V = bytemuck::cast(select_bits(falling, next_below(bounds), bounds));
        let mut counts = falling & i32x4::splat(self.len as i32 + 1);
        for x in &self.splats[..self.len] {
            // A mask is -1 where it is set.
            let not_beyond: i32x4 = bytemuck::cast(x.simd_le(bounds));
            counts -= not_beyond;
        }
        bytemuck::cast(counts)
    }

    #[inline(always)]
    fn look_up(&self, kinks: V, falling: V) -> [u32; LANES] {
        let (kinks, falling) = (kinks.to_array(), falling.to_array());
        std::array::from_fn(|lane| self.look_up_one(kinks[lane], falling[lane].to_bits() != 0))
    }

    #[inline(always)]
    fn look_up_one(&self, kink: f32, falling: bool) -> u32 {
        let cell = cell_of(kink, self.low, self.scale);
        let (start, end) = (self.before[cell] as usize, self.before[cell + 1] as usize);
        let inside = &self.xs[start..end];
        if falling {
            (self.len + 1 + start + inside.partition_point(|&x| x < kink)) as u32
        } else {
            (start + inside.partition_point(|&x| x <= kink)) as u32
        }
    }
}

/// The cell of x. It never falls when x rises, so that a smaller cell means a smaller x.
#[inline(always)]
fn cell_of(x: f32, low: f32, scale: f32) -> usize {
    // The conversion takes what is below 0, and NaN, to 0, and what is too large to the largest number.
    (((x - low) * scale) as i32).clamp(0, CELLS as i32 - 1) as usize
}

/// The kinks -b/w, and a mask of the units that fall. A unit with w = 0 counts as rising, with its kink before all
/// samples where b > 0, and behind all of them else.
#[inline(always)]
fn kinks(w: V, b: V) -> (V, V) {
    let flat = !(gt(w, V::ZERO) | lt(w, V::ZERO));
    let always = select(gt(b, V::ZERO), splat(f32::NEG_INFINITY), splat(f32::INFINITY));
    (select(flat, always, -b / w), lt(w, V::ZERO))
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
                let slots = ranks.slots(splat(w), splat(b));
                assert_eq!(slots, [slot(xs, w, b); LANES], "w = {w}, b = {b}, {} samples", xs.len());
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
