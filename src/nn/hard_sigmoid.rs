//! One hidden layer of `hard_sigmoid` units, f(z) = (z + 3)/6 within [0, 1], by the buckets of [`super::piecewise_linear`].
//!
//! A unit has two kinks: between them it is a line, on one side 0, on the other 1. As a sum of ramps it would be unbounded
//! terms that cancel far from 0. So here, too, nothing is ever taken off again:
//!
//! - Where a unit is 1, it adds v, from its second kink on or up to it. That is one slot, as of a unit with one kink.
//! - Its line, if it reaches an end of the batch, has one slot as well: it begins at a kink and lasts, or ends there.
//! - A line that begins and ends among the samples is added to each of its samples. Such a unit climbs from 0 to 1 within
//!   the batch, and has but few on the way.

use super::batch::Batch;
use super::layout::Layout;
use super::piecewise_linear::{SMALL, Units, add_buckets, add_to_slots, is_small, place, sum_errors_by_slot};
use super::rank::{Kink, Ranks};
use super::simd::{LANES, V, at_least, at_most, splat};
use super::workspace::Workspace;
use wide::i32x4;

const SIXTH: f32 = 1.0 / 6.0;

/// z > -3: the unit is not 0.
struct Foot;
impl Kink for Foot {
    const IS_ON: bool = false;
}

/// z ≥ 3: the unit is 1.
struct Top;
impl Kink for Top {
    const IS_ON: bool = true;
}

/// The memory of this kernel.
#[derive(Debug, Clone)]
pub struct HardSigmoid {
    /// b + 3
    above: Vec<V>,
    /// b - 3
    below: Vec<V>,
    /// Slots of the samples where a unit is not 0.
    feet: Vec<[u32; LANES]>,
    /// Slots of the samples where it is 1.
    tops: Vec<[u32; LANES]>,
    /// Slots of the lines; of units without one, and of those in between, a slot of no samples.
    lines: Vec<[u32; LANES]>,
    /// Whether there are units whose lines begin and end among the samples.
    has_inner: bool,
}

impl HardSigmoid {
    /// For so many vectors of units.
    pub fn new(unit_vectors: usize) -> Self {
        let (numbers, slots) = (vec![V::ZERO; unit_vectors], vec![[0; LANES]; unit_vectors]);
        HardSigmoid {
            above: numbers.clone(),
            below: numbers,
            feet: slots.clone(),
            tops: slots.clone(),
            lines: slots,
            has_inner: false,
        }
    }

    fn find_slots(&mut self, units: &Units, ranks: &Ranks, bounds: &mut [i32x4], len: usize) {
        for ((above, below), &b) in self.above.iter_mut().zip(&mut self.below).zip(units.b) {
            (*above, *below) = (b + splat(3.0), b - splat(3.0));
        }
        ranks.find::<Foot>(units.w, &self.above, bounds, &mut self.feet);
        ranks.find::<Top>(units.w, &self.below, bounds, &mut self.tops);
        self.has_inner = find_lines(&self.feet, &self.tops, len as u32, &mut self.lines);
    }

    /// Of each unit with a line that begins and ends among `len` samples: which it is, and which samples they are.
    fn inner(&self, len: usize) -> impl Iterator<Item = (usize, usize, std::ops::Range<usize>)> {
        let units = if self.has_inner { self.feet.len() } else { 0 };
        let len = len as u32;
        (0..units).flat_map(move |i| {
            (0..LANES).filter_map(move |lane| {
                let (from, to) = line(self.feet[i][lane], self.tops[i][lane], len);
                (from > 0 && from < to && to < len).then_some((i, lane, from as usize..to as usize))
            })
        })
    }
}

/// The first sample on a unit's line, and the first behind.
fn line(foot: u32, top: u32, len: u32) -> (u32, u32) {
    // A falling unit has its top first.
    if top > len { (top - len - 1, foot - len - 1) } else { (foot, top) }
}

/// Writes the slots of the lines; returns whether there are others.
#[inline(never)]
fn find_lines(feet: &[[u32; LANES]], tops: &[[u32; LANES]], len: u32, lines: &mut [[u32; LANES]]) -> bool {
    let (zero, end, step) = (i32x4::splat(0), i32x4::splat(len as i32), i32x4::splat(len as i32 + 1));
    let mut others = zero;
    for ((&foot, &top), slots) in feet.iter().zip(tops).zip(lines) {
        let (foot, top): (i32x4, i32x4) = (bytemuck::cast(foot), bytemuck::cast(top));
        let falls = top.simd_gt(end);
        let choose = |mask: i32x4, then: i32x4, otherwise: i32x4| (mask & then) | (!mask & otherwise);
        let (from, to) = (choose(falls, top - step, foot), choose(falls, foot - step, top));
        let is_some = from.simd_lt(to);
        let (begins_inside, ends_inside) = (from.simd_gt(zero), to.simd_lt(end));
        // The slot of the samples up to `to`, or of those from `from` on, or of none.
        let slot = choose(begins_inside, choose(ends_inside, end, from), to + step);
        *slots = bytemuck::cast(choose(is_some, slot, end));
        others |= is_some & begins_inside & ends_inside;
    }
    others != zero
}

