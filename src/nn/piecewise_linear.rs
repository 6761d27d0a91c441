//! One hidden layer of piecewise-linear units: the experiment's shape, below the cost of its sums.
//!
//! Such an activation is a line and a ramp, f(z) = s·z + r·max(z, 0). Where the ramp is on is one number for each unit,
//! its slot ([`super::rank`]). So instead of adding every unit to every sample, each unit is added to its slot's bucket
//! once, as the line (v·w)·x + v·b, and a scan over the batch in ascending x adds the buckets up: rising units come in at
//! their kink, falling ones leave there. On the way back the sums of errors before and beyond each kink are scanned once,
//! and each unit looks its own up. Rising units take suffix sums and falling ones prefix sums, so that nothing is ever
//! taken off again, and a unit that is on nowhere has a gradient of exactly 0.
//!
//! The cost is O(units + samples), with O(units · samples) left only where counting ranks is cheaper.

use super::batch::Batch;
use super::layout::Layout;
use super::rank::Kink;
use super::simd::{LANES, V, splat, sum_lanes};
use super::workspace::Workspace;
use crate::config::Activation;
use wide::i32x4;

/// f(z) = `LINE`·z + `RAMP`·max(z, 0)
trait Shape: Kink {
    const LINE: f32;
    const RAMP: f32;
}

macro_rules! shape {
    ($name:ident, line: $line:expr, ramp: $ramp:expr, is_on_at_0: $is_on:expr) => {
        struct $name;
        impl Kink for $name {
            const IS_ON: bool = $is_on;
        }
        impl Shape for $name {
            const LINE: f32 = $line;
            const RAMP: f32 = $ramp;
        }
    };
}
shape!(Linear, line: 1.0, ramp: 0.0, is_on_at_0: false);
shape!(Relu, line: 0.0, ramp: 1.0, is_on_at_0: false);
// The slope at 0 is that of z > 0, as in Keras on JAX.
shape!(LeakyRelu, line: 0.2, ramp: 0.8, is_on_at_0: true);

/// Calls a function that is generic over [`Shape`] with the type of the configuration's choice.
macro_rules! with_shape {
    ($activation:expr, $shape:ident => $call:expr) => {
        match $activation {
            Activation::Linear => {
                type $shape = Linear;
                $call
            }
            Activation::Relu => {
                type $shape = Relu;
                $call
            }
            Activation::LeakyRelu => {
                type $shape = LeakyRelu;
                $call
            }
            _ => unreachable!("a supported activation"),
        }
    };
}

/// Whether an activation is a line and a ramp.
pub fn supports(activation: Activation) -> bool {
    matches!(activation, Activation::Linear | Activation::Relu | Activation::LeakyRelu)
}

/// So many slots have a byte for their number: tables of that size need no check of their bounds.
pub(super) const SMALL: usize = 256;

/// The memory of these kernels.
#[derive(Debug, Clone)]
pub struct PiecewiseLinear {
    /// w·origin + b of the units, where the batch's x are counted from an origin.
    pub(super) shifted: Vec<V>,
    /// For finding the slots.
    pub(super) bounds: Vec<i32x4>,
    /// Slots of the units.
    slots: Vec<[u32; LANES]>,
    /// For each slot two vectors, for a vector's first two units and for its last two: v·w and v·b of the even one, and
    /// the same of the odd one. Additions that follow one another then seldom wait for one another. All 0 between uses.
    pub(super) buckets: Vec<[V; 2]>,
    /// For each sample, the sum of the buckets that are on.
    pub(super) totals: Vec<V>,
    /// For each slot, in the first two lanes: Σ of dL/dy, and of x·dL/dy, over the samples that are on.
    pub(super) sums: Vec<V>,
}

impl PiecewiseLinear {
    /// For batches of up to `capacity` samples.
    pub fn new(unit_vectors: usize, capacity: usize) -> Self {
        let slots = (2 * (capacity + 1)).max(SMALL);
        PiecewiseLinear {
            shifted: vec![V::ZERO; unit_vectors],
            bounds: vec![i32x4::splat(0); unit_vectors],
            slots: vec![[0; LANES]; unit_vectors],
            buckets: vec![[V::ZERO; 2]; slots],
            totals: vec![V::ZERO; capacity],
            sums: vec![V::ZERO; slots],
        }
    }
}

