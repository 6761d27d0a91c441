//! One hidden layer whose activation is made of straight lines: the experiment's shape, below the cost of its sums.
//!
//! Such an activation is a line and ramps, f(z) = s·z + o + Σ r·max(±z + d, 0). Where a ramp is on is one number for
//! each unit, its slot ([`super::rank`]). So instead of adding every unit to every sample, each unit is added to
//! its slot's bucket once, as the line (v·w)·x + v·(b + d), and a scan over the batch in ascending x adds the
//! buckets up: rising units come in at their kink, falling ones leave there. On the way back the sums of errors
//! before and beyond each kink are scanned once, and each unit looks its own up. Rising units take suffix sums and
//! falling ones prefix sums, so that a unit that is on nowhere has a gradient of exactly 0.
//!
//! The cost is O(units + samples), with O(units · samples) left only where counting ranks is cheaper. Each of
//! the four lanes has buckets of its own: no two additions in flight meet.

use super::layout::Layout;
use super::rank::Ranks;
use super::simd::{LANES, V, splat, sum_lanes};
use super::workspace::{Batch, Workspace};
use crate::config::Activation;

/// r·max(±z + d, 0)
struct Ramp {
    rise: f32,
    sign: f32,
    shift: f32,
}

impl Ramp {
    /// The w and b of ±z + d.
    #[inline(always)]
    fn argument(&self, w: V, b: V) -> (V, V) {
        (w * splat(self.sign), b * splat(self.sign) + splat(self.shift))
    }
}

/// A line and ramps.
struct Shape {
    slope: f32,
    offset: f32,
    ramps: &'static [Ramp],
}

/// The lines an activation is made of; `None` of a curved one.
fn shape(activation: Activation) -> Option<Shape> {
    const SIXTH: f32 = 1.0 / 6.0;
    const fn ramp(rise: f32, sign: f32, shift: f32) -> Ramp {
        Ramp { rise, sign, shift }
    }
    let line = |slope, offset, ramps| Some(Shape { slope, offset, ramps });
    match activation {
        Activation::Linear => line(1.0, 0.0, &[]),
        Activation::Relu => line(0.0, 0.0, const { &[ramp(1.0, 1.0, 0.0)] }),
        Activation::LeakyRelu => line(0.2, 0.0, const { &[ramp(0.8, 1.0, 0.0)] }),
        // Around its middle line, so that a small z is not rounded by adding 3 to it.
        Activation::HardSigmoid => line(SIXTH, 0.5, const { &[ramp(-SIXTH, 1.0, -3.0), ramp(SIXTH, -1.0, -3.0)] }),
        _ => None,
    }
}

/// Whether an activation is made of straight lines.
pub fn serves(activation: Activation) -> bool {
    shape(activation).is_some()
}

/// The memory of these kernels.
#[derive(Debug, Clone)]
pub struct Lines {
    ranks: Ranks,
    /// Slots of the units, ramp by ramp.
    slots: Vec<[u32; LANES]>,
    /// For each slot, by lane: Σ v·w and Σ v·(b + d).
    buckets: Vec<[V; 2]>,
    /// What falling units give each sample.
    falling: Vec<V>,
    /// For each slot, in the first two lanes: Σ of dL/dy, and of x·dL/dy, over the samples that are on.
    sums: Vec<V>,
}

impl Lines {
    /// For batches of up to `capacity` samples; empty without an activation of straight lines.
    pub fn new(activation: Option<Activation>, unit_vectors: usize, capacity: usize) -> Self {
        let ramps = activation.and_then(shape).map_or(0, |shape| shape.ramps.len());
        let capacity = if ramps == 0 { 0 } else { capacity };
        Lines {
            ranks: Ranks::new(capacity),
            slots: vec![[0; LANES]; ramps * unit_vectors],
            buckets: vec![[V::ZERO; 2]; 2 * (capacity + 1)],
            falling: vec![V::ZERO; capacity],
            sums: vec![V::ZERO; 2 * (capacity + 1)],
        }
    }
}

/// The weights by name, as vectors of four units.
struct Units<'a> {
    w: &'a [V],
    b: &'a [V],
    v: &'a [V],
    /// The output's bias.
    c: f32,
}

impl<'a> Units<'a> {
    fn of(layout: &Layout, weights: &'a [V]) -> Self {
        let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
        Units {
            w: &weights[hidden.kernel.clone()],
            b: &weights[hidden.bias.clone()],
            v: &weights[output.kernel.clone()],
            c: weights[output.bias.start].to_array()[0],
        }
    }

