//! Links: the frozen grammar, what a broken one is told, and that every valid configuration comes back.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::ENGINE_VERSION;
use lernkurve::config::{
    Activation, Config, Initializer, InitializerKind, Layer, Loss, Optimizer, OptimizerKind, Regularizer, Sampling,
};
use lernkurve::share::{MAX_BYTES, MAX_PAIRS, read, read_strict, write};

fn layer(units: usize, activation: Activation) -> Layer {
    Layer { units, activation }
}

/// A configuration that differs from the default in almost everything, and its link.
fn elaborate() -> (Config, &'static str) {
    let config = Config {
        function: Some("sin(9x)^2 + |x|".into()),
        domain: Some([-1.0, 2.5]),
        samples: 50,
        sampling: Sampling::Random,
        noise: 0.1,
        validation: 0.25,
        layers: vec![layer(20, Activation::Tanh), layer(5, Activation::Relu)],
        kernel_initializer: Initializer::random_uniform(-0.1, 0.05),
        bias_initializer: Initializer::of(InitializerKind::Spread),
        loss: Loss::Huber,
        optimizer: Optimizer { learning_rate: 0.01, beta1: 0.8, amsgrad: true, ..Optimizer::of(OptimizerKind::Adam) },
        regularizer: Regularizer { l1: 0.0, l2: 1e-7 },
        batch_size: 4,
        shuffle: false,
        seed: 7,
        learning_rate_changes: vec![(700, 0.3), (1400, 0.1)],
        ..Config::default()
    };
    let link = "v=2&function=sin(9x)^2%20+%20%7Cx%7C&domain=-1,2.5&samples=50&sampling=random&noise=0.1&validation=0.25\
                &layers=20:tanh,5:relu&kernelInitializer.minval=-0.1&biasInitializer=spread&loss=huber&optimizer=adam\
                &learningRate=0.01&beta1=0.8&amsgrad=true&l2=1e-7&batchSize=4&shuffle=false&seed=7\
                &learningRateChanges=700:0.3;1400:0.1";
    (config, link)
}

#[test]
fn the_default_is_its_version_alone() {
    assert_eq!(write(&Config::default()), "v=2");
    assert_eq!(read_strict("v=2"), Ok(Config::default()));
    assert_eq!(read_strict(""), Ok(Config::default()));
    assert_eq!(read_strict("#"), Ok(Config::default()));
}

#[test]
fn everything_has_its_place() {
    let (config, link) = elaborate();
    assert_eq!(write(&config), link);
    assert_eq!(read_strict(link), Ok(config.clone()));
    assert_eq!(read_strict(&format!("#{link}")), Ok(config));
}

#[test]
fn the_contracts_example() {
    let link =
        "v=2&function=x&layers=20:tanh,5:relu&optimizer=adam&learningRate=0.01&domain=0,1&points=0,0.5;1,0.2&seed=7";
    let shared = read(link);
    assert_eq!((shared.problems, shared.version), (vec![], Some(ENGINE_VERSION)));
    assert_eq!(shared.config.points, Some(vec![[0.0, 0.5], [1.0, 0.2]]));
    assert_eq!(shared.config.domain, Some([0.0, 1.0]));
    assert_eq!(shared.config.optimizer, Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) });
    assert_eq!(read_strict(&write(&shared.config)), Ok(shared.config));
}

#[test]
fn keys_come_in_any_order() {
    let (config, link) = elaborate();
    let backwards: Vec<&str> = link.split('&').rev().collect();
    assert_eq!(read_strict(&backwards.join("&")), Ok(config));
}

#[test]
fn parameters_alone_belong_to_the_default_rule() {
    let config = read_strict("learningRate=0.5").unwrap();
    assert_eq!(config.optimizer, Optimizer { learning_rate: 0.5, ..Config::default().optimizer });
    assert_eq!(write(&config), "v=2&learningRate=0.5");
    let keras = read_strict("optimizer=adadelta").unwrap();
    assert_eq!(keras.optimizer, Optimizer::of(OptimizerKind::Adadelta));
    assert_eq!(write(&keras), "v=2&learningRate=0.001&epsilon=1e-7");
    assert_eq!(read("beta1=0.5").problems[0].path, "optimizer.beta1");
}