/// Predicts the batch in the workspace, whose x must ascend; leaves what [`backward`] needs.
pub fn forward(layout: &Layout, weights: &[V], work: &mut Workspace) {
    let (batch, memory, kernel) = (&mut work.batch, &mut work.piecewise_linear, &mut work.hard_sigmoid);
    let origin = batch.sort();
    let units = Units::of(layout, weights);
    units.shift(origin, &mut memory.shifted);
    let units = units.shifted(origin, &memory.shifted);
    kernel.find_slots(&units, batch.ranks(), &mut memory.bounds, batch.len);
    match is_small(batch) {
        true => fill_buckets::<true>(&units, kernel, &mut memory.buckets),
        false => fill_buckets::<false>(&units, kernel, &mut memory.buckets),
    }
    add_buckets(batch, [0.0, units.c], &mut memory.buckets, &mut memory.totals);
    add_inner(&units, kernel, batch);
    batch.clear_padding();
}

/// Adds each unit's line to its slot, and what it is at the top to that one's.
#[inline(never)]
fn fill_buckets<const IS_SMALL: bool>(units: &Units, kernel: &HardSigmoid, buckets: &mut [[V; 2]]) {
    let buckets = if IS_SMALL { &mut buckets[..SMALL] } else { buckets };
    let slots = kernel.lines.iter().zip(&kernel.tops);
    for (((&w, &above), &v), (&line, &top)) in units.w.iter().zip(&kernel.above).zip(units.v).zip(slots) {
        let share = v * splat(SIXTH);
        add_to_slots::<IS_SMALL>([share * w, share * above], line, buckets);
        add_to_slots::<IS_SMALL>([V::ZERO, v], top, buckets);
    }
}

/// f of one unit at one x.
fn value(w: f32, above: f32, x: f32) -> f32 {
    let z = splat(w * x + above);
    (at_most(at_least(z, V::ZERO), splat(6.0)) * splat(SIXTH)).to_array()[0]
}

fn add_inner(units: &Units, kernel: &HardSigmoid, batch: &mut Batch) {
    let len = batch.len;
    let (xs, ys) = batch.x_and_outputs();
    let (xs, ys): (&[f32], &mut [f32]) = (bytemuck::cast_slice(xs), bytemuck::cast_slice_mut(ys));
    for (i, lane, samples) in kernel.inner(len) {
        let [w, above, v] = [units.w[i], kernel.above[i], units.v[i]].map(|vector| vector.to_array()[lane]);
        for (&x, y) in xs[samples.clone()].iter().zip(&mut ys[samples]) {
            *y += v * value(w, above, x);
        }
    }
}

/// From dL/dprediction in the batch: writes the gradient of every weight.
pub fn backward(layout: &Layout, weights: &[V], work: &mut Workspace, gradient: &mut [V]) {
    let (batch, memory, kernel) = (&work.batch, &mut work.piecewise_linear, &work.hard_sigmoid);
    let units = Units::of(layout, weights);
    let [sum, _] = sum_errors_by_slot(batch, &mut memory.sums);
    units.write_gradient(layout, batch, sum, gradient, |gradient| {
        match is_small(batch) {
            true => unit_gradients::<true>(&units, kernel, &memory.sums, gradient),
            false => unit_gradients::<false>(&units, kernel, &memory.sums, gradient),
        }
        add_inner_gradients(&units, kernel, batch, gradient);
    });
}

#[inline(never)]
fn unit_gradients<const IS_SMALL: bool>(
    units: &Units,
    kernel: &HardSigmoid,
    sums: &[V],
    [gw, gb, gv]: &mut [&mut [V]; 3],
) {
    let sums = if IS_SMALL { &sums[..SMALL] } else { sums };
    let slots = kernel.lines.iter().zip(&kernel.tops);
    let weights = units.w.iter().zip(&kernel.above).zip(units.v).zip(slots);
    for ((((&w, &above), &v), (&line, &top)), ((gw, gb), gv)) in
        weights.zip(gw.iter_mut().zip(&mut **gb).zip(&mut **gv))
    {
        let [e, ex, ..] = V::transpose(line.map(|slot| sums[place::<IS_SMALL>(slot)]));
        let [at_top, ..] = V::transpose(top.map(|slot| sums[place::<IS_SMALL>(slot)]));
        let (e, ex) = (e * splat(SIXTH), ex * splat(SIXTH));
        (*gw, *gb, *gv) = (v * ex, v * e, w * ex + above * e + at_top);
    }
}

fn add_inner_gradients(units: &Units, kernel: &HardSigmoid, batch: &Batch, gradient: &mut [&mut [V]; 3]) {
    let (xs, errors) = batch.x_and_delta();
    let (xs, errors): (&[f32], &[f32]) = (bytemuck::cast_slice(xs), bytemuck::cast_slice(errors));
    for (i, lane, samples) in kernel.inner(batch.len) {
        let [w, above, v] = [units.w[i], kernel.above[i], units.v[i]].map(|vector| vector.to_array()[lane]);
        let [mut e, mut ex, mut value_e] = [0.0; 3];
        for (&x, &error) in xs[samples.clone()].iter().zip(&errors[samples]) {
            (e, ex, value_e) = (e + error, ex + error * x, value_e + error * value(w, above, x));
        }
        for (gradient, sum) in gradient.iter_mut().zip([v * SIXTH * ex, v * SIXTH * e, value_e]) {
            bytemuck::cast_slice_mut::<V, [f32; LANES]>(gradient)[i][lane] += sum;
        }
    }
}
