//! What there is to see now, as a code with numbers; the page says it in words.
//!
//! Each code has one condition, stated at its function and tested in `tests/insight.rs`. They are asked in the
//! order of [`read`], the first that holds is what is said. "Spread" is the standard deviation of the truth, the
//! function at the grid or, without a function, the points; of what is constant it is the size of that, for by it
//! the plot is scaled.

mod bends;
mod course;
mod encode;
pub mod neurons;
pub(crate) mod residual;
mod trace;
mod units;

use crate::config::{Activation, Initializer, InitializerKind, Layer, Optimizer, OptimizerKind, Scaling};
use crate::trainer::Trainer;
use residual::{Place, Residual, Waves};

/// What there is to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Insight {
    /// Which sentence.
    pub code: &'static str,
    /// The numbers in it, by name; always `epoch` and `rmse`.
    pub numbers: Vec<(&'static str, f64)>,
    /// Whether the truth is a function (else points alone).
    pub has_function: bool,
    /// A change that was measured to fit better, offered where the fit is not good.
    pub suggestion: Option<Suggestion>,
}

/// A change to the configuration worth trying.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Which.
    pub code: &'static str,
    /// The optimizer to take.
    pub optimizer: Optimizer,
    /// The kernels to begin with.
    pub kernel_initializer: Initializer,
    /// The biases to begin with.
    pub bias_initializer: Initializer,
    /// What to do to x and y.
    pub scaling: Scaling,
}

/// A fit is good where the error is at most this share of the spread.
const GOOD: f64 = 0.05;
/// So little is taken for none: what is left of a constant function by rounding.
const CONSTANT: f64 = 1e-6;
/// So few bends are few enough to tell a shape by.
const FEW_BENDS: usize = 6;
/// Before so many epochs units that are silent may yet begin to speak, and a loss that rests may yet fall.
const EARLY: u64 = 100;
/// The curve counts as straight where it deviates from a line by less than this share of the spread.
const STRAIGHT: f64 = 0.02;

/// The truth and what the network says of it, at ascending x.
struct View<'a> {
    trainer: &'a Trainer,
    parameters: Vec<f32>,
    xs: Vec<f64>,
    truth: Vec<f64>,
    predictions: Vec<f64>,
    errors: Vec<f64>,
    spread: f64,
    rmse: f64,
}

/// Reads off what there is to see.
pub fn read(trainer: &Trainer) -> Insight {
    if trainer.diverged() {
        let numbers = vec![("learningRate", trainer.learning_rate())];
        return View::insight_of(trainer, f64::NAN, "diverged", numbers);
    }
    let view = View::new(trainer);
    let asked = [
        View::overfits,
        View::fits,
        View::linear_limit,
        View::dead_layer,
        View::dead_units,
        View::straight_line,
        View::leaps,
        View::by_error,
        View::settled,
    ];
    let first = asked.iter().find_map(|question| question(&view));
    let (code, numbers) = first.unwrap_or(("learning", Vec::new()));
    let mut insight = View::insight_of(trainer, view.rmse, code, numbers);
    insight.suggestion = if code == "fits" { None } else { suggestion(trainer) };
    insight
}

type Finding = (&'static str, Vec<(&'static str, f64)>);

impl<'a> View<'a> {
    fn new(trainer: &'a Trainer) -> Self {
        let (xs, truth, predictions) = judged(trainer);
        let errors: Vec<f64> = predictions.iter().zip(&truth).map(|(y, t)| y - t).collect();
        View {
            trainer,
            parameters: trainer.parameters(),
            spread: yardstick(&truth),
            rmse: residual::root_mean_square(&errors),
            xs,
            truth,
            predictions,
            errors,
        }
    }