#[test]
fn signs_of_an_expression_survive_a_browser() {
    let written = Config { function: Some("2²·π + x".into()), ..Config::default() };
    assert_eq!(write(&written), "v=2&function=2%C2%B2%C2%B7%CF%80%20+%20x");
    assert_eq!(read_strict("function=2²·π + x"), Ok(written.clone()));
    assert_eq!(read_strict("function=2%c2%b2%C2%B7π%20%2B%20x"), Ok(written));
    assert_eq!(read_strict("function=1+x").unwrap().function.as_deref(), Some("1+x"));
}

#[test]
fn a_function_beside_points_is_always_written() {
    let points = Some(vec![[0.0, 1.0], [1.0, 2.0]]);
    let both = Config { points: points.clone(), ..Config::default() };
    assert!(write(&both).contains("function="));
    assert_eq!(read_strict(&write(&both)), Ok(both));
    let alone = Config { points, function: None, ..Config::default() };
    assert_eq!(write(&alone), "v=2&points=0,1;1,2");
    assert_eq!(read_strict(&write(&alone)), Ok(alone));
}

#[test]
fn the_pages_own_keys_are_handed_through() {
    let shared = read("v=2&ui.pace=full&seed=3&ui.stop=500&ui.note=a%20b");
    assert_eq!((shared.config.seed, shared.problems.len()), (3, 0));
    let ui: Vec<(&str, &str)> = shared.ui.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(ui, [("ui.pace", "full"), ("ui.stop", "500"), ("ui.note", "a b")]);
}

/// Link, code and path of its only problem.
const BROKEN: &[(&str, &str, &str)] = &[
    ("v=2&sede=3", "unknown_key", "sede"),
    ("v=2&seed=3&seed=4", "duplicate_key", "seed"),
    ("v=2&seed=%zz", "bad_encoding", "seed"),
    ("v=2&seed=%4", "bad_encoding", "seed"),
    ("v=2&function=%ff", "bad_encoding", "function"),
    ("v=2&%ff=3", "bad_encoding", "%ff"),
    ("v=2&seed=", "wrong_type", "seed"),
    ("v=2&seed", "wrong_type", "seed"),
    ("v=2&=", "unknown_key", ""),
    ("v=2&seed=abc", "wrong_type", "seed"),
    ("v=2&seed=1.5", "not_an_integer", "seed"),
    ("v=2&noise=inf", "not_finite", "noise"),
    ("v=2&noise=NaN", "not_finite", "noise"),
    ("v=2&samples=1", "out_of_range", "samples"),
    ("v=2&function=sin x%2F2", "two_meanings", "function"),
    ("v=2&layers=20:tanh:relu", "unknown_name", "layers[0].activation"),
    ("v=2&layers=20:tanh,:relu", "wrong_type", "layers[1].units"),
    ("v=2&points=0,1", "out_of_range", "points"),
    ("v=2&points=0,1;2", "wrong_type", "points[1]"),
    ("v=2&domain=0", "wrong_type", "domain"),
    ("v=2&optimizer=adan&learningRate=0.1", "unknown_name", "optimizer.kind"),
    ("v=2&optimizer=sgd&beta1=0.1", "unknown_key", "optimizer.beta1"),
    ("v=2&kernelInitializer.mean=0.1", "unknown_key", "kernelInitializer.mean"),
    ("v=2&shuffle=no", "wrong_type", "shuffle"),
    ("v=2&learningRateChanges=5:0.1;4:0.1", "not_ascending", "learningRateChanges[1]"),
    ("v=1", "other_version", "v"),
    ("v=one", "wrong_type", "v"),
    ("v=2&regularizer=1", "unknown_key", "regularizer"),
];

