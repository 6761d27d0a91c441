//! What a network is made of, against a naive network in f64: kinks by its definition, shares by leaving a unit out, and
//! bends by the slopes of the curve on either side.
#![cfg(not(target_arch = "wasm32"))]
// The platform's mathematics, on purpose: what judges must not rest on the arithmetic that is judged.
#![allow(clippy::disallowed_methods)]

#[path = "support/oracle.rs"]
mod oracle;

use lernkurve::insight::neurons::{Neurons, State};
use lernkurve::{Config, Trainer, config::*};
use oracle::Oracle;

fn with(layers: &[(usize, Activation)]) -> Config {
    let layers = layers.iter().map(|&(units, activation)| Layer { units, activation }).collect();
    Config {
        layers,
        kernel_initializer: Initializer::of(InitializerKind::HeUniform),
        bias_initializer: Initializer::random_uniform(-0.6, 0.6),
        optimizer: Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) },
        ..Config::default()
    }
}

fn trained(config: &Config, epochs: u32) -> Trainer {
    let mut trainer = Trainer::new(config.clone()).unwrap();
    trainer.step(epochs);
    trainer
}

fn exact(trainer: &Trainer) -> Vec<f64> {
    trainer.parameters().iter().map(|&w| w.into()).collect()
}

fn assert_near(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance, "{what}: {actual} instead of {expected}");
}

fn spread(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64).sqrt()
}

/// z at which an activation has its middle, and how wide its transition is.
fn expected_width(activation: Activation) -> f64 {
    match activation {
        Activation::Relu | Activation::LeakyRelu => 0.0,
        Activation::Sigmoid | Activation::Tanh | Activation::Softsign | Activation::Softplus => 4.0,
        Activation::HardSigmoid => 6.0,
        Activation::Sin => std::f64::consts::TAU,
        Activation::Gaussian => 2.0 * 2f64.ln().sqrt(),
        _ => f64::NAN,
    }
}

/// Everything that one hidden layer says, by the definitions.
fn check_one_layer(config: &Config, trainer: &mut Trainer) {
    let neurons = trainer.neurons().clone();
    let units = config.layers[0].units;
    let activation = config.layers[0].activation;
    let weights = exact(trainer);
    let oracle = Oracle::new(config);
    let grid: Vec<f64> = trainer.grid().iter().map(|&x| x.into()).collect();
    let [low, high] = config.domain();
    let full: Vec<f64> = grid.iter().map(|&x| oracle.predict(&weights, x)).collect();
    let size = full.iter().fold(1e-3f64, |size, y| size.max(y.abs()));
    assert_eq!((neurons.unit.len(), neurons.layer.iter().max()), (units, Some(&0)));
    for unit in 0..units {
        let (w, b, v) = (weights[unit], weights[units + unit], weights[2 * units + unit]);
        let name = format!("{activation:?}, unit {unit} of {units}");
        let mut without = weights.clone();
        without[2 * units + unit] = 0.0;
        let added: Vec<f64> = grid.iter().zip(&full).map(|(&x, y)| y - oracle.predict(&without, x)).collect();
        assert_near(neurons.share[unit], spread(&added), 1e-6 * size, &name);
        assert_near(
            neurons.bend[unit].abs(),
            if activation == Activation::Linear { 0.0 } else { (v * w).abs() },
            1e-9,
            &name,
        );
        let centre = -b / w;
        match activation {
            Activation::Linear => assert!(neurons.position[unit].is_nan(), "{name}"),
            Activation::Sin => {
                let (x, wave) = (neurons.position[unit], std::f64::consts::TAU / w.abs());
                if x.is_nan() {
                    let nearest = centre + ((low - centre) / wave).ceil() * wave;
                    assert!(nearest > high, "{name}: {nearest}");
                } else {
                    let waves = (x - centre) / wave;
                    assert_near(waves, waves.round(), 1e-6, &name);
                    assert!(
                        (low..=high).contains(&x) && (waves.round() == 0.0) == (low..=high).contains(&centre),
                        "{name}"
                    );
                }
            }
            _ if low < centre && centre < high => assert_near(neurons.position[unit], centre, 1e-7, &name),
            _ => assert!(neurons.position[unit].is_nan() || centre == low || centre == high, "{name}: {centre}"),
        }
        if !expected_width(activation).is_nan() && w != 0.0 {
            assert_near(neurons.width[unit] * w.abs(), expected_width(activation), 1e-9, &name);
        }
        let adds_nothing = added.iter().all(|&y| y == 0.0);
        assert_eq!(neurons.state[unit] == State::Silent as u8, adds_nothing, "{name}");
    }
}