    fn insight_of(trainer: &Trainer, rmse: f64, code: &'static str, numbers: Vec<(&'static str, f64)>) -> Insight {
        let mut all = vec![("epoch", trainer.epoch() as f64), ("rmse", rmse)];
        all.extend(numbers);
        Insight { code, numbers: all, has_function: trainer.config().function.is_some(), suggestion: None }
    }

    /// The validation loss is 1.5 times its lowest, which lies before 0.7 of the epochs, while the training loss
    /// is lower than it was then; both smoothed, so that no single lucky epoch decides.
    fn overfits(&self) -> Option<Finding> {
        let history = self.trainer.history();
        let validation = course::smoothed(history.validation(), course::LONG);
        let loss = course::smoothed(history.loss(), course::LONG);
        let (best, middle) = course::lowest(&validation, course::LONG)?;
        let (now, best_epoch) = (validation[validation.len() - 1], f64::from(history.epochs()[middle]));
        let holds = now > 1.5 * validation[best]
            && best_epoch < 0.7 * self.trainer.epoch() as f64
            && loss[loss.len() - 1] < loss[best];
        let numbers = vec![("loss", loss[loss.len() - 1]), ("validationLoss", now), ("bestEpoch", best_epoch)];
        holds.then_some(("overfits", numbers))
    }

    /// The error is at most 5 % of the spread.
    fn fits(&self) -> Option<Finding> {
        (self.rmse <= GOOD * self.spread).then(|| ("fits", Vec::new()))
    }

    /// Every activation is linear, and the error is within 2 % of the least-squares line's.
    fn linear_limit(&self) -> Option<Finding> {
        let layers = &self.trainer.config().layers;
        let best = residual::deviation_from_line(&self.xs, &self.truth);
        let holds = layers.iter().all(|layer| layer.activation == Activation::Linear) && self.rmse <= 1.02 * best;
        let units = layers.iter().map(|layer| layer.units).sum::<usize>() as f64;
        holds
            .then(|| ("linear_limit", vec![("mse", self.rmse * self.rmse), ("bestMse", best * best), ("units", units)]))
    }

    /// The curve deviates from a straight line by less than 2 % of the spread. Where that has long been so, `since`
    /// is when.
    fn straight_line(&self) -> Option<Finding> {
        let straight = residual::deviation_from_line(&self.xs, &self.predictions) < STRAIGHT * self.spread;
        let layer = self.layer();
        let kinks = units::kinks_inside(layer, self.trainer.scaled_domain(), &self.parameters);
        let mut numbers = vec![("kinksInside", kinks.map_or(-1.0, |n| n as f64)), ("units", layer.units as f64)];
        numbers.extend(self.rests_since().map(|since| ("since", since)));
        straight.then_some(("straight_line", numbers))
    }

    fn layer(&self) -> Layer {
        self.trainer.config().layers[0]
    }

    /// Of several hidden layers one gives 0 throughout the domain: no x reaches the output.
    fn dead_layer(&self) -> Option<Finding> {
        let flat = self.trainer.curve().iter().all(|&y| y == self.trainer.curve()[0]);
        let config = self.trainer.config();
        if !flat || config.layers.len() == 1 {
            return None;
        }
        let index = units::dead_layer(&config.layers, self.trainer.scaled_domain(), &self.parameters)?;
        let units = config.layers[index].units as f64;
        Some(("dead_layer", vec![("layer", index as f64 + 1.0), ("units", units)]))
    }

    /// ReLU units of the first layer that are 0 on the whole domain explain the shape: all of them are; or, after 100
    /// epochs, half of them are and at most six kinks lie inside, or three quarters are and the error is larger than
    /// half the spread.
    fn dead_units(&self) -> Option<Finding> {
        let (layer, domain) = (self.layer(), self.trainer.scaled_domain());
        let (dead, all) = (units::dead(layer, domain, &self.parameters)?, layer.units);
        let bends = units::kinks_inside(layer, domain, &self.parameters)?;
        let few_left = self.trainer.config().layers.len() == 1 && 2 * dead >= all && bends <= FEW_BENDS;
        let far_off = 4 * dead >= 3 * all && self.rmse > 0.5 * self.spread;
        let holds = dead == all || self.trainer.epoch() >= EARLY && (few_left || far_off);
        holds.then(|| ("dead_units", vec![("dead", dead as f64), ("units", all as f64)]))
    }

    /// The loss is hardly lower than it was at `since`, half of the epochs ago: by less than a twentieth.
    fn settled(&self) -> Option<Finding> {
        self.rests_since().map(|since| ("settled", vec![("since", since)]))
    }

    fn rests_since(&self) -> Option<f64> {
        let history = self.trainer.history();
        (self.trainer.epoch() >= EARLY).then(|| course::rests_since(history.epochs(), history.loss()))?
    }

    /// The error is larger than 0.8 of the spread, and over the last ten epochs the loss changed by more than a
    /// fifth from each to the next on average, up and down by turns (at four of eight at least), and not
    /// because it is next to nothing: it is above a tenth of its first.
    fn leaps(&self) -> Option<Finding> {
        let loss = self.trainer.history().loss();
        let last = loss.get(loss.len().checked_sub(10)?..)?;
        let change = |pair: &[f32]| (f64::from(pair[1]) / f64::from(pair[0]) - 1.0).abs();
        let mean = last.windows(2).map(change).sum::<f64>() / 9.0;
        let turns = last.windows(3).filter(|three| (three[1] > three[0]) != (three[2] > three[1])).count();
        (self.rmse > 0.8 * self.spread && mean > 0.2 && turns >= 4 && last[9] > 0.1 * loss[0])
            .then(|| ("leaps", Vec::new()))
    }

    /// What the error itself looks like.
    ///
    /// `one_place`: the rest is small (it is at most 45 % of the spread, its wide waves are at most 30 %) and at least
    /// 40 % of it lies in 15 % of the domain.
    /// `fine_detail_missing`: its wide waves are as small, and of its energy at least 60 % is in waves finer than ten half-waves, of which
    /// the function itself has at least half as much.
    /// `wide_swings`: it is at most 75 % of the spread, its wide waves are at most 60 %.
    fn by_error(&self) -> Option<Finding> {
        let count = self.errors.len() as f64;
        // Points lie anywhere: of them no waves can be told.
        let all = Waves { wide: self.rmse * self.rmse * count, fine: 0.0 };
        let has_function = self.trainer.config().function.is_some();
        let error = if has_function { residual::wide_and_fine(&self.errors) } else { all };
        let wide_left = libm::sqrt(error.wide / count) / self.spread;
        let fine_share = error.fine / (error.wide + error.fine);
        let place = Residual { xs: &self.xs, errors: &self.errors }.worst_place();
        let rippled = || residual::wide_and_fine(&self.truth).fine >= 0.5 * error.fine;
        let left = self.rmse / self.spread;
        if left <= 0.45 && wide_left <= 0.3 && place.share >= 0.4 {
            Some(("one_place", numbers_of_place(place)))
        } else if wide_left <= 0.3 && fine_share >= 0.6 && rippled() {
            Some(("fine_detail_missing", vec![("fineShare", fine_share)]))
        } else if left <= 0.75 && wide_left <= 0.6 {
            let share = ("missingShare", place.share);
            Some(("wide_swings", vec![("missingFrom", place.from), ("missingTo", place.to), share]))
        } else {
            None
        }
    }
}

