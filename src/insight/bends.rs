//! Where units bend the curve: where a unit with a kink passes it, and where a curved one bends the curve most.
//!
//! Along x each sum z of a piecewise-linear network is a broken line whose corners are the kinks of the layers before, so
//! a layer's kinks lie exactly where its z, known at all earlier kinks, passes the activation's threshold between two of
//! them (Raghu et al. 2017, "On the Expressive Power of Deep Neural Networks", section 2.2). After curved layers z is
//! taken to be straight between two points of the grid.
//!
//! By the chain rule the curve's second derivative is the sum over all units of (dy/da)·f''(z)·(dz/dx)². A curved unit
//! bends the curve where its part of that is largest.

use super::trace::{Network, Rows, Weights, activated, look};
use crate::config::Activation;

/// Where a unit's z passes a number that matters.
#[derive(Debug, Clone, Copy)]
pub struct Crossing {
    pub x: f64,
    pub layer: usize,
    pub unit: usize,
    /// Its part of the slope's change: 0 where it has no kink there.
    pub kink: f64,
    /// Whether this is the middle of its transition.
    pub is_centre: bool,
}

/// How the slope of an activation changes.
pub struct Shape {
    /// Where it jumps, and by how much.
    pub kinks: &'static [(f64, f64)],
    /// How wide its transition is, in z.
    pub width: f64,
    /// Whether it bends beside its kinks.
    pub is_curved: bool,
}

impl Shape {
    pub fn of(activation: Activation) -> Shape {
        use Activation::*;
        let kinks: &[(f64, f64)] = match activation {
            Relu => &[(0.0, 1.0)],
            LeakyRelu => &[(0.0, 0.8)],
            HardSigmoid => &[(-3.0, 1.0 / 6.0), (3.0, -1.0 / 6.0)],
            _ => &[],
        };
        let width = match activation {
            Linear => f64::NAN,
            Relu | LeakyRelu => 0.0,
            Elu | Selu | Exponential => 1.0,
            Gelu => 1.25,
            Mish => 1.5,
            // 2√ln 2: its width at half its height.
            Gaussian => 1.665_109_222_315_395_5,
            Silu => 2.0,
            Softplus | Softsign | Tanh | Sigmoid => 4.0,
            HardSigmoid => 6.0,
            Sin => std::f64::consts::TAU,
        };
        Shape { kinks, width, is_curved: kinks.is_empty() && activation != Linear }
    }

    /// The z of a transition's middle that is nearest to 0 among those in [low, high]: a wave has one in each wavelength.
    fn centre(&self, activation: Activation, low: f64, high: f64) -> f64 {
        if activation != Activation::Sin || low <= 0.0 && high >= 0.0 {
            return 0.0;
        }
        if low > 0.0 { libm::ceil(low / self.width) * self.width } else { libm::floor(high / self.width) * self.width }
    }
}

/// What units of all layers do along x.
pub struct Course {
    pub crossings: Vec<Crossing>,
    /// For each layer's units the least and the largest z.
    pub ranges: Vec<Vec<[f64; 2]>>,
    /// For each layer's units the largest that they give, by size.
    pub largest: Vec<Vec<f64>>,
    /// The x, with the kinks that were put between them.
    pub points: Vec<f64>,
    /// What the last layer's units give there.
    pub last_values: Rows,
}

/// A layer whose sums take more than this at all kinks before it, or which leaves more than that many values there, is
/// followed without them: straight between the points that there are.
const MOST_WORK: usize = 30_000_000;
const MOST_VALUES: usize = 2_000_000;

/// Follows the network over ascending xs.
pub fn follow(network: &Network, xs: &[f64]) -> Course {
    let mut course = Course {
        crossings: Vec::new(),
        ranges: Vec::new(),
        largest: Vec::new(),
        points: Vec::new(),
        last_values: Rows::new(),
    };
    let (mut points, mut inputs) = (xs.to_vec(), xs.to_vec());
    for (index, layer) in network.layers.iter().enumerate() {
        let mut sums = layer.sums(&inputs, points.len());
        let first = course.crossings.len();
        for (unit, row) in sums.chunks_exact(points.len()).enumerate() {
            cross(&points, row, index, unit, layer.activation, &mut course);
        }
        if let Some(next) = network.layers.get(index + 1) {
            let kinks = new_points(&points, &course.crossings[first..]);
            let count = points.len() + kinks.len();
            if count * next.cost() <= MOST_WORK && count * layer.units.max(next.units) <= MOST_VALUES {
                sums = with_points(&points, &kinks, &sums);
                points = with_points(&points, &kinks, &points);
            }
        }
        let [values, _] = activated(layer.activation, &sums);
        course.largest.push(values.chunks_exact(points.len()).map(largest).collect());
        inputs = values;
    }
    Course { points, last_values: inputs, ..course }
}

fn largest(values: &[f64]) -> f64 {
    let [low, high] = range(values);
    if high > -low { high } else { -low }
}

/// The least and the largest.
#[inline(never)]
fn range(values: &[f64]) -> [f64; 2] {
    let wider = |[low, high]: [f64; 2], &v: &f64| [if v < low { v } else { low }, if v > high { v } else { high }];
    values.iter().fold([f64::INFINITY, f64::NEG_INFINITY], wider)
}