#[test]
fn one_layer_says_what_each_of_its_units_is() {
    for &activation in Activation::ALL {
        for units in [1, 5, 40] {
            let config = with(&[(units, activation)]);
            for epochs in [0, 200] {
                check_one_layer(&config, &mut trained(&config, epochs));
            }
        }
    }
}

#[test]
fn the_experiment_has_silent_units_and_the_others_are_its_curve() {
    let config = Config::default();
    let mut trainer = trained(&config, 1_000);
    check_one_layer(&config, &mut trainer);
    let neurons = trainer.neurons().clone();
    let silent: Vec<usize> = (0..300).filter(|&unit| neurons.state[unit] == State::Silent as u8).collect();
    assert!(silent.len() > 100 && silent.len() < 290, "{} silent", silent.len());
    let before = trainer.step(0).to_vec();
    let mut parameters = trainer.parameters();
    silent.iter().for_each(|&unit| parameters[600 + unit] = 0.0);
    trainer.set_parameters(&parameters).unwrap();
    assert_eq!(trainer.curve(), before, "without all that are silent");
}

#[test]
fn a_kink_bends_up_where_its_weight_is_positive_and_a_step_goes_where_it_goes() {
    let of = |activation, [w, b, v]: [f32; 3]| {
        let mut trainer = Trainer::new(with(&[(1, activation)])).unwrap();
        trainer.set_parameters(&[w, b, v, 0.0]).unwrap();
        let neurons = trainer.neurons();
        (neurons.bend[0], neurons.position[0], neurons.state[0])
    };
    for w in [2.0, -2.0] {
        let b = -0.25 * w;
        assert_eq!(of(Activation::Relu, [w, b, 3.0]), (6.0, 0.25, State::Bends as u8));
        assert_eq!(of(Activation::Softplus, [w, b, -3.0]), (-6.0, 0.25, State::Bends as u8));
        assert_eq!(of(Activation::Sigmoid, [w, b, 3.0]).0, 3.0 * f64::from(w));
        assert_eq!(of(Activation::Gaussian, [w, b, 3.0]), (-6.0, 0.25, State::Bends as u8));
    }
    assert_eq!(of(Activation::Relu, [1.0, -2.0, 3.0]).2, State::Silent as u8);
    assert_eq!(of(Activation::Relu, [1.0, 2.0, 3.0]).2, State::Active as u8);
    assert_eq!(of(Activation::Relu, [1.0, 0.0, 3.0]).2, State::Active as u8, "a kink at the edge bends nothing");
    assert_eq!(of(Activation::Relu, [2.0, -1.0, 0.0]).2, State::Silent as u8, "nothing takes it on");
    assert_eq!(of(Activation::LeakyRelu, [1.0, -2.0, 3.0]).2, State::Active as u8);
    assert_eq!(of(Activation::Linear, [1.0, -0.5, 3.0]).2, State::Active as u8);
    assert_eq!(of(Activation::HardSigmoid, [1.0, -9.0, 3.0]).2, State::Silent as u8);
    assert_eq!(of(Activation::HardSigmoid, [1.0, 9.0, 3.0]).2, State::Active as u8, "1 throughout");
    assert_eq!(of(Activation::HardSigmoid, [1.0, -0.5, 3.0]).2, State::Active as u8, "a line throughout");
    assert_eq!(of(Activation::Tanh, [40.0, -200.0, 3.0]).2, State::Active as u8, "its step lies elsewhere");
    assert_eq!(of(Activation::Tanh, [0.05, 0.0, 3.0]).1, 0.0, "a middle at the edge");
    assert_eq!(of(Activation::Sigmoid, [0.0, 0.0, 3.0]).2, State::Active as u8, "it is constant");
}

#[test]
fn a_step_wider_than_the_picture_reaches_in() {
    let config = Config { layers: vec![Layer { units: 300, activation: Activation::Sigmoid }], ..Config::default() };
    let mut trainer = Trainer::new(config).unwrap();
    let neurons = trainer.neurons();
    assert!(neurons.width.iter().all(|&width| width > 1.0), "every step is wider than the picture");
    assert!(neurons.state.iter().all(|&state| state == State::Bends as u8));
}