/// The weights by name, as vectors of four units.
#[derive(Clone, Copy)]
pub(super) struct Units<'a> {
    pub(super) w: &'a [V],
    /// With x counted from an origin, z where x is 0 then.
    pub(super) b: &'a [V],
    pub(super) v: &'a [V],
    /// The output's bias.
    pub(super) c: f32,
}

impl<'a> Units<'a> {
    pub(super) fn of(layout: &Layout, weights: &'a [V]) -> Self {
        let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
        Units {
            w: &weights[hidden.kernel.clone()],
            b: &weights[hidden.bias.clone()],
            v: &weights[output.kernel.clone()],
            c: weights[output.bias.start].to_array()[0],
        }
    }

    /// Writes what b are where x are counted from `origin`.
    pub(super) fn shift(&self, origin: f32, shifted: &mut [V]) {
        if origin != 0.0 {
            let units = self.w.iter().zip(self.b);
            shifted.iter_mut().zip(units).for_each(|(shifted, (&w, &b))| *shifted = w * splat(origin) + b);
        }
    }

    /// The same units with those b.
    pub(super) fn shifted(self, origin: f32, shifted: &'a [V]) -> Self {
        Units { b: if origin == 0.0 { self.b } else { shifted }, ..self }
    }

    /// Writes the gradient of all weights: `write` that of w, b and v, of x as they are counted, and this the rest.
    #[inline(always)]
    pub(super) fn write_gradient(
        &self,
        layout: &Layout,
        batch: &Batch,
        sum_of_errors: f32,
        gradient: &mut [V],
        write: impl FnOnce(&mut [&mut [V]; 3]),
    ) {
        let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
        let (front, back) = gradient.split_at_mut(output.kernel.start);
        let (gw, gb) = front.split_at_mut(hidden.bias.start);
        let (gv, gc) = back.split_at_mut(output.kernel.len());
        write(&mut [&mut *gw, &mut *gb, &mut *gv]);
        gc[0] = V::from([sum_of_errors, 0.0, 0.0, 0.0]);
        // x = x' + origin, where x' is counted from the origin.
        if batch.origin() != 0.0 {
            gw.iter_mut().zip(gb).for_each(|(gw, &mut gb)| *gw += gb * splat(batch.origin()));
        }
        // Units that only fill up the last vector have no weight to learn.
        let lanes: &mut [f32] = bytemuck::cast_slice_mut(gv);
        lanes[hidden.outputs..].fill(0.0);
    }

    fn iter(&self) -> impl Iterator<Item = (V, V, V)> {
        self.w.iter().zip(self.b).zip(self.v).map(|((&w, &b), &v)| (w, b, v))
    }

    /// Σ s·v·w and Σ s·v·b + c: what all lines and the bias add up to.
    #[inline(always)]
    fn common_line<S: Shape>(&self) -> [f32; 2] {
        if S::LINE == 0.0 {
            return [0.0, self.c];
        }
        let sums = self.iter().fold([V::ZERO; 2], |[p, q], (w, b, v)| [p + v * w, q + v * b]);
        let [p, q] = sums.map(sum_lanes);
        [S::LINE * p, S::LINE * q + self.c]
    }
}

/// Predicts the batch in the workspace, whose x must ascend; leaves what [`backward`] needs.
pub fn forward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace) {
    let units = Units::of(layout, weights);
    with_shape!(activation, S => predict::<S>(units, &mut work.batch, &mut work.piecewise_linear));
}

#[inline(always)]
fn predict<S: Shape>(units: Units, batch: &mut Batch, memory: &mut PiecewiseLinear) {
    let PiecewiseLinear { shifted, bounds, slots, buckets, totals, .. } = memory;
    let origin = batch.sort();
    units.shift(origin, shifted);
    let units = units.shifted(origin, shifted);
    let line = units.common_line::<S>();
    if S::RAMP == 0.0 {
        draw_line(batch, line);
    } else {
        batch.ranks().find::<S>(units.w, units.b, bounds, slots);
        match is_small(batch) {
            true => fill_buckets::<S, true>(&units, slots, buckets),
            false => fill_buckets::<S, false>(&units, slots, buckets),
        }
        add_buckets(batch, line, buckets, totals);
    }
    batch.clear_padding();
}