    fn iter(&self) -> impl Iterator<Item = (V, V, V)> {
        self.w.iter().zip(self.b).zip(self.v).map(|((&w, &b), &v)| (w, b, v))
    }

    /// Σ v·w, Σ v·b and Σ v: what all units would add up to, were they lines.
    fn as_one_line(&self) -> [f32; 3] {
        let add = |[p, q, r]: [V; 3], (w, b, v)| [p + v * w, q + v * b, r + v];
        self.iter().fold([V::ZERO; 3], add).map(sum_lanes)
    }
}

/// Predicts the batch in the workspace, whose x must ascend; leaves the slots for [`backward`].
pub fn forward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace) {
    let shape = shape(activation).expect("a served activation");
    let units = Units::of(layout, weights);
    let (batch, lines) = (&mut work.batch, &mut work.lines);
    start_with_line(&shape, &units, batch);
    if !shape.ramps.is_empty() {
        lines.ranks.prepare(&batch.x()[..batch.len]);
        lines.buckets[..2 * (batch.len + 1)].fill([V::ZERO; 2]);
        for (ramp, slots) in shape.ramps.iter().zip(lines.slots.chunks_exact_mut(units.w.len())) {
            lines.ranks.find(|i| ramp.argument(units.w[i], units.b[i]), slots);
            fill_buckets(ramp, &units, slots, &mut lines.buckets);
        }
        add_buckets(batch, &lines.buckets, &mut lines.falling);
    }
    batch.clear_padding();
}

/// y = Σ v·(s·z + o) + c
fn start_with_line(shape: &Shape, units: &Units, batch: &mut Batch) {
    let [p, q, r] = if shape.slope == 0.0 { [0.0; 3] } else { units.as_one_line() };
    let (p, q) = (shape.slope * p, shape.slope * q + shape.offset * r + units.c);
    let (xs, ys) = batch.x_and_outputs();
    xs.iter().zip(ys).for_each(|(&x, y)| *y = p * x + q);
}

/// Adds each unit's line to its slot.
fn fill_buckets(ramp: &Ramp, units: &Units, slots: &[[u32; LANES]], buckets: &mut [[V; 2]]) {
    let rise = splat(ramp.rise);
    let buckets: &mut [[[f32; LANES]; 2]] = bytemuck::cast_slice_mut(buckets);
    for ((w, b, v), slots) in units.iter().zip(slots) {
        let (w, b) = ramp.argument(w, b);
        let v = v * rise;
        let (p, q) = ((v * w).to_array(), (v * b).to_array());
        for lane in 0..LANES {
            let [ps, qs] = &mut buckets[slots[lane] as usize];
            ps[lane] += p[lane];
            qs[lane] += q[lane];
        }
    }
}

/// Adds to each sample the lines that are on there.
fn add_buckets(batch: &mut Batch, buckets: &[[V; 2]], falling: &mut [V]) {
    let len = batch.len;
    let (xs, ys) = batch.x_and_outputs();
    let (rising_buckets, falling_buckets) = buckets[..2 * (len + 1)].split_at(len + 1);
    let mut sums = [V::ZERO; 2];
    // A falling unit of slot n is on for the first n samples.
    let backwards = xs.iter().zip(&falling_buckets[1..]).zip(&mut falling[..len]).rev();
    for ((&x, &[p, q]), sample) in backwards {
        sums = [sums[0] + p, sums[1] + q];
        *sample = sums[0] * splat(x) + sums[1];
    }
    // A rising unit of slot r is on from sample r.
    let mut sums = [V::ZERO; 2];
    for (((&x, y), &[p, q]), &falling) in xs.iter().zip(ys).zip(rising_buckets).zip(falling.iter()) {
        sums = [sums[0] + p, sums[1] + q];
        *y += sum_lanes((sums[0] * splat(x) + sums[1]) + falling);
    }
}