/// The slope of the naive curve beside x, on either side.
fn slopes(oracle: &Oracle, weights: &[f64], x: f64, h: f64) -> [f64; 2] {
    let y = oracle.predict(weights, x);
    [(y - oracle.predict(weights, x - h)) / h, (oracle.predict(weights, x + h) - y) / h]
}

/// The bends of one place together.
fn merged(neurons: &Neurons) -> Vec<(f64, f64)> {
    let mut bends: Vec<(f64, f64)> =
        neurons.bends.position.iter().copied().zip(neurons.bends.bend.iter().copied()).collect();
    bends.sort_by(|a, b| a.0.total_cmp(&b.0));
    bends
}

#[test]
fn between_its_bends_a_piecewise_linear_network_is_straight_and_at_each_its_slope_jumps_by_it() {
    let shapes: [&[(usize, Activation)]; 7] = [
        &[(12, Activation::Relu)],
        &[(9, Activation::LeakyRelu)],
        &[(8, Activation::HardSigmoid)],
        &[(7, Activation::Relu), (6, Activation::Relu)],
        &[(6, Activation::LeakyRelu), (5, Activation::HardSigmoid), (4, Activation::Relu)],
        &[(5, Activation::Relu), (4, Activation::Linear), (5, Activation::LeakyRelu)],
        &[(8, Activation::Relu), (8, Activation::Relu), (8, Activation::Relu), (8, Activation::Relu)],
    ];
    let mut checked = 0;
    for layers in shapes {
        for seed in 1..=3 {
            // Steep enough for hard_sigmoid to bend inside.
            let config = Config { seed, kernel_initializer: Initializer::random_uniform(-3.0, 3.0), ..with(layers) };
            for epochs in [0, 20] {
                let mut trainer = trained(&config, epochs);
                let (oracle, weights) = (Oracle::new(&config), exact(&trainer));
                let bends = merged(trainer.neurons());
                let curve = |x: f64| oracle.predict(&weights, x);
                let largest = bends.iter().fold(1.0f64, |largest, bend| largest.max(bend.1.abs()));
                let ends: Vec<f64> = [0.0].into_iter().chain(bends.iter().map(|bend| bend.0)).chain([1.0]).collect();
                for pair in ends.windows(2) {
                    let [a, c] = [pair[0], pair[1]];
                    // Positions are good to a rounding of what activations give, which are f32.
                    let straight = 0.5 * (curve(a) + curve(c));
                    assert_near(
                        curve(0.5 * (a + c)),
                        straight,
                        1e-5 * largest * (c - a) + 2e-6 * largest,
                        &format!("{layers:?} {a} {c}"),
                    );
                }
                for (index, &(x, bend)) in bends.iter().enumerate() {
                    let nearest =
                        ends.iter().enumerate().filter(|&(i, _)| i != index + 1).map(|(_, other)| (x - other).abs());
                    let room = nearest.fold(f64::INFINITY, f64::min);
                    if room > 1e-3 {
                        let [left, right] = slopes(&oracle, &weights, x, 0.5 * room);
                        assert_near(right - left, bend, 1e-3 * largest, &format!("{layers:?}, seed {seed}, at {x}"));
                        checked += 1;
                    }
                }
            }
        }
    }
    assert!(checked > 150, "{checked} bends");
}

/// A curved network in f64 as one writes it on paper, with all its sums.
struct Naive<'a> {
    layers: &'a [(usize, Activation)],
    weights: &'a [f64],
}