#[test]
fn a_broken_link_says_which_part_was_not_understood() {
    for (link, code, path) in BROKEN {
        let shared = read(&format!("{link}&batchSize=3"));
        let problems: Vec<_> = shared.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
        assert_eq!(problems, [(*code, *path)], "{link}");
        assert_eq!(shared.config.batch_size, 3, "the valid part of {link} is taken");
        assert_eq!(read_strict(link).unwrap_err().code, *code, "{link}");
    }
}

#[test]
fn of_two_the_first_holds() {
    assert_eq!(read("seed=3&seed=4").config.seed, 3);
}

#[test]
fn a_link_of_another_version_is_read_all_the_same() {
    let shared = read("v=99&seed=5");
    assert_eq!((shared.version, shared.config.seed), (Some(99), 5));
}

#[test]
fn huge_links_are_refused() {
    let shared = read(&"x".repeat(MAX_BYTES + 1));
    assert_eq!((shared.problems[0].code, shared.config), ("too_long", Config::default()));
    let many: Vec<String> = (0..100_000).map(|i| format!("a{i}=1")).collect();
    let problems = read(&many.join("&")).problems;
    assert_eq!((problems.len(), problems[MAX_PAIRS].code), (MAX_PAIRS + 1, "too_many_keys"));
}

#[test]
fn the_largest_configuration_still_fits() {
    let number = -1.234_567_890_123_456_7e-300;
    let config = Config {
        points: Some((0..10_000).map(|i| [number * (1.0 + f64::from(i) * 1e-13), number]).collect()),
        domain: Some([-1.0, 1.0]),
        learning_rate_changes: (0..100_000).map(|i| (9_007_199_254_640_000 + i, 1.234_567_890_123_456_7e-30)).collect(),
        ..Config::default()
    };
    assert_eq!(config.validate(), Ok(()));
    let link = write(&config);
    assert!(link.len() > MAX_BYTES / 2);
    assert_eq!(read_strict(&link), Ok(config));
}

mod properties {
    use super::*;
    use lernkurve::config::limits;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn positive() -> impl Strategy<Value = f64> {
        prop_oneof![0.0..1.0f64, 0.0..1e6f64, Just(0.0), Just(1e-20), Just(1e6)]
    }

    fn coordinate() -> impl Strategy<Value = f64> {
        prop_oneof![-1.0..1.0f64, -3e38..3e38f64, Just(-0.0), Just(1e-300)]
    }

    fn domain() -> impl Strategy<Value = [f64; 2]> {
        (-1e6..1e6f64, 1.0..1e6f64).prop_map(|(low, width)| [low, low + width])
    }

    fn function() -> impl Strategy<Value = Option<String>> {
        let texts = ["x", "sin(x)", " 2² · |x| ", "1 + x", "min(x, 2)", lernkurve::config::DEFAULT_FUNCTION];
        select(texts.to_vec()).prop_map(|text| Some(text.to_string()))
    }

    fn initializer(kinds: Vec<InitializerKind>) -> impl Strategy<Value = Initializer> {
        (select(kinds), -1e3..1e3f64, positive(), coordinate(), positive()).prop_map(
            |(kind, low, high, mean, stddev)| {
                let base = Initializer::of(kind);
                match kind {
                    InitializerKind::RandomUniform => {
                        Initializer { minval: low, maxval: (low + high).min(1e6), ..base }
                    }
                    InitializerKind::RandomNormal => Initializer { mean: mean.clamp(-1e6, 1e6), stddev, ..base },
                    _ => base,
                }
            },
        )
    }

    fn rate() -> impl Strategy<Value = f64> {
        prop_oneof![1e-6..1.0f64, 1.0..1e6f64]
    }

