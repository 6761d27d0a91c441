//! What a network is made of: each hidden unit's kink or centre, how wide its transition is, how much of the curve it is,
//! and what it does on the domain.
//!
//! One hidden layer is the sum of v·f(w·x + b) over its units: unit by unit a kink or a step at -b/w, as wide as f's own
//! transition divided by |w|, that bends the curve by v·|w|.

use super::bends::{self, Course, Crossing, Shape};
use super::trace::{Network, look};
use crate::config::{Activation, Layer};
use crate::scaling::Scales;

/// A network with more weights is not looked through: that would hold up its training.
pub const MOST_WEIGHTS: usize = 300_000;
/// Kinks are looked at so many at a time, for memory.
const AT_A_TIME: usize = 128;
/// What a curved unit gives counts for nothing beside what another gives below this share: a rounding of it.
const ROUNDING: f64 = 1.0 / (1 << 24) as f64;

/// What a unit does on the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It adds nothing: what it gives, or each weight that takes it on, is 0.
    Silent = 0,
    /// It adds something, and bends nothing.
    Active = 1,
    /// A kink of it lies inside, or its transition reaches in.
    Bends = 2,
    /// Weights are not finite, or too many to look through.
    Unknown = 3,
}

/// The hidden units, layer by layer, as one array for each thing to say. In units of x and y.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Neurons {
    /// From 0.
    pub layer: Vec<u8>,
    /// From 0 in its layer.
    pub unit: Vec<u16>,
    /// Where z is 0: a kink, the middle of a step or of a bell (of a wave, the nearest to z = 0), of `hard_sigmoid` the
    /// middle between its two kinks. Of several, in a later layer, the one that bends the curve most. NaN where the
    /// domain has none.
    pub position: Vec<f64>,
    /// How wide the transition is there; 0 of a kink.
    pub width: Vec<f64>,
    /// The root mean square of what it adds to the curve over the grid, about its mean. NaN in layers before the last,
    /// where that would take long.
    pub share: Vec<f64>,
    /// v·|w|, v being dy/da and w dz/dx at the position: positive where the curve bends up there, or, of an activation
    /// that is a step, where the step goes up. 0 of a line.
    pub bend: Vec<f64>,
    /// [`State`] as a number.
    pub state: Vec<u8>,
    /// Where the curve bends.
    pub bends: Bends,
}

/// Bends of the curve, in no order: each kink of a piecewise-linear unit; and, in a network of several layers, of each
/// curved unit the place where its part of the curve's second derivative is largest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bends {
    /// x
    pub position: Vec<f64>,
    /// The layer that causes it.
    pub layer: Vec<u8>,
    /// The unit that does.
    pub unit: Vec<u16>,
    /// By how much the curve's slope changes, of a curved unit over the width of its transition.
    pub bend: Vec<f64>,
}

impl Bends {
    fn push(&mut self, position: f64, layer: usize, unit: usize, bend: f64) {
        self.position.push(position);
        self.layer.push(layer as u8);
        self.unit.push(unit as u16);
        self.bend.push(bend);
    }
}

/// Reads off what the units do over the grid; all of it as the network sees it.
pub fn read(layers: &[Layer], parameters: &[f32], grid: &[f32], scales: Scales) -> Neurons {
    let mut neurons = Neurons::unknown(layers);
    if parameters.len() > MOST_WEIGHTS || !parameters.iter().all(|w| w.is_finite()) {
        return neurons;
    }
    let network = Network::new(layers, parameters);
    let xs: Vec<f64> = grid.iter().map(|&x| f64::from(x)).collect();
    let course = bends::follow(&network, &xs);
    let places = neurons.tell_states(&network, &course);
    neurons.tell_shares(&network, &course, &xs);
    if let [layer] = &network.layers[..] {
        neurons.tell_one_layer(layer.activation, parameters, &course.crossings);
    } else {
        neurons.tell_several(&network, &course.crossings, &places);
        let bends = &mut neurons.bends;
        bends::by_curvature(&network, &xs, |x, layer, unit, bend| bends.push(x, layer, unit, bend));
    }
    neurons.unscale(scales);
    neurons
}

impl Neurons {
    fn unknown(layers: &[Layer]) -> Neurons {
        let mut neurons = Neurons::default();
        for (index, layer) in layers.iter().enumerate() {
            neurons.layer.resize(neurons.layer.len() + layer.units, index as u8);
            neurons.unit.extend((0..layer.units).map(|unit| unit as u16));
        }
        let count = neurons.layer.len();
        for numbers in [&mut neurons.position, &mut neurons.width, &mut neurons.share, &mut neurons.bend] {
            numbers.resize(count, f64::NAN);
        }
        neurons.state.resize(count, State::Unknown as u8);
        neurons
    }

