//! What there is to see now, as a code with numbers; the page says it in words.
//!
//! Each code has one condition, stated at its function and tested in `tests/insight.rs`. They are asked in the
//! order of [`read`], the first that holds is what is said. "Spread" is the standard deviation of the truth: the
//! function at the grid or, without a function, the points.

mod residual;
mod units;

use crate::config::{Activation, Config, Initializer, InitializerKind, Optimizer, OptimizerKind};
use crate::trainer::Trainer;
use residual::{Place, Residual};

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
}

/// A fit is good where the error is at most this share of the spread.
const GOOD: f64 = 0.05;
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
    let asked = [View::overfits, View::fits, View::linear_limit, View::straight_line, View::dead_units, View::leaps];
    let first = asked.iter().find_map(|question| question(&view));
    let (code, numbers) = first.unwrap_or_else(|| view.by_error());
    let mut insight = View::insight_of(trainer, view.rmse, code, numbers);
    insight.suggestion = if code == "fits" { None } else { suggestion(trainer.config()) };
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
            spread: residual::spread(&truth),
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
    /// is lower than it was then.
    fn overfits(&self) -> Option<Finding> {
        let history = self.trainer.history();
        let (&now, &loss) = (history.validation().last()?, history.loss().last()?);
        let lowest = |best: usize, (i, v): (usize, &f32)| if *v < history.validation()[best] { i } else { best };
        let best = history.validation().iter().enumerate().fold(0, lowest);
        let best_epoch = f64::from(history.epochs()[best]);
        let holds = now > 1.5 * history.validation()[best]
            && best_epoch < 0.7 * self.trainer.epoch() as f64
            && loss < history.loss()[best];
        let numbers = vec![("loss", loss.into()), ("validationLoss", now.into()), ("bestEpoch", best_epoch)];
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

    /// The curve deviates from a straight line by less than 2 % of the spread.
    fn straight_line(&self) -> Option<Finding> {
        let straight = residual::deviation_from_line(&self.xs, &self.predictions) < STRAIGHT * self.spread;
        let config = self.trainer.config();
        let kinks = units::kinks_inside(config.layers[0], self.trainer.scaled_domain(), &self.parameters)
            .map_or(-1.0, |n| n as f64);
        straight.then(|| ("straight_line", vec![("kinksInside", kinks), ("units", config.layers[0].units as f64)]))
    }

    /// Three quarters or more of the first layer's ReLU units are 0 on the whole domain, after 100 epochs, and the
    /// error is larger than half the spread.
    fn dead_units(&self) -> Option<Finding> {
        let config = self.trainer.config();
        let layer = config.layers[0];
        let (dead, all) = (units::dead(layer, self.trainer.scaled_domain(), &self.parameters)?, layer.units);
        let holds = self.trainer.epoch() >= 100 && 4 * dead >= 3 * all && self.rmse > 0.5 * self.spread;
        holds.then(|| ("dead_units", vec![("dead", dead as f64), ("units", all as f64)]))
    }

    /// The error is larger than 0.8 of the spread, and over the last ten epochs the loss changed by more than a
    /// fifth from each to the next on average.
    fn leaps(&self) -> Option<Finding> {
        let loss = self.trainer.history().loss();
        let last = loss.get(loss.len().checked_sub(10)?..)?;
        let change = |pair: &[f32]| (f64::from(pair[1]) / f64::from(pair[0]) - 1.0).abs();
        let mean = last.windows(2).map(change).sum::<f64>() / 9.0;
        (self.rmse > 0.8 * self.spread && mean > 0.2).then(|| ("leaps", Vec::new()))
    }

    /// Nothing special holds: what the error itself looks like.
    ///
    /// `fine_detail_missing`: of its energy at least 60 % is in waves finer than ten half-waves.
    /// `one_place`: the rest is small (the wide waves leave at most 30 % of the spread) and at least 40 % of it
    /// lies in 15 % of the domain.
    /// `wide_swings`: the wide waves leave at most 60 % of the spread.
    fn by_error(&self) -> Finding {
        let (wide, fine) = residual::wide_and_fine(&self.errors);
        let wide_left = libm::sqrt(wide / self.errors.len() as f64) / self.spread;
        let fine_share = fine / (wide + fine);
        let place = Residual { xs: &self.xs, errors: &self.errors }.worst_place();
        if fine_share >= 0.6 {
            ("fine_detail_missing", vec![("fineShare", fine_share)])
        } else if wide_left <= 0.3 && place.share >= 0.4 {
            ("one_place", numbers_of_place(place))
        } else if wide_left <= 0.6 {
            let share = ("missingShare", place.share);
            ("wide_swings", vec![("missingFrom", place.from), ("missingTo", place.to), share])
        } else {
            ("learning", Vec::new())
        }
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
/// `tests/insight.rs`) it leaves a tenth of Adadelta's error at epoch 10,000.
fn suggestion(config: &Config) -> Option<Suggestion> {
    let rule = config.optimizer.kind;
    let learns = config.layers.iter().all(|layer| layer.activation != Activation::Linear);
    let adam = Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) };
    let spread = Initializer::of(InitializerKind::Spread);
    (rule == OptimizerKind::Adadelta && learns && config.points.is_none()).then_some(Suggestion {
        code: "adam_and_spread_biases",
        optimizer: adam,
        kernel_initializer: Initializer::of(InitializerKind::HeUniform),
        bias_initializer: spread,
    })
}