/// What an error is measured by: the standard deviation of the truth or, where that is constant, its size.
fn yardstick(truth: &[f64]) -> f64 {
    let spread = residual::spread(truth);
    let size = truth.iter().fold(0.0, |size: f64, y| size.max(y.abs()));
    if spread > CONSTANT * size {
        spread
    } else if size > 0.0 {
        size
    } else {
        1.0
    }
}

fn numbers_of_place(place: Place) -> Vec<(&'static str, f64)> {
    let Place { from, to, share, worst_x, worst_error } = place;
    vec![("from", from), ("to", to), ("share", share), ("worstX", worst_x), ("worstError", worst_error)]
}

/// x, truth and prediction in ascending x: at the grid or, where there is no function, at the points.
fn judged(trainer: &Trainer) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let as_f64 = |values: &[f32]| values.iter().map(|&v| f64::from(v)).collect();
    if trainer.config().function.is_some() {
        (as_f64(trainer.grid()), as_f64(trainer.target()), as_f64(trainer.curve()))
    } else {
        trainer.at_samples()
    }
}

/// Adam at 0.01 from spread biases, where the run does not have them: measured on the experiment (see
/// `tests/insight.rs`) it leaves a tenth of Adadelta's error at epoch 10,000. Points far from the unit square are
/// learned with `standardize` only.
fn suggestion(trainer: &Trainer) -> Option<Suggestion> {
    let config = trainer.config();
    let learns = config.layers.iter().all(|layer| layer.activation != Activation::Linear);
    let far = config.scaling == Scaling::None && is_far(trainer);
    let slow = config.optimizer.kind == OptimizerKind::Adadelta;
    let code = match (far, slow) {
        _ if !learns => return None,
        (false, false) => return None,
        (false, true) => "adam_and_spread_biases",
        (true, false) => "standardize",
        (true, true) => "standardize_and_adam",
    };
    let as_it_is = Suggestion {
        code,
        optimizer: config.optimizer,
        kernel_initializer: config.kernel_initializer,
        bias_initializer: config.bias_initializer,
        scaling: if far { Scaling::Standardize } else { config.scaling },
    };
    Some(if slow {
        Suggestion {
            optimizer: Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) },
            kernel_initializer: Initializer::of(InitializerKind::HeUniform),
            bias_initializer: Initializer::of(InitializerKind::Spread),
            ..as_it_is
        }
    } else {
        as_it_is
    })
}

/// Whether x or y are of another size than networks begin with: ten times as far from 0, or as narrow.
fn is_far(trainer: &Trainer) -> bool {
    let is_far = |values: &[f32]| {
        let values: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
        let size = values.iter().fold(0.0, |size: f64, v| size.max(v.abs()));
        let spread = residual::spread(&values);
        size > 10.0 || spread > 0.0 && spread < 0.02
    };
    is_far(trainer.train_x()) || is_far(trainer.train_y())
}