    /// Returns where each layer's units begin.
    fn tell_states(&mut self, network: &Network, course: &Course) -> Vec<usize> {
        let mut has_kink = vec![false; self.state.len()];
        let (mut places, mut start) = (Vec::new(), 0);
        for layer in &network.layers {
            places.push(start);
            start += layer.units;
        }
        for crossing in course.crossings.iter().filter(|crossing| crossing.kink != 0.0) {
            has_kink[places[crossing.layer] + crossing.unit] = true;
        }
        for (index, layer) in network.layers.iter().enumerate() {
            let shape = Shape::of(layer.activation);
            let handed_on = |unit: usize| course.largest[index][unit] * network.largest_outgoing(index, unit);
            let most =
                (0..layer.units).map(handed_on).fold(0.0, |most: f64, size| if size > most { size } else { most });
            let nothing = if shape.is_curved { most * ROUNDING } else { 0.0 };
            for unit in 0..layer.units {
                let [low, high] = course.ranges[index][unit];
                let reach = if layer.activation == Activation::Sin { f64::INFINITY } else { 0.5 * shape.width };
                let is_bent = shape.is_curved && low < high && low <= reach && high >= -reach;
                let place = places[index] + unit;
                self.state[place] = if handed_on(unit) <= nothing {
                    State::Silent as u8
                } else if is_bent || has_kink[place] {
                    State::Bends as u8
                } else {
                    State::Active as u8
                };
            }
        }
        places
    }

    /// Of the last layer's units.
    fn tell_shares(&mut self, network: &Network, course: &Course, xs: &[f64]) {
        let first = self.share.len() - network.output.len();
        let rows = course.last_values.chunks_exact(course.points.len());
        for ((share, values), &v) in self.share[first..].iter_mut().zip(rows).zip(network.output) {
            let mut added = Vec::new();
            for (&x, value) in course.points.iter().zip(values) {
                if xs.get(added.len()) == Some(&x) {
                    added.push(f64::from(v) * value);
                }
            }
            *share = super::residual::spread(&added);
        }
    }

    fn tell_one_layer(&mut self, activation: Activation, parameters: &[f32], crossings: &[Crossing]) {
        let units = self.unit.len();
        let [w, v] = [0, 2 * units].map(|start| &parameters[start..start + units]);
        for unit in 0..units {
            let [w, v] = [w[unit], v[unit]].map(f64::from);
            self.width[unit] = width(activation, w);
            self.bend[unit] = strength(activation, v, w);
        }
        for crossing in crossings {
            self.tell_crossing(crossing, crossing.unit, f64::from(v[crossing.unit]), f64::from(w[crossing.unit]));
        }
    }

    /// What a crossing is, by dy/da and dz/dx there.
    fn tell_crossing(&mut self, crossing: &Crossing, place: usize, effect: f64, slope: f64) {
        let Crossing { x, layer, unit, kink, is_centre } = *crossing;
        if is_centre {
            self.position[place] = x;
        }
        if kink != 0.0 {
            self.bends.push(x, layer, unit, kink * effect * slope.abs());
        }
    }

    fn tell_several(&mut self, network: &Network, crossings: &[Crossing], places: &[usize]) {
        for some in crossings.chunks(AT_A_TIME) {
            let xs: Vec<f64> = some.iter().map(|crossing| crossing.x).collect();
            let seen = look(network, &xs);
            for (index, crossing) in some.iter().enumerate() {
                let activation = network.layers[crossing.layer].activation;
                let (seen, at) = (&seen[crossing.layer], crossing.unit * some.len() + index);
                let (effect, slope) = (seen.effects[at], seen.slopes[at]);
                let place = places[crossing.layer] + crossing.unit;
                let bend = strength(activation, effect, slope);
                let is_centre =
                    crossing.is_centre && (self.position[place].is_nan() || bend.abs() > self.bend[place].abs());
                if is_centre {
                    self.width[place] = width(activation, slope);
                    self.bend[place] = bend;
                }
                self.tell_crossing(&Crossing { is_centre, ..*crossing }, place, effect, slope);
            }
        }
    }

    /// Into a person's units.
    fn unscale(&mut self, Scales { x, y }: Scales) {
        let slope = y.deviation / x.deviation;
        scale(&mut self.position, x.deviation, x.mean);
        scale(&mut self.bends.position, x.deviation, x.mean);
        scale(&mut self.width, x.deviation, 0.0);
        scale(&mut self.share, y.deviation, 0.0);
        scale(&mut self.bend, slope, 0.0);
        scale(&mut self.bends.bend, slope, 0.0);
    }
}

#[inline(never)]
fn scale(numbers: &mut [f64], factor: f64, offset: f64) {
    numbers.iter_mut().for_each(|number| *number = *number * factor + offset);
}

fn width(activation: Activation, slope: f64) -> f64 {
    if slope == 0.0 { f64::NAN } else { Shape::of(activation).width / slope.abs() }
}

/// v·|w|, with the sign that its activation gives it.
fn strength(activation: Activation, effect: f64, slope: f64) -> f64 {
    match activation {
        Activation::Linear => 0.0,
        Activation::Gaussian => -effect * slope.abs(),
        Activation::Softsign | Activation::Tanh | Activation::Sigmoid | Activation::HardSigmoid | Activation::Sin => {
            effect * slope
        }
        _ => effect * slope.abs(),
    }
}