/// y = p·x + q
fn draw_line(batch: &mut Batch, [p, q]: [f32; 2]) {
    let (xs, ys) = batch.x_and_outputs();
    xs.iter().zip(ys).for_each(|(&x, y)| *y = splat(p) * x + splat(q));
}

/// Whether the batch's slots fit the small tables.
pub(super) fn is_small(batch: &Batch) -> bool {
    2 * (batch.len + 1) <= SMALL
}

/// The place of a slot in a table; a small one has [`SMALL`] places.
#[inline(always)]
pub(super) fn place<const IS_SMALL: bool>(slot: u32) -> usize {
    if IS_SMALL { slot as usize % SMALL } else { slot as usize }
}

// Each loop is a function of its own, small enough for V8 to keep its constants in registers.

/// Adds each unit's line to its slot.
#[inline(never)]
fn fill_buckets<S: Shape, const IS_SMALL: bool>(units: &Units, slots: &[[u32; LANES]], buckets: &mut [[V; 2]]) {
    let buckets = if IS_SMALL { &mut buckets[..SMALL] } else { buckets };
    for ((w, b, v), &slots) in units.iter().zip(slots) {
        let v = if S::RAMP == 1.0 { v } else { v * splat(S::RAMP) };
        add_to_slots::<IS_SMALL>([v * w, v * b], slots, buckets);
    }
}

/// Adds four lines p·x + q to their slots.
#[inline(always)]
pub(super) fn add_to_slots<const IS_SMALL: bool>([p, q]: [V; 2], slots: [u32; LANES], buckets: &mut [[V; 2]]) {
    let ones = f32::from_bits(u32::MAX);
    let (even, odd) = (V::from([ones, ones, 0.0, 0.0]), V::from([0.0, 0.0, ones, ones]));
    let (first, last) = (p.unpack_lo(q), p.unpack_hi(q));
    let at = slots.map(place::<IS_SMALL>);
    buckets[at[0]][0] += first & even;
    buckets[at[1]][0] += first & odd;
    buckets[at[2]][1] += last & even;
    buckets[at[3]][1] += last & odd;
}

/// Each sample's prediction: the common line, and the lines that are on there. Empties the buckets.
#[inline(never)]
pub(super) fn add_buckets(batch: &mut Batch, [p, q]: [f32; 2], buckets: &mut [[V; 2]], totals: &mut [V]) {
    let len = batch.len;
    let (xs, ys) = batch.x_and_outputs();
    let (rising, falling) = buckets[..2 * (len + 1)].split_at_mut(len + 1);
    let totals = &mut totals[..xs.len() * LANES];
    // A falling unit of slot n is on for the first n samples.
    let mut sum = V::ZERO;
    falling[0] = [V::ZERO; 2];
    for (bucket, total) in falling[1..].iter_mut().zip(&mut totals[..len]).rev() {
        let [first, last] = std::mem::replace(bucket, [V::ZERO; 2]);
        sum += first + last;
        *total = sum;
    }
    // A rising unit of slot r is on from sample r.
    let mut sum = V::ZERO;
    rising[len] = [V::ZERO; 2];
    for (bucket, total) in rising.iter_mut().zip(&mut totals[..len]) {
        let [first, last] = std::mem::replace(bucket, [V::ZERO; 2]);
        sum += first + last;
        *total += sum;
    }
    for ((&x, y), totals) in xs.iter().zip(ys).zip(totals.as_chunks::<LANES>().0) {
        let [even_p, even_q, odd_p, odd_q] = V::transpose(*totals);
        *y = ((even_p + odd_p) + splat(p)) * x + ((even_q + odd_q) + splat(q));
    }
}

/// From dL/dprediction in the batch: writes the gradient of every weight.
pub fn backward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace, gradient: &mut [V]) {
    let units = Units::of(layout, weights);
    with_shape!(activation, S => differentiate::<S>(units, layout, &work.batch, &mut work.piecewise_linear, gradient));
}

#[inline(always)]
fn differentiate<S: Shape>(
    units: Units,
    layout: &Layout,
    batch: &Batch,
    memory: &mut PiecewiseLinear,
    gradient: &mut [V],
) {
    let PiecewiseLinear { shifted, slots, sums, .. } = memory;
    let units = units.shifted(batch.origin(), shifted);
    let all = if S::RAMP == 0.0 { sum_errors(batch) } else { sum_errors_by_slot(batch, sums) };
    units.write_gradient(layout, batch, all[0], gradient, |gradient| match is_small(batch) {
        _ if S::RAMP == 0.0 => line_gradients::<S>(all, &units, gradient),
        true => unit_gradients::<S, true>(all, &units, slots, sums, gradient),
        false => unit_gradients::<S, false>(all, &units, slots, sums, gradient),
    });
}