impl Naive<'_> {
    fn activate(activation: Activation, z: f64) -> f64 {
        match activation {
            Activation::Tanh => z.tanh(),
            Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
            Activation::Gaussian => (-z * z).exp(),
            Activation::Sin => z.sin(),
            _ => unreachable!(),
        }
    }

    /// The output, and the sum of one unit; what that unit gives is moved by so much.
    fn walk(&self, x: f64, wanted: (usize, usize), moved: f64) -> [f64; 2] {
        let (mut values, mut rest, mut sum) = (vec![x], self.weights, f64::NAN);
        for (index, &(units, activation)) in self.layers.iter().enumerate() {
            let (kernel, after) = rest.split_at(values.len() * units);
            let z: Vec<f64> = (0..units)
                .map(|j| after[j] + values.iter().enumerate().map(|(i, v)| v * kernel[i * units + j]).sum::<f64>())
                .collect();
            rest = &after[units..];
            values = z.iter().map(|&z| Naive::activate(activation, z)).collect();
            if index == wanted.0 {
                sum = z[wanted.1];
                values[wanted.1] += moved;
            }
        }
        [rest[values.len()] + values.iter().zip(rest).map(|(a, v)| a * v).sum::<f64>(), sum]
    }

    /// (dy/da)·f''(z)·(dz/dx)², each factor by differences.
    fn part(&self, x: f64, unit: (usize, usize)) -> f64 {
        let h = 1e-4;
        let effect = (self.walk(x, unit, h)[0] - self.walk(x, unit, -h)[0]) / (2.0 * h);
        let slope = (self.walk(x + h, unit, 0.0)[1] - self.walk(x - h, unit, 0.0)[1]) / (2.0 * h);
        let z = self.walk(x, unit, 0.0)[1];
        let f = |z: f64| Naive::activate(self.layers[unit.0].1, z);
        effect * (f(z + h) - 2.0 * f(z) + f(z - h)) / (h * h) * slope * slope
    }
}

#[test]
fn a_curved_unit_bends_the_curve_where_its_part_of_the_second_derivative_is_largest() {
    let mut checked = 0;
    for activation in [Activation::Tanh, Activation::Sigmoid, Activation::Gaussian, Activation::Sin] {
        let layers = [(4, activation), (3, activation)];
        let config = Config { kernel_initializer: Initializer::random_uniform(-4.0, 4.0), ..with(&layers) };
        let mut trainer = trained(&config, 5);
        let weights = exact(&trainer);
        let naive = Naive { layers: &layers, weights: &weights };
        let bends = trainer.neurons().bends.clone();
        let units: Vec<(usize, usize)> =
            layers.iter().enumerate().flat_map(|(l, &(n, _))| (0..n).map(move |u| (l, u))).collect();
        for x in [0.21, 0.5, 0.83] {
            let h = 1e-4;
            let curve = |x: f64| naive.walk(x, (0, 0), 0.0)[0];
            let second = (curve(x + h) - 2.0 * curve(x) + curve(x - h)) / (h * h);
            let sum: f64 = units.iter().map(|&unit| naive.part(x, unit)).sum();
            assert_near(sum, second, 1e-4 * (1.0 + second.abs()), "the parts are the whole");
        }
        for unit in units {
            let fine: Vec<(f64, f64)> =
                (1..2_000).map(|i| f64::from(i) / 2_000.0).map(|x| (x, naive.part(x, unit).abs())).collect();
            let summits: Vec<(f64, f64)> =
                fine.windows(3).filter(|w| w[1].1 >= w[0].1 && w[1].1 > w[2].1).map(|w| w[1]).collect();
            let best =
                summits.iter().copied().fold((f64::NAN, 0.0), |best, one| if one.1 > best.1 { one } else { best });
            let is = |i: &usize| (usize::from(bends.layer[*i]), usize::from(bends.unit[*i])) == unit;
            let found: Vec<f64> = (0..bends.unit.len()).filter(is).map(|i| bends.position[i]).collect();
            assert!(found.len() <= 1, "one each");
            // Summits by the edge, or as high as another, are anybody's.
            let clear = summits.iter().filter(|one| one.1 > 0.9 * best.1).count() == 1
                && best.0 > 0.03
                && best.0 < 0.97
                && best.1 > 1e-3;
            if clear {
                assert_near(found[0], best.0, 4e-3, &format!("{activation:?} {unit:?}"));
                checked += 1;
            }
        }
    }
    assert!(checked >= 10, "{checked}");
}