/// From dL/dprediction in the batch: writes the gradient of every weight.
pub fn backward(layout: &Layout, activation: Activation, weights: &[V], work: &mut Workspace, gradient: &mut [V]) {
    let shape = shape(activation).expect("a served activation");
    let units = Units::of(layout, weights);
    let [hidden, output] = &layout.layers[..] else { unreachable!("one hidden layer") };
    let (front, back) = gradient.split_at_mut(output.kernel.start);
    let (gw, gb) = front.split_at_mut(hidden.bias.start);
    let (gv, gc) = back.split_at_mut(output.kernel.len());
    let (batch, lines) = (&work.batch, &mut work.lines);
    let all = sum_errors(batch, &mut lines.sums, !shape.ramps.is_empty());
    let line = Line::through(&shape, all);
    let slots: &[[u32; LANES]] = &lines.slots;
    let gradient = [gw, gb, &mut *gv];
    match shape.ramps {
        [] => unit_gradients(&line, [], &units, slots, &lines.sums, gradient),
        [one] => unit_gradients(&line, [one], &units, slots, &lines.sums, gradient),
        [one, two] => unit_gradients(&line, [one, two], &units, slots, &lines.sums, gradient),
        _ => unreachable!("no activation has more ramps"),
    }
    gc[0] = V::from([all[0], 0.0, 0.0, 0.0]);
    // Units that only fill up the last vector have no weight to learn.
    let lanes: &mut [f32] = bytemuck::cast_slice_mut(gv);
    lanes[hidden.outputs..].fill(0.0);
}

/// Σ dL/dy and Σ x·dL/dy over the batch and, for each slot, over the samples that are on.
fn sum_errors(batch: &Batch, sums: &mut [V], by_slot: bool) -> [f32; 2] {
    let deltas: &[f32] = &bytemuck::cast_slice(&batch.delta)[..batch.len];
    let samples = deltas.iter().zip(batch.x());
    let next = |[e, ex]: [f32; 2], (&delta, &x): (&f32, &f32)| [e + delta, ex + delta * x];
    if !by_slot {
        return samples.fold([0.0; 2], next);
    }
    let (rising, falling) = sums[..2 * (batch.len + 1)].split_at_mut(batch.len + 1);
    rising[batch.len] = V::ZERO;
    let mut sum = [0.0; 2];
    for (sample, slot) in samples.clone().zip(&mut rising[..batch.len]).rev() {
        sum = next(sum, sample);
        *slot = V::from([sum[0], sum[1], 0.0, 0.0]);
    }
    falling[0] = V::ZERO;
    let mut sum = [0.0; 2];
    for (sample, slot) in samples.zip(&mut falling[1..]) {
        sum = next(sum, sample);
        *slot = V::from([sum[0], sum[1], 0.0, 0.0]);
    }
    sum
}

/// What reaches the units through the line s·z + o, the same for all of them.
struct Line {
    e: V,
    ex: V,
    offset: V,
}

impl Line {
    fn through(shape: &Shape, [e, ex]: [f32; 2]) -> Self {
        Line { e: splat(shape.slope * e), ex: splat(shape.slope * ex), offset: splat(shape.offset * e) }
    }

    /// Of w, b and v.
    #[inline(always)]
    fn gradient(&self, w: V, b: V, v: V) -> [V; 3] {
        [v * self.ex, v * self.e, w * self.ex + b * self.e + self.offset]
    }
}

impl Ramp {
    /// Of w, b and v, from the sums at each unit's slot.
    #[inline(always)]
    fn gradient(&self, w: V, b: V, v: V, on: [V; LANES]) -> [V; 3] {
        let (rise, sign) = (splat(self.rise), splat(self.sign));
        let [e, ex, ..] = V::transpose(on);
        let (e, ex) = (e * rise, ex * rise);
        let (w, b) = self.argument(w, b);
        [v * ex * sign, v * e * sign, w * ex + b * e]
    }
}

/// The gradient of each unit's w, b and v, in one pass.
#[inline(always)]
fn unit_gradients<const N: usize>(
    line: &Line,
    ramps: [&Ramp; N],
    units: &Units,
    slots: &[[u32; LANES]],
    sums: &[V],
    [gw, gb, gv]: [&mut [V]; 3],
) {
    let count = units.w.len();
    let slots: [&[[u32; LANES]]; N] = std::array::from_fn(|ramp| &slots[ramp * count..][..count]);
    for (i, ((((w, b, v), gw), gb), gv)) in units.iter().zip(gw).zip(gb).zip(gv).enumerate() {
        let mut gradient = line.gradient(w, b, v);
        for (ramp, slots) in ramps.iter().zip(slots) {
            let through = ramp.gradient(w, b, v, slots[i].map(|slot| sums[slot as usize]));
            gradient = std::array::from_fn(|k| gradient[k] + through[k]);
        }
        [*gw, *gb, *gv] = gradient;
    }
}
