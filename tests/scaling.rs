//! Scaling against a naive network in f64 that is given z-scores, and against statistics written out here.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/oracle.rs"]
mod oracle;

use lernkurve::{Config, Trainer, config::*};
use oracle::Oracle;

/// Years against degrees: far from the unit square in both.
fn warming() -> Vec<[f64; 2]> {
    let degrees = [9.1, 8.2, 8.9, 9.0, 9.8, 8.4, 9.6, 9.3, 9.9, 8.1, 10.1, 9.7, 10.5, 10.3, 10.4];
    degrees.iter().enumerate().map(|(i, &y)| [1990.3 + 2.2 * i as f64, y]).collect()
}

fn standardized(points: Vec<[f64; 2]>) -> Config {
    Config {
        function: None,
        points: Some(points),
        scaling: Scaling::Standardize,
        layers: vec![Layer { units: 12, activation: Activation::Tanh }],
        kernel_initializer: Initializer::of(InitializerKind::GlorotUniform),
        optimizer: Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) },
        batch_size: 7,
        ..Config::default()
    }
}

/// Mean and population standard deviation, as a textbook writes them.
fn statistics(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64).sqrt())
}

fn column(points: &[[f64; 2]], axis: usize) -> Vec<f64> {
    points.iter().map(|point| point[axis]).collect()
}

fn exact(trainer: &Trainer) -> Vec<f64> {
    trainer.parameters().iter().map(|&w| w.into()).collect()
}

fn assert_near(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance, "{what}: {actual} instead of {expected}");
}

#[test]
fn predictions_loss_and_rmse_are_those_of_a_network_that_is_given_z_scores() {
    let points = warming();
    for activation in [Activation::Tanh, Activation::Relu] {
        for layers in [&[12][..], &[6, 5]] {
            let layers = layers.iter().map(|&units| Layer { units, activation }).collect();
            let config = Config { layers, ..standardized(points.clone()) };
            let mut trainer = Trainer::new(config.clone()).unwrap();
            trainer.step(200);
            let (oracle, weights) = (Oracle::new(&config), exact(&trainer));
            let (mx, sx) = statistics(&column(&points, 0));
            let (my, sy) = statistics(&column(&points, 1));
            let truth = |x: f64| my + sy * oracle.predict(&weights, (x - mx) / sx);
            for (&x, &y) in trainer.grid().iter().zip(trainer.curve()) {
                assert_near(y.into(), truth(x.into()), 4e-6 * 10.0, "curve");
            }
            let z: Vec<f64> = points.iter().map(|[x, y]| (truth(*x) - y) / sy).collect();
            let mean = z.iter().map(|z| z * z).sum::<f64>() / z.len() as f64;
            assert_near(trainer.evaluate().into(), mean, 4e-6, "loss");
            assert_near(trainer.rmse(), sy * mean.sqrt(), 4e-6 * sy, "rmse");
        }
    }
}

#[test]
fn gradients_are_finite_differences_of_the_scaled_loss() {
    let points = warming();
    let config = standardized(points.clone());
    let trainer = Trainer::new(config.clone()).unwrap();
    let (oracle, weights) = (Oracle::new(&config), exact(&trainer));
    let scaled = |axis| {
        let column = column(&points, axis);
        let (mean, deviation) = statistics(&column);
        column.iter().map(|v| ((v - mean) / deviation) as f32).collect::<Vec<_>>()
    };
    let which: Vec<usize> = (0..weights.len()).collect();
    let expected = oracle.gradient(&weights, &scaled(0), &scaled(1), &which);
    let (_, gradient) = trainer.gradient(trainer.train_x(), trainer.train_y()).unwrap();
    let largest = expected.iter().fold(1.0f64, |largest, g| largest.max(g.abs()));
    for (i, (&g, &expected)) in gradient.iter().zip(&expected).enumerate() {
        // x in f32 is off by up to 6e-5 of a year, a 60,000th of what all of them spread.
        assert_near(g.into(), expected, 1e-5 * largest, &format!("parameter {i}"));
    }
}

#[test]
fn a_scaled_run_is_the_run_of_the_scaled_points() {
    let points = warming();
    let (mx, sx) = statistics(&column(&points, 0));
    let (my, sy) = statistics(&column(&points, 1));
    let z: Vec<[f64; 2]> = points.iter().map(|[x, y]| [(x - mx) / sx, (y - my) / sy]).collect();
    let mut scaled = Trainer::new(standardized(points)).unwrap();
    let mut plain = Trainer::new(Config { scaling: Scaling::None, ..standardized(z) }).unwrap();
    scaled.step(30);
    plain.step(30);
    for (a, b) in scaled.history().loss().iter().zip(plain.history().loss()) {
        assert_near((*a).into(), (*b).into(), 1e-6, "an epoch's loss");
    }
    for (a, b) in scaled.parameters().iter().zip(plain.parameters()) {
        assert_near((*a).into(), b.into(), 1e-5, "a weight");
    }
}

#[test]
fn samples_grid_target_and_domain_stay_in_the_persons_units() {
    let config = Config {
        function: Some("100 + 20·sin(x/50)".to_string()),
        domain: Some([500.0, 900.0]),
        validation: 0.2,
        scaling: Scaling::Standardize,
        ..Config::default()
    };
    let scaled = Trainer::new(config.clone()).unwrap();
    let plain = Trainer::new(Config { scaling: Scaling::None, ..config }).unwrap();
    assert_eq!((scaled.grid(), scaled.target()), (plain.grid(), plain.target()));
    assert_eq!((scaled.train_x(), scaled.train_y()), (plain.train_x(), plain.train_y()));
    assert_eq!(scaled.data().validation_x, plain.data().validation_x);
}