#[test]
fn a_person_reads_their_own_units() {
    let points: Vec<[f64; 2]> =
        (0..30).map(|i| [1990.0 + f64::from(i), 50_000.0 + 9_000.0 * (f64::from(i) / 5.0).sin()]).collect();
    let layers = [(20, Activation::Relu)];
    let config = Config {
        function: None,
        points: Some(points.clone()),
        scaling: Scaling::Standardize,
        bias_initializer: Initializer::of(InitializerKind::Spread),
        ..with(&layers)
    };
    let mut trainer = trained(&config, 500);
    let neurons = trainer.neurons().clone();
    let weights = exact(&trainer);
    let (mx, sx) = (2004.5, spread(&points.iter().map(|p| p[0]).collect::<Vec<_>>()));
    let sy = spread(&points.iter().map(|p| p[1]).collect::<Vec<_>>());
    for unit in 0..20 {
        let (w, b, v) = (weights[unit], weights[20 + unit], weights[40 + unit]);
        if !neurons.position[unit].is_nan() {
            assert_near(neurons.position[unit], mx - sx * b / w, 1e-3, "a year");
        }
        assert_near(neurons.bend[unit], v * w.abs() * sy / sx, 1e-6 * sy, "y a year");
    }
    // As much as the curve itself loses without it.
    let strongest = (0..20).max_by(|&a, &b| neurons.share[a].total_cmp(&neurons.share[b])).unwrap();
    let with_it = trainer.curve().to_vec();
    let mut parameters = trainer.parameters();
    parameters[40 + strongest] = 0.0;
    trainer.set_parameters(&parameters).unwrap();
    let added: Vec<f64> = with_it.iter().zip(trainer.curve()).map(|(&a, &b)| f64::from(a) - f64::from(b)).collect();
    assert_near(neurons.share[strongest], spread(&added), 1e-5 * sy, "share");
}

#[test]
fn several_layers_say_where_their_units_pass_zero_and_which_are_silent() {
    let config = with(&[(6, Activation::Relu), (5, Activation::Relu)]);
    let mut trainer = trained(&config, 50);
    let mut parameters = trainer.parameters();
    // The second layer's third unit is pulled below 0 for good.
    parameters[12 + 30 + 2] = -100.0;
    trainer.set_parameters(&parameters).unwrap();
    let neurons = trainer.neurons();
    assert_eq!(neurons.state[6 + 2], State::Silent as u8);
    assert_eq!(neurons.share[6 + 2], 0.0);
    for (index, &state) in neurons.state.iter().enumerate() {
        let (layer, unit) = (neurons.layer[index], neurons.unit[index]);
        let of_it =
            (0..neurons.bends.unit.len()).filter(|&i| (neurons.bends.layer[i], neurons.bends.unit[i]) == (layer, unit));
        let places: Vec<f64> = of_it.map(|i| neurons.bends.position[i]).collect();
        if state == State::Bends as u8 {
            assert!(places.contains(&neurons.position[index]), "layer {layer}, unit {unit}: {places:?}");
        } else if state == State::Active as u8 {
            assert!(places.is_empty() && neurons.position[index].is_nan(), "layer {layer}, unit {unit}");
        }
    }
}

#[test]
fn of_numbers_that_are_not_finite_and_of_networks_too_large_nothing_is_said() {
    let mut trainer = Trainer::new(Config::default()).unwrap();
    let mut parameters = trainer.parameters();
    parameters[7] = f32::NAN;
    trainer.set_parameters(&parameters).unwrap();
    let unknown = |neurons: &Neurons| {
        neurons.state.iter().all(|&state| state == State::Unknown as u8)
            && neurons.position.iter().chain(&neurons.share).all(|number| number.is_nan())
            && neurons.bends == Default::default()
    };
    assert!(unknown(trainer.neurons()));
    let mut large = Trainer::new(with(&[(600, Activation::Relu), (600, Activation::Relu)])).unwrap();
    assert!(unknown(large.neurons()) && large.neurons().unit.len() == 1_200);
    // Of those between, the shares of earlier layers are left to whoever asks for one.
    let mut between = Trainer::new(with(&[(90, Activation::Relu), (90, Activation::Relu)])).unwrap();
    let share = &between.neurons().share;
    assert!(share[..90].iter().all(|share| share.is_nan()) && share[90..].iter().all(|share| share.is_finite()));
    let optimizer = Optimizer { learning_rate: 1e6, ..Optimizer::of(OptimizerKind::Sgd) };
    let mut diverged = trained(&Config { optimizer, ..Config::default() }, 50);
    assert!(diverged.diverged());
    assert_eq!(diverged.neurons().unit.len(), 300);
}