    /// Hyperparameters of every rule; those it does not have stay at its defaults.
    fn optimizer() -> impl Strategy<Value = Optimizer> {
        let decay = || prop_oneof![0.0..0.9999f64, Just(0.9)];
        let numbers = (rate(), decay(), decay(), decay(), 1e-12..1.0f64, positive());
        (select(OptimizerKind::ALL.to_vec()), numbers, any::<[bool; 2]>()).prop_map(|(kind, numbers, flags)| {
            let given = [numbers.0, numbers.1, numbers.2, numbers.3, numbers.4, numbers.5];
            let mut optimizer = Optimizer::of(kind);
            for parameter in limits::hyperparameters(kind) {
                match (&parameter.slot, parameter.name) {
                    (limits::Slot::Flag(field), name) => {
                        *field(&mut optimizer) = flags[usize::from(name == "nesterov")]
                    }
                    (limits::Slot::Number(_, field), name) => {
                        let place = match name {
                            "learningRate" => 0,
                            "rho" | "momentum" => 1,
                            "beta1" => 2,
                            "beta2" => 3,
                            "epsilon" => 4,
                            _ => 5,
                        };
                        *field(&mut optimizer) = given[place];
                    }
                }
            }
            optimizer
        })
    }

    fn data() -> impl Strategy<Value = Config> {
        let points = option::of(prop::collection::vec([coordinate(), coordinate()], 2..6));
        let numbers = (2usize..=10_000, positive(), 0.0..0.9f64);
        let rest = (option::of(domain()), select(Sampling::ALL.to_vec()), any::<bool>());
        (function(), points, numbers, rest).prop_map(|(function, points, numbers, (domain, sampling, without))| {
            let function = if points.is_some() && without { None } else { function };
            let (samples, noise, validation) = numbers;
            Config { function, points, samples, noise, validation, domain, sampling, ..Config::default() }
        })
    }

    fn config() -> impl Strategy<Value = Config> {
        let layer =
            (1usize..=700, select(Activation::ALL.to_vec())).prop_map(|(units, activation)| layer(units, activation));
        let kernel = initializer(limits::kernel_kinds().to_vec());
        let network = (prop::collection::vec(layer, 1..=8), kernel, initializer(InitializerKind::ALL.to_vec()));
        let training = (select(Loss::ALL.to_vec()), optimizer(), [positive(), positive()], any::<bool>());
        let numbers = (1usize..=u32::MAX as usize, 0u64..1 << 53);
        let changes = prop::collection::btree_map(0u64..1 << 53, rate(), 0..4);
        (data(), network, training, numbers, changes).prop_map(|(data, network, training, numbers, changes)| Config {
            layers: network.0,
            kernel_initializer: network.1,
            bias_initializer: network.2,
            loss: training.0,
            optimizer: training.1,
            regularizer: Regularizer { l1: training.2[0], l2: training.2[1] },
            shuffle: training.3,
            batch_size: numbers.0,
            seed: numbers.1,
            learning_rate_changes: changes.into_iter().collect(),
            ..data
        })
    }

    /// Links made of what links are made of.
    fn plausible() -> impl Strategy<Value = String> {
        let (_, link) = elaborate();
        let pieces: Vec<&str> = link.split_inclusive(['&', '=', ',', ':', ';', '.']).collect();
        let noise = ["%", "%2", "%ff", "#", "+", "ui.", "points=", "v=1&", "1e999", "-", "\u{0}", "é", "&&", "=="];
        let piece = select(pieces.into_iter().chain(noise).map(str::to_string).collect::<Vec<_>>());
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn check(link: &str) {
        let shared = read(link);
        assert_eq!(shared.config.validate(), Ok(()), "{link:?}");
        assert_eq!(read_strict(&write(&shared.config)), Ok(shared.config), "{link:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn every_valid_configuration_comes_back(config in config()) {
            prop_assert_eq!(config.validate(), Ok(()));
            let link = write(&config);
            prop_assert!(link.starts_with("v=2") && link.is_ascii());
            prop_assert_eq!(read_strict(&link), Ok(config));
        }

        #[test]
        fn a_complete_configuration_is_the_same_one(config in config()) {
            prop_assert_eq!(Config::from_value(&config.to_value()), Ok(config));
        }

        #[test]
        fn any_text_gives_a_valid_configuration(link in any::<String>()) {
            check(&link);
        }

        #[test]
        fn any_plausible_link_gives_a_valid_configuration(link in plausible()) {
            check(&link);
        }
    }
}