#[test]
fn statistics_are_those_of_the_training_samples_alone_and_validation_uses_them() {
    let points: Vec<[f64; 2]> = (0..40).map(|i| [1000.0 + f64::from(i), f64::from(i * i)]).collect();
    let config = Config { validation: 0.25, ..standardized(points) };
    let mut trainer = Trainer::new(config.clone()).unwrap();
    trainer.step(50);
    let as_f64 = |values: &[f32]| values.iter().map(|&v| f64::from(v)).collect::<Vec<_>>();
    let (mx, sx) = statistics(&as_f64(trainer.train_x()));
    let (my, sy) = statistics(&as_f64(trainer.train_y()));
    let (oracle, weights) = (Oracle::new(&config), exact(&trainer));
    let held_out = trainer.data().validation_x.iter().zip(&trainer.data().validation_y);
    let squares = held_out.map(|(&x, &y)| {
        let z = oracle.predict(&weights, (f64::from(x) - mx) / sx) - (f64::from(y) - my) / sy;
        z * z
    });
    let mean = squares.sum::<f64>() / trainer.data().validation_x.len() as f64;
    assert_near(trainer.evaluate_validation().unwrap().into(), mean, 1e-5, "validation loss");
}

#[test]
fn nothing_is_refused_where_nothing_varies() {
    for points in [vec![[3.0, 0.1]; 3], vec![[1.0, 5.0], [2.0, 5.0]], vec![[7.0, 1.0], [7.0, 2.0]]] {
        let mut trainer = Trainer::new(standardized(points)).unwrap();
        trainer.step(500);
        assert!(trainer.curve().iter().all(|y| y.is_finite()) && trainer.rmse().is_finite() && !trainer.diverged());
    }
    // Of equal y the mean is off by nothing, so that a network of zeros is right at once.
    let zeros = Initializer::of(InitializerKind::Zeros);
    let mut trainer = Trainer::new(Config { kernel_initializer: zeros, ..standardized(vec![[3.0, 0.1]; 3]) }).unwrap();
    assert_eq!((trainer.evaluate(), trainer.rmse()), (0.0, 0.0));
}

#[test]
fn spread_kinks_lie_evenly_over_the_domain_in_the_persons_units() {
    let config = Config {
        layers: vec![Layer { units: 20, activation: Activation::Relu }],
        bias_initializer: Initializer::of(InitializerKind::Spread),
        ..standardized(warming())
    };
    let trainer = Trainer::new(config.clone()).unwrap();
    let (mean, deviation) = statistics(&column(&warming(), 0));
    let (weights, biases) = (&trainer.parameters()[..20], &trainer.parameters()[20..40]);
    let [low, high] = config.domain();
    for (j, (&w, &b)) in weights.iter().zip(biases).enumerate() {
        let kink = mean - deviation * f64::from(b) / f64::from(w);
        assert_near(kink, low + (high - low) * (j as f64 + 0.5) / 20.0, 1e-4, "kink");
    }
    let insight = trainer.insight();
    assert!(insight.numbers.iter().all(|&(name, n)| name != "kinksInside" || n == 20.0), "{insight:?}");
}

#[test]
fn link_snapshot_and_reset_keep_it() {
    let mut trainer = Trainer::new(standardized(warming())).unwrap();
    assert!(trainer.link().contains("&scaling=standardize"), "{}", trainer.link());
    let start = trainer.snapshot();
    trainer.step(10);
    let mut read = Trainer::from_link(&trainer.link()).unwrap();
    read.step(10);
    assert_eq!(read.snapshot(), trainer.snapshot());
    let mut restored = Trainer::new(Config::default()).unwrap();
    restored.restore(&trainer.snapshot()).unwrap();
    assert_eq!(restored.curve(), trainer.curve());
    assert_eq!(restored.rmse(), trainer.rmse());
    trainer.reset();
    assert_eq!(trainer.snapshot(), start);
}

#[test]
fn real_units_are_learned_with_it_and_hardly_without() {
    // A smooth curve over years, in thousands.
    let points: Vec<[f64; 2]> =
        (0..30).map(|i| [1990.0 + f64::from(i), 50_000.0 + 9_000.0 * libm::sin(f64::from(i) / 5.0)]).collect();
    let (_, spread) = statistics(&column(&points, 1));
    let mut scaled = Trainer::new(standardized(points.clone())).unwrap();
    let mut plain = Trainer::new(Config { scaling: Scaling::None, ..standardized(points) }).unwrap();
    scaled.step(3_000);
    plain.step(3_000);
    assert!(scaled.rmse() < 0.1 * spread, "{} of {spread}", scaled.rmse());
    assert!(plain.rmse() > 0.9 * spread, "{} of {spread}", plain.rmse());
}

#[test]
fn without_it_rmse_is_the_root_of_the_loss() {
    let mut trainer = Trainer::new(Config::default()).unwrap();
    trainer.step(100);
    assert_near(trainer.rmse(), f64::from(trainer.evaluate()).sqrt(), 1e-6, "rmse");
}