#[test]
fn what_is_said_is_of_the_weights_as_they_are() {
    let mut trainer = trained(&Config::default(), 3);
    let fresh = |trainer: &Trainer| Trainer::new(trainer.config().clone()).unwrap();
    let expected = |trainer: &Trainer| {
        let mut other = fresh(trainer);
        other.set_parameters(&trainer.parameters()).unwrap();
        format!("{:?}", other.neurons())
    };
    let snapshot = trainer.snapshot();
    let changes: [fn(&mut Trainer, &[u8]); 6] = [
        |trainer, _| trainer.train(1),
        |trainer, _| trainer.train_updates(1),
        |trainer, _| trainer.reset(),
        |trainer, snapshot| trainer.restore(snapshot).unwrap(),
        |trainer, _| {
            let half: Vec<f32> = trainer.parameters().iter().map(|w| 0.5 * w).collect();
            trainer.set_parameters(&half).unwrap();
        },
        |trainer, _| drop(trainer.predict(&[0.5])),
    ];
    for change in changes {
        assert_eq!(format!("{:?}", trainer.neurons()), expected(&trainer));
        change(&mut trainer, &snapshot);
        assert_eq!(format!("{:?}", trainer.neurons()), expected(&trainer));
    }
}

/// The naive curve at the grid, with the weights by which those units go on replaced by 0.
fn naive_without(config: &Config, trainer: &Trainer, layer: usize, units: &[usize]) -> (Vec<f64>, Vec<f64>) {
    let mut weights = exact(trainer);
    let widths: Vec<usize> = [1].into_iter().chain(config.layers.iter().map(|layer| layer.units)).chain([1]).collect();
    let start: usize = widths.windows(2).take(layer + 1).map(|w| (w[0] + 1) * w[1]).sum();
    let next = widths[layer + 2];
    units.iter().for_each(|unit| weights[start + unit * next..start + (unit + 1) * next].fill(0.0));
    let oracle = Oracle::new(config);
    let at = |xs: &[f32]| xs.iter().map(|&x| oracle.predict(&weights, x.into())).collect();
    (at(trainer.grid()), at(trainer.train_x()))
}

#[test]
fn a_contribution_is_the_curve_less_the_curve_without_it_and_nothing_is_lost() {
    let shapes: [&[(usize, Activation)]; 6] = [
        &[(1, Activation::Relu)],
        &[(300, Activation::Relu)],
        &[(9, Activation::HardSigmoid)],
        &[(7, Activation::Tanh)],
        &[(6, Activation::Sin), (5, Activation::Relu)],
        &[(5, Activation::Sigmoid), (4, Activation::Gelu), (3, Activation::Linear)],
    ];
    for layers in shapes {
        let config = with(layers);
        let mut trainer = trained(&config, 30);
        let before = trainer.snapshot();
        let own = naive_without(&config, &trainer, 0, &[]).0;
        let size = own.iter().fold(1.0f64, |size, y| size.max(y.abs()));
        for (layer, &(count, _)) in layers.iter().enumerate() {
            let clump: Vec<usize> = (0..count).step_by(2).collect();
            for units in [vec![0], vec![count - 1], clump, vec![0; count.min(2)], vec![]] {
                let name = format!("{layers:?}, layer {layer}, units {units:?}");
                let (rest, at_samples) = naive_without(&config, &trainer, layer, &units);
                let added = trainer.contribution(layer, &units).unwrap();
                for ((&added, own), rest) in added.iter().zip(&own).zip(rest) {
                    assert_near(added.into(), own - rest, 2e-6 * size, &name);
                }
                let squares = at_samples.iter().zip(trainer.train_y()).map(|(y, &t)| (y - f64::from(t)).powi(2));
                let mean = squares.sum::<f64>() / at_samples.len() as f64;
                let (loss, rmse) = trainer.error_without(layer, &units).unwrap();
                assert_near(loss.into(), mean, 4e-6 * (1.0 + mean), &name);
                assert_near(rmse, mean.sqrt(), 4e-6 * (1.0 + mean.sqrt()), &name);
                assert_eq!(trainer.snapshot(), before, "{name}");
            }
        }
        let shares = trainer.neurons().share.clone();
        let mut place = 0;
        for (layer, &(count, _)) in layers.iter().enumerate() {
            for unit in 0..count {
                let rest = naive_without(&config, &trainer, layer, &[unit]).0;
                let added: Vec<f64> = own.iter().zip(rest).map(|(own, rest)| own - rest).collect();
                assert_near(
                    shares[place],
                    spread(&added),
                    2e-6 * size,
                    &format!("{layers:?}, share of {layer}, {unit}"),
                );
                place += 1;
            }
        }
        assert_eq!(trainer.snapshot(), before);
        let mut on = Trainer::new(config.clone()).unwrap();
        on.restore(&before).unwrap();
        assert_eq!(trainer.step(5), on.step(5), "and it trains on as if nobody had asked");
    }
}

