//! Partial configurations: defaults, every limit at both its ends, and what a wrong one is told.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::Error;
use lernkurve::config::limits;
use lernkurve::config::{Config, Initializer, InitializerKind, Optimizer, OptimizerKind};
use lernkurve::value::Value;

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn read(json: &str) -> Result<Config, Error> {
    Config::from_value(&value(json))
}

fn valid(json: &str) -> Config {
    read(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[test]
fn nothing_given_is_the_default() {
    assert_eq!(valid("{}"), Config::default());
    assert_eq!(valid("null"), Config::default());
    assert_eq!(valid(r#"{"samples": null, "function": null, "points": null}"#), Config::default());
    assert_eq!(Config::default().weights(), 901);
}

#[test]
fn the_complete_default_is_the_contracts() {
    let expected = value(
        r#"{
        "function": "0.2 + 0.4x² + 0.3x·sin(15x) + 0.05·cos(50x)", "domain": [0, 1], "samples": 101,
        "sampling": "grid", "noise": 0, "validation": 0, "scaling": "none",
        "layers": [{"units": 300, "activation": "relu"}],
        "kernelInitializer": {"kind": "random_uniform", "minval": -0.05, "maxval": 0.05},
        "biasInitializer": {"kind": "zeros"}, "loss": "mean_squared_error",
        "optimizer": {"kind": "adadelta", "learningRate": 1, "rho": 0.95, "epsilon": 1e-6, "weightDecay": 0},
        "regularizer": {"l1": 0, "l2": 0}, "batchSize": 15, "shuffle": true, "seed": 1, "learningRateChanges": []
    }"#,
    );
    assert_eq!(Config::default().to_value(), expected);
    assert_eq!(Config::from_value(&expected), Ok(Config::default()));
}

#[test]
fn whole_numbers_are_written_as_such() {
    let json = serde_json::to_string(&Config::default().to_value()).unwrap();
    assert!(json.contains(r#""samples":101,"#) && json.contains(r#""learningRate":1,"#), "{json}");
}

#[test]
fn an_optimizer_that_is_named_has_keras_defaults() {
    let adadelta = valid(r#"{"optimizer": {"kind": "adadelta"}}"#).optimizer;
    assert_eq!((adadelta.learning_rate, adadelta.epsilon, adadelta.rho), (0.001, 1e-7, 0.95));
    let default = valid("{}").optimizer;
    assert_eq!((default.learning_rate, default.epsilon), (1.0, 1e-6));
    assert_eq!(valid(r#"{"optimizer": {"kind": "sgd"}}"#).optimizer.learning_rate, 0.01);
    assert_eq!(valid(r#"{"optimizer": {"kind": "lion"}}"#).optimizer.beta2, 0.99);
    assert_eq!(valid(r#"{"optimizer": {"kind": "adamw"}}"#).optimizer.weight_decay, 0.004);
}

#[test]
fn only_the_rules_own_hyperparameters_are_written() {
    let keys = |kind| match (Config { optimizer: Optimizer::of(kind), ..Config::default() }).to_value().get("optimizer")
    {
        Some(Value::Map(entries)) => entries.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(keys(OptimizerKind::Sgd), ["kind", "learningRate", "momentum", "nesterov", "weightDecay"]);
    assert_eq!(keys(OptimizerKind::Lion), ["kind", "learningRate", "beta1", "beta2", "weightDecay"]);
    let config = Config { bias_initializer: Initializer::of(InitializerKind::RandomNormal), ..Config::default() };
    let expected = value(r#"{"kind": "random_normal", "mean": 0, "stddev": 0.05}"#);
    assert_eq!(config.to_value().get("biasInitializer"), Some(&expected));
}

#[test]
fn the_domain_of_points_has_a_margin() {
    let config = valid(r#"{"points": [[1, 0], [3, 1], [2, 5]]}"#);
    assert_eq!((config.function.clone(), config.domain, config.domain()), (None, None, [0.9, 3.1]));
    assert_eq!(Config::from_value(&config.to_value()), Ok(config));
    assert_eq!(valid(r#"{"points": [[1, 0], [3, 1]], "domain": [0, 1]}"#).domain(), [0.0, 1.0]);
    assert_eq!(valid(r#"{"points": [[1, 0], [1, 1]]}"#).domain(), [0.5, 1.5]);
    let far = valid(r#"{"points": [[1e30, 0], [1e30, 1]]}"#).domain();
    assert!((far[0] as f32) < 1e30 && (far[1] as f32) > 1e30, "{far:?}");
    let widest = valid(r#"{"points": [[-3.4e38, 0], [3.4e38, 1]]}"#).domain();
    assert!(widest.iter().all(|x| (*x as f32).is_finite()), "{widest:?}");
    assert_eq!(valid(r#"{"points": [[0, 0], [1, 1]], "function": "x"}"#).function.as_deref(), Some("x"));
}

#[test]
fn a_domain_that_holds_anyway_is_not_kept() {
    assert_eq!(valid(r#"{"domain": [0, 1]}"#).domain, None);
    assert_eq!(valid(r#"{"domain": [0, 2]}"#).domain, Some([0.0, 2.0]));
}

/// Field, both ends of what is allowed, and what is not any more.
#[test]
fn every_limit_holds_at_its_ends() {
    let table = [
        ("samples", vec!["2", "10000"], vec!["1", "10001", "-1"]),
        ("noise", vec!["0", "1e6"], vec!["-1e-9", "1.1e6"]),
        ("validation", vec!["0", "0.9"], vec!["-0.1", "0.91"]),
        ("batchSize", vec!["1", "4294967295"], vec!["0", "4294967296"]),
        ("seed", vec!["0", "9007199254740991"], vec!["-1", "9007199254740992"]),
    ];
    for (key, inside, outside) in table {
        for number in inside {
            valid(&format!(r#"{{"{key}": {number}}}"#));
        }
        for number in outside {
            let error = read(&format!(r#"{{"{key}": {number}}}"#)).expect_err(number);
            assert_eq!((error.code, error.path.as_str()), ("out_of_range", key), "{number}");
            assert!(error.param("min").is_some() && error.param("max").is_some() && error.param("value").is_some());
        }
    }
}

#[test]
fn every_hyperparameters_limit_holds() {
    let table = [
        ("sgd", "learningRate", vec!["1e-30", "1e6"], vec!["0", "-1", "1e-300", "1.1e6"]),
        ("sgd", "momentum", vec!["0", "1"], vec!["-0.1", "1.1"]),
        ("rmsprop", "rho", vec!["0", "0.999"], vec!["1", "-0.1", "0.9999999999"]),
        ("adam", "beta1", vec!["0", "0.999"], vec!["1", "0.9999999999"]),
        ("adam", "beta2", vec!["0", "0.9999"], vec!["1"]),
        ("adam", "epsilon", vec!["1e-12", "1"], vec!["0", "1e-13", "2"]),
        ("adamw", "weightDecay", vec!["0", "1"], vec!["-1"]),
        ("adagrad", "initialAccumulatorValue", vec!["0", "1"], vec!["-1"]),
    ];
    for (kind, key, inside, outside) in table {
        let json = |number| format!(r#"{{"optimizer": {{"kind": "{kind}", "{key}": {number}}}}}"#);
        inside.into_iter().for_each(|number| drop(valid(&json(number))));
        for number in outside {
            let error = read(&json(number)).expect_err(number);
            assert_eq!((error.code, error.path), ("out_of_range", format!("optimizer.{key}")), "{number}");
        }
    }
}

/// JSON, code, path, and what the message must contain.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    ("[]", "wrong_type", "", "an object"),
    (r#"{"sample": 5}"#, "unknown_key", "sample", "samples meant"),
    (r#"{"samples": "5"}"#, "wrong_type", "samples", "an integer from 2 to 10000, not \"5\""),
    (r#"{"samples": 2.5}"#, "not_an_integer", "samples", "not 2.5"),
    (r#"{"noise": 1e999}"#, "not_finite", "noise", "not inf"),
    (r#"{"sampling": "gird"}"#, "unknown_name", "sampling", "grid, random, not \"gird\""),
    (r#"{"shuffle": 1}"#, "wrong_type", "shuffle", "true or false, not 1"),
    (r#"{"function": 3}"#, "wrong_type", "function", "an expression"),
    (r#"{"function": "sin x/2"}"#, "two_meanings", "function", "sin(x)/2 or sin(x/2)"),
    (r#"{"domain": [1, 0]}"#, "not_ascending", "domain", "0 does not come after 1"),
    (r#"{"domain": [1, 1.00000000001]}"#, "too_narrow", "domain", "1 and 1.00000000001 are too close together"),
    (r#"{"domain": [0.1, 0.100000005]}"#, "too_narrow", "domain", "single precision"),
    (r#"{"domain": [1]}"#, "wrong_type", "domain", "two numbers"),
    (r#"{"domain": [0, 1e39]}"#, "out_of_range", "domain[1]", "1e39"),
    (r#"{"points": [[0, 1]]}"#, "out_of_range", "points", "2 to 10000 items, not 1"),
    (r#"{"points": [[0, 1], [2]]}"#, "wrong_type", "points[1]", "two numbers"),
    (r#"{"points": [[0, 1], [2, 1e300]]}"#, "out_of_range", "points[1][1]", "1e300"),
    (r#"{"layers": []}"#, "out_of_range", "layers", "1 to 8 items, not 0"),
    (r#"{"layers": [{"units": 0}]}"#, "out_of_range", "layers[0].units", "from 1 to 4096, not 0"),
    (r#"{"layers": [{"units": 1}, {"activation": "rely"}]}"#, "unknown_name", "layers[1].activation", "relu"),
    (r#"{"layers": [{"unit": 1}]}"#, "unknown_key", "layers[0].unit", "units meant"),
    (r#"{"layers": [3]}"#, "wrong_type", "layers[0]", "an object, not 3"),
    (r#"{"layers": [{"units": 4096}, {"units": 4096}]}"#, "too_large", "layers", "4000000"),
    (r#"{"kernelInitializer": {"kind": "spread"}}"#, "unknown_name", "kernelInitializer.kind", "he_normal"),
    (r#"{"kernelInitializer": {"minval": 0}}"#, "missing", "kernelInitializer.kind", "missing"),
    (
        r#"{"kernelInitializer": {"kind": "random_uniform", "minval": 1}}"#,
        "not_ascending",
        "kernelInitializer",
        "0.05 does not come after 1",
    ),
    (r#"{"biasInitializer": {"kind": "zeros", "mean": 0}}"#, "unknown_key", "biasInitializer.mean", "not known"),
    (r#"{"loss": "mse"}"#, "unknown_name", "loss", "mean_squared_error"),
    (r#"{"optimizer": "adam"}"#, "wrong_type", "optimizer", "an object"),
    (r#"{"optimizer": {"kind": "adan"}}"#, "unknown_name", "optimizer.kind", "adam"),
    (r#"{"optimizer": {"learningRate": 1}}"#, "missing", "optimizer.kind", "adadelta"),
    (r#"{"optimizer": {"kind": "sgd", "rho": 0.9}}"#, "unknown_key", "optimizer.rho", "not known"),
    (r#"{"regularizer": {"l3": 1}}"#, "unknown_key", "regularizer.l3", "l1 meant"),
    (r#"{"regularizer": {"l1": -1}}"#, "out_of_range", "regularizer.l1", "not -1"),
    (r#"{"learningRateChanges": [[5, 0.1], [4, 0.1]]}"#, "not_ascending", "learningRateChanges[1]", "ascend"),
    (r#"{"learningRateChanges": [[5, 0]]}"#, "out_of_range", "learningRateChanges[0][1]", "above 0"),
    (r#"{"learningRateChanges": [[0.5, 1]]}"#, "not_an_integer", "learningRateChanges[0][0]", "integer"),
];

#[test]
fn every_mistake_says_what_and_where() {
    for (json, code, path, said) in MISTAKES {
        // JSON has no infinity, JavaScript does.
        let mut given = value(&json.replace("1e999", "\"inf\""));
        if let (Value::Map(entries), true) = (&mut given, json.contains("1e999")) {
            entries[0].1 = Value::Number(f64::INFINITY);
        }
        let error = Config::from_value(&given).expect_err(json);
        assert_eq!((error.code, error.path.as_str()), (*code, *path), "{json}: {error}");
        assert!(error.message.contains(said), "{json}: {error}");
        let (config, errors) = Config::from_value_tolerant(&given);
        assert_eq!(errors.len(), 1, "{json}: {errors:?}");
        assert_eq!(config.validate(), Ok(()), "{json}");
    }
}

#[test]
fn an_expressions_mistake_keeps_its_span() {
    assert_eq!(read(r#"{"function": "2 + tan y"}"#).unwrap_err().span, Some((8, 9)));
}

#[test]
fn the_valid_part_is_taken() {
    let given = value(
        r#"{"samples": 1, "noise": 0.5, "function": "sin y", "batchSize": 3, "colour": 1,
            "optimizer": {"kind": "adam", "learningRate": -1, "beta1": 0.5}}"#,
    );
    let (config, errors) = Config::from_value_tolerant(&given);
    let mut optimizer = Optimizer::of(OptimizerKind::Adam);
    optimizer.beta1 = 0.5;
    assert_eq!(config, Config { noise: 0.5, batch_size: 3, optimizer, ..Config::default() });
    let paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
    assert_eq!(paths, ["colour", "function", "samples", "optimizer.learningRate"]);
}

#[test]
fn a_configuration_built_by_hand_is_checked() {
    let config = Config { samples: 1, ..Config::default() };
    assert_eq!(config.validate().unwrap_err().path, "samples");
    let config = Config { noise: f64::NAN, ..Config::default() };
    assert_eq!(config.validate().unwrap_err().code, "not_finite");
}

#[test]
fn the_table_of_limits_is_the_one_that_is_checked() {
    let table = limits::describe();
    let Value::Map(entries) = Config::default().to_value() else { panic!("not an object") };
    for (key, default) in &entries {
        let field = table.get(key).unwrap_or_else(|| panic!("{key} is not described"));
        assert_eq!(field.get("default"), Some(default), "{key}");
    }
    assert!(table.get("points").is_some());
    for key in ["samples", "noise", "validation", "batchSize", "seed"] {
        let field = table.get(key).unwrap();
        for (bound, outside) in [("min", -1.0), ("max", 1.0)] {
            let number = field.get(bound).and_then(Value::as_number).unwrap();
            let config = |number: f64| Config::from_value(&Value::map([(key, number.into())]));
            assert!(config(number).is_ok(), "{key} {bound}");
            assert!(config(number + outside).is_err(), "{key} {bound}");
        }
    }
}

#[test]
fn every_optimizer_is_described_with_its_defaults() {
    for kind in OptimizerKind::ALL {
        let kinds = limits::describe();
        let described =
            kinds.get("optimizer").and_then(|field| field.get("kinds")).and_then(|all| all.get(kind.name()));
        let described = described.unwrap_or_else(|| panic!("{}", kind.name()));
        let suggested = described.get("suggestedLearningRate").and_then(Value::as_number).unwrap();
        let json = format!(r#"{{"optimizer": {{"kind": "{}", "learningRate": {suggested}}}}}"#, kind.name());
        assert_eq!(valid(&json).optimizer.learning_rate, suggested);
        let Some(Value::Map(parameters)) = described.get("parameters") else { panic!("{}", kind.name()) };
        let defaults = Config { optimizer: Optimizer::of(*kind), ..Config::default() }.to_value();
        for (name, parameter) in parameters {
            assert_eq!(parameter.get("default"), defaults.get("optimizer").and_then(|all| all.get(name)), "{name}");
        }
    }
}