/// Notes where one unit's z, known at those points, passes its kinks and its middle.
fn cross(points: &[f64], row: &[f64], layer: usize, unit: usize, activation: Activation, course: &mut Course) {
    let [low, high] = range(row);
    if unit == 0 {
        course.ranges.push(Vec::new());
    }
    course.ranges[layer].push([low, high]);
    let shape = Shape::of(activation);
    let centre = shape.centre(activation, low, high);
    let has_centre = activation != Activation::Linear;
    let mut note = |x: f64, kink: f64, is_centre: bool| {
        course.crossings.push(Crossing { x, layer, unit, kink, is_centre });
    };
    for &(z, kink) in shape.kinks {
        passes(points, row, z, &mut |x| note(x, kink, z == centre));
    }
    if has_centre && shape.kinks.len() != 1 && low < high {
        let mut is_inside = false;
        passes(points, row, centre, &mut |x| {
            is_inside = true;
            note(x, 0.0, true);
        });
        // Of a middle there is something to see at the very edge too; a kink there bends nothing.
        for edge in [0, row.len() - 1] {
            if !is_inside && row[edge] == centre {
                note(points[edge], 0.0, true);
            }
        }
    }
}

/// Each x at which a broken line goes from below a height to above it or the other way. Where it rests there on the way,
/// it is the end that is nearer to above.
#[inline(never)]
fn passes(points: &[f64], row: &[f64], height: f64, found: &mut dyn FnMut(f64)) {
    let mut last: Option<usize> = None;
    for here in 0..row.len() {
        let above = row[here] - height;
        if above == 0.0 {
            continue;
        }
        if let Some(last) = last {
            let before = row[last] - height;
            if (before > 0.0) != (above > 0.0) {
                found(match (here - last, above > 0.0) {
                    (1, _) => points[last] + (points[here] - points[last]) * (before / (before - above)),
                    (_, true) => points[here - 1],
                    (_, false) => points[last + 1],
                });
            }
        }
        last = Some(here);
    }
}

/// The kinks among crossings, ascending and each once, that are no points yet.
fn new_points(points: &[f64], crossings: &[Crossing]) -> Vec<f64> {
    let mut kinks: Vec<f64> = Vec::new();
    for &Crossing { x, kink, .. } in crossings {
        let place = kinks.partition_point(|&other| other < x);
        let at = points.partition_point(|&other| other < x);
        if kink != 0.0 && kinks.get(place) != Some(&x) && points.get(at) != Some(&x) {
            kinks.insert(place, x);
        }
    }
    kinks
}

/// Rows over the points become rows over points and kinks, straight in between.
fn with_points(points: &[f64], kinks: &[f64], rows: &[f64]) -> Rows {
    let mut all = Vec::with_capacity(rows.len() / points.len() * (points.len() + kinks.len()));
    for row in rows.chunks_exact(points.len()) {
        let mut kinks = kinks.iter().peekable();
        all.push(row[0]);
        for (x, z) in points.windows(2).zip(row.windows(2)) {
            while let Some(&kink) = kinks.next_if(|&&kink| kink < x[1]) {
                all.push(z[0] + (z[1] - z[0]) * ((kink - x[0]) / (x[1] - x[0])));
            }
            all.push(z[1]);
        }
    }
    all
}

/// Half the width of the difference quotient for a second derivative.
const H: f64 = 1.0 / 64.0;

/// For each curved unit whose part of the curve's second derivative is largest inside: x, layer, unit, and the change of
/// slope over the width of its transition.
pub fn by_curvature(network: &Network, xs: &[f64], mut found: impl FnMut(f64, usize, usize, f64)) {
    let seen = look(network, xs);
    for (index, (seen, layer)) in seen.iter().zip(&network.layers).enumerate() {
        let shape = Shape::of(layer.activation);
        if !shape.is_curved {
            continue;
        }
        let parts = curvature(layer, &seen.sums, &seen.slopes, &seen.effects);
        for (unit, parts) in parts.chunks_exact(xs.len()).enumerate() {
            if let Some((place, x)) = summit(xs, parts) {
                let slope = seen.slopes[unit * xs.len() + place].abs();
                found(x, index, unit, parts[place] / slope * shape.width);
            }
        }
    }
}

/// (dy/da)·f''(z)·(dz/dx)²
fn curvature(layer: &Weights, sums: &[f64], slopes: &[f64], effects: &[f64]) -> Rows {
    let beside = |h: f64| {
        let sums: Rows = sums.iter().map(|z| z + h).collect();
        let [_, gains] = activated(layer.activation, &sums);
        gains
    };
    let (below, above) = (beside(-H), beside(H));
    let part = |i: usize| effects[i] * ((above[i] - below[i]) / (2.0 * H)) * slopes[i] * slopes[i];
    (0..sums.len()).map(part).collect()
}

/// The place of the largest by size that is larger than its neighbours, and its x by the parabola through the three.
fn summit(xs: &[f64], values: &[f64]) -> Option<(usize, f64)> {
    let size = |i: usize| values[i].abs();
    let is_summit = |&i: &usize| size(i) >= size(i - 1) && size(i) > size(i + 1);
    let inside = (1..values.len().saturating_sub(1)).filter(is_summit);
    let place = inside.reduce(|best, i| if size(i) > size(best) { i } else { best })?;
    let (left, here, right) = (size(place - 1), size(place), size(place + 1));
    let shift = 0.5 * (left - right) / (left - 2.0 * here + right);
    Some((place, xs[place] + shift * (xs[place + 1] - xs[place])))
}