/// Σ dL/dy and Σ x·dL/dy over the batch.
fn sum_errors(batch: &Batch) -> [f32; 2] {
    let (xs, errors) = batch.x_and_delta();
    let sums = xs.iter().zip(errors).fold([V::ZERO; 2], |[e, ex], (&x, &error)| [e + error, ex + error * x]);
    sums.map(sum_lanes)
}

/// The same, and for each slot over the samples that are on.
#[inline(never)]
pub(super) fn sum_errors_by_slot(batch: &Batch, sums: &mut [V]) -> [f32; 2] {
    let len = batch.len;
    let (rising, falling) = sums[..2 * (len + 1)].split_at_mut(len + 1);
    write_pairs(batch, &mut falling[1..]);
    rising[len] = V::ZERO;
    let mut sum = V::ZERO;
    for (&pair, slot) in falling[1..].iter().zip(&mut rising[..len]).rev() {
        sum += pair;
        *slot = sum;
    }
    falling[0] = V::ZERO;
    let mut sum = V::ZERO;
    for slot in &mut falling[1..] {
        sum += *slot;
        *slot = sum;
    }
    let [e, ex, ..] = sum.to_array();
    [e, ex]
}

/// dL/dy and x·dL/dy of each sample, in the first two lanes; the others do not count.
#[inline(always)]
fn write_pairs(batch: &Batch, pairs: &mut [V]) {
    let (xs, errors) = batch.x_and_delta();
    let of_four = |(&x, &e): (&V, &V)| {
        let (low, high) = (e.unpack_lo(e * x), e.unpack_hi(e * x));
        [low, second_half(low), high, second_half(high)]
    };
    let mut samples = xs.iter().zip(errors);
    let (fours, rest) = pairs.as_chunks_mut::<LANES>();
    fours.iter_mut().zip(&mut samples).for_each(|(pairs, four)| *pairs = of_four(four));
    if let Some(last) = samples.next() {
        rest.iter_mut().zip(of_four(last)).for_each(|(pair, sample)| *pair = sample);
    }
}

/// The last two lanes, twice.
#[inline(always)]
fn second_half(v: V) -> V {
    let [_, _, c, d] = v.to_array();
    V::from([c, d, c, d])
}

#[inline(never)]
fn line_gradients<S: Shape>([e, ex]: [f32; 2], units: &Units, [gw, gb, gv]: &mut [&mut [V]; 3]) {
    let (e, ex) = (splat(S::LINE * e), splat(S::LINE * ex));
    for (((w, b, v), gw), (gb, gv)) in units.iter().zip(gw.iter_mut()).zip(gb.iter_mut().zip(gv.iter_mut())) {
        (*gw, *gb, *gv) = (v * ex, v * e, w * ex + b * e);
    }
}

#[inline(never)]
fn unit_gradients<S: Shape, const IS_SMALL: bool>(
    [line_e, line_ex]: [f32; 2],
    units: &Units,
    slots: &[[u32; LANES]],
    sums: &[V],
    [gw, gb, gv]: &mut [&mut [V]; 3],
) {
    let sums = if IS_SMALL { &sums[..SMALL] } else { sums };
    let (line_e, line_ex) = (splat(S::LINE * line_e), splat(S::LINE * line_ex));
    for (((w, b, v), &slots), ((gw, gb), gv)) in
        units.iter().zip(slots).zip(gw.iter_mut().zip(gb.iter_mut()).zip(gv.iter_mut()))
    {
        let [mut e, mut ex, ..] = V::transpose(slots.map(|slot| sums[place::<IS_SMALL>(slot)]));
        if S::RAMP != 1.0 {
            (e, ex) = (e * splat(S::RAMP), ex * splat(S::RAMP));
        }
        if S::LINE != 0.0 {
            (e, ex) = (e + line_e, ex + line_ex);
        }
        (*gw, *gb, *gv) = (v * ex, v * e, w * ex + b * e);
    }
}