#[test]
fn layers_and_units_that_there_are_not_are_refused() {
    let mut trainer = Trainer::new(with(&[(3, Activation::Relu), (2, Activation::Relu)])).unwrap();
    for (layer, units, path) in [(2, vec![0], "layer"), (0, vec![0, 3], "units"), (1, vec![2], "units")] {
        let error = trainer.contribution(layer, &units).unwrap_err();
        assert_eq!((error.code, &error.path[..]), ("out_of_range", path));
        assert_eq!(trainer.error_without(layer, &units).unwrap_err(), error);
    }
    assert_eq!(trainer.contribution(0, &[1; 4]).unwrap_err().code, "out_of_range", "more than there are");
}

#[test]
fn in_units_of_y_whatever_the_scaling() {
    let points: Vec<[f64; 2]> =
        (0..30).map(|i| [1990.0 + f64::from(i), 50_000.0 + 9_000.0 * (f64::from(i) / 5.0).sin()]).collect();
    let config = Config {
        function: None,
        points: Some(points),
        scaling: Scaling::Standardize,
        ..with(&[(9, Activation::Tanh)])
    };
    let mut trainer = trained(&config, 300);
    let (full, rmse) = (trainer.curve().to_vec(), trainer.rmse());
    let added = trainer.contribution(0, &[4]).unwrap();
    assert_eq!(trainer.error_without(0, &[]).unwrap().1, rmse);
    let without = trainer.error_without(0, &[4]).unwrap().1;
    let mut parameters = trainer.parameters();
    parameters[18 + 4] = 0.0;
    trainer.set_parameters(&parameters).unwrap();
    assert_eq!(trainer.rmse(), without);
    for ((&added, &full), &rest) in added.iter().zip(&full).zip(trainer.curve()) {
        assert_near(added.into(), f64::from(full) - f64::from(rest), 0.02, "of 9,000");
    }
    assert_eq!(trainer.spectrum(), None, "there is no function");
}

#[test]
fn a_spectrum_is_the_cosine_transform_of_function_and_error() {
    let energies = |values: &[f64]| -> Vec<f64> {
        let n = values.len() as f64;
        let coefficient = |k: usize| {
            let wave = |i: usize| (std::f64::consts::PI / n * (i as f64 + 0.5) * k as f64).cos();
            let norm = if k == 0 { (1.0 / n).sqrt() } else { (2.0 / n).sqrt() };
            norm * values.iter().enumerate().map(|(i, v)| v * wave(i)).sum::<f64>()
        };
        (0..40).map(|k| coefficient(k).powi(2)).collect()
    };
    for scaling in [Scaling::None, Scaling::Standardize] {
        let mut trainer = trained(&Config { scaling, ..Config::default() }, 0);
        // What is predicted at the last step must not be taken for what the network says now.
        trainer.train(50);
        let spectrum = trainer.spectrum().unwrap();
        let truth: Vec<f64> = trainer.target().iter().map(|&y| y.into()).collect();
        let curve = trainer.step(0).to_vec();
        let error: Vec<f64> = curve.iter().zip(&truth).map(|(&y, t)| f64::from(y) - t).collect();
        for (found, expected) in [(&spectrum.function, energies(&truth)), (&spectrum.error, energies(&error))] {
            let all: f64 = expected.iter().sum();
            assert_eq!(found.len(), 40);
            found
                .iter()
                .zip(&expected)
                .for_each(|(found, expected)| assert_near(*found, *expected, 1e-12 * all, "energy"));
        }
    }
    // A cosine of seven half-waves between the grid's points is nothing else.
    let function = "cos(pi·7·(99x + 0.5)/100)".to_string();
    let mut trainer = Trainer::new(Config { function: Some(function), ..Config::default() }).unwrap();
    let spectrum = trainer.spectrum().unwrap();
    assert_near(spectrum.function[7], 50.0, 1e-4, "half of a hundred squares");
    assert_near(spectrum.function.iter().sum(), 50.0, 1e-4, "and that is all");
}
