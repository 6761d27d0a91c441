//! The update rules, one file each, in Keras 3's form and with its names.
//!
//! A rule is a formula for one weight: from the weight, its gradient and N numbers of state it makes the next
//! weight and state, four weights at a time. Everything that is the same for all weights of an update (a decayed
//! rate, a power of beta) is computed once before. Weight decay is Keras': before the update each weight loses the
//! share `weightDecay · learningRate`, biases included.
//!
//! No state ever becomes denormal, which would make x86 several times slower: averages that only decay are set to
//! 0 below 1e-30, and those whose epsilon stands inside a root carry it with them.

mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod lion;
mod nadam;
mod rmsprop;
mod sgd;

use crate::config::{self, OptimizerKind};
use crate::nn::simd::{V, abs, lt, select, splat};

/// A formula that updates a weight with the help of N numbers of state.
trait Rule<const N: usize> {
    /// The state before the first update.
    fn initial(config: &config::Optimizer) -> [f32; N];
    /// What is the same for all weights of an update.
    fn new(config: &config::Optimizer, context: &UpdateContext) -> Self;
    /// The next weight and state.
    fn apply(&self, weight: V, gradient: V, state: [V; N]) -> (V, [V; N]);
}

/// Where in the run an update stands.
struct UpdateContext {
    learning_rate: f32,
    /// Counted from 1.
    step: u64,
    /// Of Nadam's schedule, up to this step.
    schedule: nadam::Schedule,
}

/// An optimizer with its state.
#[derive(Debug, Clone)]
pub struct Optimizer {
    config: config::Optimizer,
    /// For each vector of weights its N vectors, side by side.
    state: Vec<V>,
    schedule: nadam::Schedule,
}

/// Names a type and a number for one expression.
macro_rules! rule {
    ($rule:ident = $type:ty, $n:ident = $size:literal, $call:expr) => {{
        type $rule = $type;
        const $n: usize = $size;
        $call
    }};
}

/// Calls a generic function with the rule of a kind and the size of its state.
macro_rules! with_rule {
    ($config:expr, $rule:ident, $n:ident => $call:expr) => {
        match $config.kind {
            OptimizerKind::Sgd if $config.momentum == 0.0 => rule!($rule = sgd::Plain, $n = 0, $call),
            OptimizerKind::Sgd => rule!($rule = sgd::Momentum, $n = 1, $call),
            OptimizerKind::Rmsprop if $config.centered || $config.momentum != 0.0 => {
                rule!($rule = rmsprop::General, $n = 3, $call)
            }
            OptimizerKind::Rmsprop => rule!($rule = rmsprop::Plain, $n = 1, $call),
            OptimizerKind::Adagrad => rule!($rule = adagrad::Adagrad, $n = 1, $call),
            OptimizerKind::Adadelta => rule!($rule = adadelta::Adadelta, $n = 2, $call),
            OptimizerKind::Adam | OptimizerKind::Adamw if $config.amsgrad => {
                rule!($rule = adam::AmsGrad, $n = 3, $call)
            }
            OptimizerKind::Adam | OptimizerKind::Adamw => rule!($rule = adam::Adam, $n = 2, $call),
            OptimizerKind::Adamax => rule!($rule = adamax::Adamax, $n = 2, $call),
            OptimizerKind::Nadam => rule!($rule = nadam::Nadam, $n = 2, $call),
            OptimizerKind::Lion => rule!($rule = lion::Lion, $n = 1, $call),
        }
    };
}

impl Optimizer {
    /// With fresh state for that many vectors of weights.
    pub fn new(config: config::Optimizer, vectors: usize) -> Self {
        fn fresh<R: Rule<N>, const N: usize>(config: &config::Optimizer, vectors: usize) -> Vec<V> {
            let one = R::initial(config).map(splat);
            one.iter().copied().cycle().take(vectors * N).collect()
        }
        let state = with_rule!(config, R, N => fresh::<R, N>(&config, vectors));
        Optimizer { config, state, schedule: nadam::Schedule::default() }
    }

    /// One update of all weights; `step` counts updates from 1.
    pub fn update(&mut self, learning_rate: f32, step: u64, weights: &mut [V], gradient: &[V]) {
        if self.config.weight_decay != 0.0 {
            decay_weights(self.config.weight_decay as f32, learning_rate, weights);
        }
        if self.config.kind == OptimizerKind::Nadam {
            self.schedule.advance_to(step);
        }
        let context = UpdateContext { learning_rate, step, schedule: self.schedule };
        let (config, state) = (&self.config, &mut self.state);
        with_rule!(config, R, N => run::<R, N>(&R::new(config, &context), weights, gradient, state));
    }

    /// As if `steps` updates had been made, apart from the state.
    pub fn resume_after(&mut self, steps: u64) {
        self.schedule = nadam::Schedule::default();
        self.schedule.advance_to(steps);
    }

    /// The state, for snapshots.
    pub fn state(&self) -> &[f32] {
        bytemuck::cast_slice(&self.state)
    }

    /// Replaces the state; the length must be that of [`Optimizer::state`].
    pub fn state_mut(&mut self) -> &mut [f32] {
        bytemuck::cast_slice_mut(&mut self.state)
    }
}

fn decay_weights(decay: f32, learning_rate: f32, weights: &mut [V]) {
    let (decay, rate) = (splat(decay), splat(learning_rate));
    weights.iter_mut().for_each(|w| *w -= *w * decay * rate);
}

#[inline(always)]
fn run<R: Rule<N>, const N: usize>(rule: &R, weights: &mut [V], gradient: &[V], state: &mut [V]) {
    if N == 0 {
        weights.iter_mut().zip(gradient).for_each(|(w, &g)| *w = rule.apply(*w, g, [V::ZERO; N]).0);
        return;
    }
    for ((w, &g), state) in weights.iter_mut().zip(gradient).zip(state.chunks_exact_mut(N.max(1))) {
        let (weight, next) = rule.apply(*w, g, std::array::from_fn(|i| state[i]));
        *w = weight;
        state.copy_from_slice(&next);
    }
}

/// 0 in place of what is nearly denormal; a NaN stays a NaN.
#[inline(always)]
fn flush(v: V) -> V {
    select(lt(abs(v), splat(1e-30)), V::ZERO, v)
}

/// beta to the power of `step`, in f64.
fn power(beta: f64, step: u64) -> f64 {
    libm::pow(beta, step as f64)
}
