//! A configuration as the fragment of a link, and back: `v=2&function=sin(9x)&layers=20:tanh,5:relu&seed=7`.
//!
//! The grammar is frozen: links outlive versions.
//!
//! - `key=value` pairs joined by `&`, in any order. What is left out has its default; `v`, the version of the
//!   engine the link is from, is always written and comes first.
//! - Top-level keys are those of a configuration. `optimizer=adam` names the rule, and its hyperparameters stand
//!   beside it (`learningRate=0.01&beta1=0.8`), as do the regularizer's `l1` and `l2`. `kernelInitializer` and
//!   `biasInitializer` are named likewise, but their parameters keep the prefix (`kernelInitializer.minval=-0.1`).
//!   Parameters without the key that names the rule belong to the default rule.
//! - Lists: `layers=20:tanh,5:relu`, `domain=0,1`, `points=0,0.5;1,0.2`, `learningRateChanges=700:0.3;1400:0.1`.
//! - Everything but letters, digits and the harmless signs of an expression is percent-encoded UTF-8, so that a
//!   browser's address holds the very same text. A `+` is a plus.
//! - Keys that begin with `ui.` belong to the page and are handed through.
//!
//! What programs do to a link on its way is undone where no guess is needed (`mend`), and said.

mod mend;

use crate::config::limits::{self, Parameter};
use crate::config::{Config, Initializer, Optimizer, OptimizerKind};
use crate::error::{Error, nearest};
use crate::expression::Expression;
use crate::number;
use crate::value::{Value, shortest};
use crate::{ENGINE_VERSION, Trainer};

/// The longest link that is read, in bytes; any valid configuration's is shorter.
pub const MAX_BYTES: usize = 5_000_000;

/// More pairs than any link needs are not read, so that a hostile one costs no time.
pub const MAX_PAIRS: usize = 200;

/// What a link says.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// Its valid part, and defaults for the rest.
    pub config: Config,
    /// What was not understood.
    pub problems: Vec<Error>,
    /// The version of the engine it was written by.
    pub version: Option<u32>,
    /// The page's own keys with their values, in the order they came.
    pub ui: Vec<(String, String)>,
}

/// The link of a configuration, without `#`.
pub fn write(config: &Config) -> String {
    let mut link = Writer { text: format!("v={ENGINE_VERSION}") };
    write_data(&mut link, config);
    write_network(&mut link, config);
    write_training(&mut link, config);
    link.text
}

/// Adds what differs from its default.
struct Writer {
    text: String,
}

impl Writer {
    fn add(&mut self, key: &str, value: &str) {
        self.text.push('&');
        self.text.push_str(key);
        self.text.push('=');
        encode(value, &mut self.text);
    }

    fn differing<T: PartialEq>(&mut self, key: &str, value: &T, default: &T, text: impl Fn(&T) -> String) {
        if value != default {
            self.add(key, &text(value));
        }
    }

    /// The rule, where it is not the default's, and those parameters that `base` does not have.
    fn parameters<T: Copy>(&mut self, prefix: &str, parameters: &[Parameter<T>], value: T, base: T) {
        for parameter in parameters {
            let (value, base) = (parameter.get(value), parameter.get(base));
            self.differing(&format!("{prefix}{}", parameter.name), &value, &base, Value::to_string);
        }
    }
}

fn write_data(link: &mut Writer, config: &Config) {
    let default = Config::default();
    let function = if config.points.is_some() { None } else { default.function };
    if let Some(text) = config.function.as_deref().filter(|text| Some(*text) != function.as_deref()) {
        link.add("function", text);
    }
    let resolved = Config { domain: None, ..config.clone() }.domain();
    if let Some([low, high]) = config.domain.filter(|domain| *domain != resolved) {
        link.add("domain", &format!("{},{}", shortest(low), shortest(high)));
    }
    link.differing("samples", &config.samples, &default.samples, usize::to_string);
    link.differing("sampling", &config.sampling, &default.sampling, |sampling| sampling.name().to_string());
    link.differing("noise", &config.noise, &default.noise, |noise| shortest(*noise));
    link.differing("validation", &config.validation, &default.validation, |fraction| shortest(*fraction));
    if let Some(points) = &config.points {
        link.add("points", &joined(points, ";", |[x, y]| format!("{},{}", shortest(*x), shortest(*y))));
    }
    link.differing("scaling", &config.scaling, &default.scaling, |scaling| scaling.name().to_string());
}

fn write_network(link: &mut Writer, config: &Config) {
    let default = Config::default();
    link.differing("layers", &config.layers, &default.layers, |layers| {
        joined(layers, ",", |layer| format!("{}:{}", layer.units, layer.activation.name()))
    });
    write_initializer(link, "kernelInitializer", config.kernel_initializer, default.kernel_initializer);
    write_initializer(link, "biasInitializer", config.bias_initializer, default.bias_initializer);
}

fn write_initializer(link: &mut Writer, key: &str, value: Initializer, default: Initializer) {
    link.differing(key, &value.kind, &default.kind, |kind| kind.name().to_string());
    let base = if value.kind == default.kind { default } else { Initializer::of(value.kind) };
    link.parameters(&format!("{key}."), limits::initializer_parameters(value.kind), value, base);
}

fn write_training(link: &mut Writer, config: &Config) {
    let (default, optimizer) = (Config::default(), config.optimizer);
    link.differing("loss", &config.loss, &default.loss, |loss| loss.name().to_string());
    link.differing("optimizer", &optimizer.kind, &default.optimizer.kind, |kind| kind.name().to_string());
    let same_kind = optimizer.kind == default.optimizer.kind;
    let base = if same_kind { default.optimizer } else { Optimizer::of(optimizer.kind) };
    link.parameters("", limits::hyperparameters(optimizer.kind), optimizer, base);
    link.parameters("", limits::PENALTIES, config.regularizer, default.regularizer);
    link.differing("batchSize", &config.batch_size, &default.batch_size, usize::to_string);
    link.differing("shuffle", &config.shuffle, &default.shuffle, bool::to_string);
    link.differing("seed", &config.seed, &default.seed, u64::to_string);
    link.differing("learningRateChanges", &config.learning_rate_changes, &Vec::new(), |changes| {
        joined(changes, ";", |(update, value)| format!("{update}:{}", shortest(*value)))
    });
}

fn joined<T>(items: &[T], separator: &str, text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(separator)
}

/// Percent-encodes all that a browser would, and what might end or break a link in running text.
fn encode(value: &str, into: &mut String) {
    const HARMLESS: &[u8] = b"-._~+*/^(),:;";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || HARMLESS.contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Reads any text as a link, with or without `#`.
pub fn read(link: &str) -> Shared {
    let mut reader = Reader::default();
    if link.len() > MAX_BYTES {
        reader.problems.push(too_long(link.len()));
    } else {
        reader.read(link);
    }
    reader.finish()
}

impl Shared {
    /// A trainer of the configuration. Where each part is right and the whole impossible, such as a function that has
    /// no value in the domain, that is a problem, and as little as needed is at its default.
    pub(crate) fn train(&mut self) -> Result<Trainer, Error> {
        let make = Trainer::new;
        let error = match make(self.config.clone()) {
            Ok(made) => return Ok(made),
            Err(error) => error,
        };
        let function = if self.config.points.is_some() { None } else { Config::default().function };
        let without_function = Config { function, ..self.config.clone() };
        let without_domain = Config { domain: None, ..without_function.clone() };
        self.problems.push(error);
        for config in [without_function, without_domain] {
            if let Ok(made) = make(config.clone()) {
                self.config = config;
                return Ok(made);
            }
        }
        self.config = Config::default();
        make(Config::default())
    }
}

/// Reads a link that must be valid throughout and from this version of the engine.
pub fn read_strict(link: &str) -> Result<Config, Error> {
    let Shared { config, problems, .. } = read(link);
    problems.into_iter().next().map_or(Ok(config), Err)
}

/// Gathers a link's pairs as a partial configuration, whose limits are then decoding's affair.
#[derive(Default)]
struct Reader {
    fields: Vec<(&'static str, Value)>,
    seen: Vec<String>,
    version: Option<u32>,
    ui: Vec<(String, String)>,
    problems: Vec<Error>,
    /// Something was undone of which nothing more is to be said.
    mended: bool,
}

impl Reader {
    fn read(&mut self, link: &str) {
        let (fragment, mended) = mend::fragment(link);
        self.mended = mended;
        let mut pairs: Vec<&str> = fragment.split('&').filter(|pair| !pair.trim().is_empty()).collect();
        let has_more = pairs.len() > MAX_PAIRS;
        pairs.truncate(MAX_PAIRS);
        let end = if has_more { None } else { pairs.pop() };
        pairs.into_iter().for_each(|pair| self.pair(pair, false));
        match end {
            Some(end) if mend::ends_in_dots(end) => {
                self.problems.push(mend::cut(end.split('=').next().unwrap_or_default().trim_end_matches(['.', '…'])));
            }
            Some(end) => self.pair(end, true),
            None => {}
        }
        if has_more {
            self.problems.push(too_many_keys());
        }
        if self.mended {
            self.problems.push(mend::mended());
        }
    }

    /// Of the last pair, what stands behind the link may have come into the value.
    fn pair(&mut self, pair: &str, is_last: bool) {
        let (raw_key, raw_value) = pair.split_once('=').unwrap_or((pair, ""));
        let (raw_key, raw_value) = (raw_key.trim(), raw_value.trim());
        let Some(key) = decode(raw_key) else { return self.problems.push(bad_encoding(raw_key, raw_value)) };
        let Some(value) = self.value(&key, raw_value, is_last) else {
            return self.problems.push(bad_encoding(raw_key, raw_value));
        };
        if self.seen.contains(&key) {
            return self.problems.push(duplicate(&key));
        }
        match self.place(&key) {
            _ if key.starts_with("ui.") => self.ui.push((key.clone(), value)),
            _ if key.eq_ignore_ascii_case("v") => self.version(&value),
            Some(Place { section: None, key, shape }) => {
                let value = self.shaped(key, &value, shape, is_last);
                self.fields.push((key, value));
            }
            Some(Place { section: Some(section), key, shape }) => self.nested(section, key, shaped(&value, shape)),
            None => return self.problems.push(unknown_key(&key)),
        }
        self.seen.push(key);
    }

    /// Where the key belongs. Some programs write links in small letters, or their first in a capital one.
    fn place(&mut self, key: &str) -> Option<Place> {
        let found = place(key);
        if found.is_some() || key.eq_ignore_ascii_case("v") || key.starts_with("ui.") {
            return found;
        }
        let known = all_places().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, place)| place);
        self.mended |= known.is_some();
        known
    }

    /// The value as it was written.
    fn value(&mut self, key: &str, raw: &str, is_last: bool) -> Option<String> {
        let decoded = decode(raw);
        if key == "function" {
            return self.function(raw, decoded, is_last);
        }
        let value = decoded?;
        if key.starts_with("ui.") {
            return Some(value);
        }
        let minus = value.replace(['−', '–'], "-");
        self.mended |= minus != value;
        let (kept, signs) = if is_last { mend::without_ending(key, &minus) } else { (minus.as_str(), "") };
        if !signs.is_empty() {
            self.problems.push(mend::ending(key, signs));
        }
        Some(kept.to_string())
    }

    fn function(&mut self, raw: &str, decoded: Option<String>, is_last: bool) -> Option<String> {
        let Some(decoded) = decoded else {
            let text = mend::from_latin_1(raw).filter(|text| Expression::parse(text).is_ok())?;
            self.problems.push(mend::read_as("function", &text));
            return Some(text);
        };
        let given = if mend::has_plus_for_space(raw) {
            self.mended = true;
            decode(&raw.replace('+', " "))?
        } else {
            decoded
        };
        let Some((text, problem)) = mend::function(&given, is_last) else { return Some(given) };
        self.problems.push(problem);
        Some(text)
    }

    /// Of lists, what is left of a pair at a cut, or of a damaged point, is left out and counted.
    fn shaped(&mut self, key: &'static str, value: &str, shape: Shape, is_last: bool) -> Value {
        let separator = match shape {
            Shape::Points => ',',
            Shape::Changes if is_last => ':',
            _ => return shaped(value, shape),
        };
        let items: Vec<&str> = value.split(';').collect();
        let kept: Vec<&str> = items.iter().copied().filter(|item| mend::is_pair(item, separator)).collect();
        if kept.len() == items.len() || kept.len() < 2 {
            return shaped(value, shape);
        }
        self.problems.push(mend::lost(key, items.len() - kept.len(), kept.len()));
        shaped(&kept.join(";"), shape)
    }

    fn version(&mut self, value: &str) {
        match value.parse() {
            Ok(version) if version == ENGINE_VERSION => self.version = Some(version),
            Ok(version) => {
                self.version = Some(version);
                self.problems.push(other_version(version));
            }
            Err(_) => {
                let message = format!("v must be the engine's version, not {}.", Value::from(value));
                self.problems.push(Error::new("wrong_type", message).at("v").with("value", value));
            }
        }
    }

    fn nested(&mut self, section: &'static str, key: &str, value: Value) {
        match self.fields.iter_mut().find(|(name, _)| *name == section) {
            Some((_, Value::Map(entries))) => entries.push((key.to_string(), value)),
            _ => self.fields.push((section, Value::map([(key, value)]))),
        }
    }

    fn finish(mut self) -> Shared {
        for (section, value) in &mut self.fields {
            if let Value::Map(entries) = value {
                self.problems.extend(complete(section, entries));
            }
        }
        let (config, problems) = Config::from_value_tolerant(&Value::map(self.fields));
        self.problems.extend(problems);
        Shared { config, problems: self.problems, version: self.version, ui: self.ui }
    }
}

/// Parameters without the name of their rule are the default rule's. One that is damaged is as the experiment has it,
/// which for some is not as the rule itself does.
fn complete(section: &str, entries: &mut Vec<(String, Value)>) -> Vec<Error> {
    if entries.iter().any(|(key, _)| key == "kind") {
        return Vec::new();
    }
    let defaults = Config::default().to_value();
    let Some(Value::Map(defaults)) = defaults.get(section) else { return Vec::new() };
    let mut mistakes = Vec::new();
    entries.retain(|(key, value)| {
        let mut alone: Vec<_> = defaults.iter().filter(|(name, _)| name == "kind").cloned().collect();
        alone.push((key.clone(), value.clone()));
        let errors = Config::from_value_tolerant(&Value::map([(section, Value::Map(alone))])).1;
        let is_right = errors.is_empty();
        mistakes.extend(errors);
        is_right
    });
    let missing = defaults.iter().filter(|(key, _)| !entries.iter().any(|(given, _)| given == key));
    let missing: Vec<_> = missing.cloned().collect();
    entries.extend(missing);
    mistakes
}

/// Where a link's key belongs in a configuration, and how its value is written.
struct Place {
    section: Option<&'static str>,
    key: &'static str,
    shape: Shape,
}

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Scalar,
    List,
    Points,
    Layers,
    Changes,
}

fn place(key: &str) -> Option<Place> {
    all_places().find(|(name, _)| name == key).map(|(_, place)| place)
}

fn all_places() -> impl Iterator<Item = (String, Place)> {
    top_level().chain(rules()).chain(parameters())
}

fn top_level() -> impl Iterator<Item = (String, Place)> {
    let keys = [
        ("function", Shape::Text),
        ("domain", Shape::List),
        ("samples", Shape::Scalar),
        ("sampling", Shape::Text),
        ("noise", Shape::Scalar),
        ("validation", Shape::Scalar),
        ("points", Shape::Points),
        ("scaling", Shape::Text),
        ("layers", Shape::Layers),
        ("loss", Shape::Text),
        ("batchSize", Shape::Scalar),
        ("shuffle", Shape::Scalar),
        ("seed", Shape::Scalar),
        ("learningRateChanges", Shape::Changes),
    ];
    keys.into_iter().map(|(key, shape)| (key.to_string(), Place { section: None, key, shape }))
}

/// `optimizer=adam` is the optimizer's kind.
fn rules() -> impl Iterator<Item = (String, Place)> {
    ["optimizer", "kernelInitializer", "biasInitializer"]
        .into_iter()
        .map(|section| (section.to_string(), Place { section: Some(section), key: "kind", shape: Shape::Text }))
}

fn parameters() -> impl Iterator<Item = (String, Place)> {
    let scalar = |section, key| Place { section: Some(section), key, shape: Shape::Scalar };
    let optimizer = OptimizerKind::ALL.iter().flat_map(|kind| limits::hyperparameters(*kind));
    let optimizer = optimizer.map(move |parameter| (parameter.name.to_string(), scalar("optimizer", parameter.name)));
    let penalties = limits::PENALTIES.iter().map(|parameter| parameter.name);
    let penalties = penalties.map(move |name| (name.to_string(), scalar("regularizer", name)));
    let initializers = ["kernelInitializer", "biasInitializer"].into_iter().flat_map(move |section| {
        ["minval", "maxval", "mean", "stddev"].map(|name| (format!("{section}.{name}"), scalar(section, name)))
    });
    optimizer.chain(penalties).chain(initializers)
}

/// The value as decoding expects it. What does not fit the shape stays text, and decoding says so.
fn shaped(text: &str, shape: Shape) -> Value {
    let split = |separator: char, inner: fn(&str) -> Value| Value::list(text.split(separator).map(inner));
    match shape {
        Shape::Text => text.into(),
        Shape::Scalar => scalar(text),
        Shape::List => split(',', scalar),
        Shape::Points => split(';', |pair| Value::list(pair.split(',').map(scalar))),
        Shape::Layers => split(',', layer),
        Shape::Changes => split(';', |pair| Value::list(pair.split(':').map(scalar))),
    }
}

fn scalar(text: &str) -> Value {
    match text.trim() {
        "true" => true.into(),
        "false" => false.into(),
        text => number::parse(text).map_or_else(|| text.into(), Value::Number),
    }
}

fn layer(text: &str) -> Value {
    let (units, activation) = text.trim().split_once(':').map_or((text, None), |(units, name)| (units, Some(name)));
    let units = [("units", scalar(units))];
    Value::map(units.into_iter().chain(activation.map(|name| ("activation", name.into()))))
}

/// Percent-encoded UTF-8; `None` where it is neither.
fn decode(text: &str) -> Option<String> {
    String::from_utf8(bytes(text)?).ok()
}

/// Percent-encoded bytes.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex(bytes.next()?)? * 16 + hex(bytes.next()?)? } else { byte });
    }
    Some(decoded)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

fn bad_encoding(key: &str, value: &str) -> Error {
    let given: Value = format!("{key}={value}").into();
    let message = format!("{given} is not percent-encoded as it should be.");
    Error::new("bad_encoding", message).at(key.chars().take(40).collect::<String>()).with("value", value)
}

fn duplicate(key: &str) -> Error {
    Error::new("duplicate_key", format!("{key} is given more than once; the first holds.")).at(key)
}

fn unknown_key(key: &str) -> Error {
    let names: Vec<String> = all_places().map(|(name, _)| name).collect();
    let suggestion = nearest(key, names.iter().map(String::as_str));
    let hint = suggestion.map_or(String::new(), |name| format!(" Is {name} meant?"));
    let error = Error::new("unknown_key", format!("{} is not known.{hint}", Value::from(key)));
    let error = error.at(key.chars().take(40).collect::<String>()).with("value", key);
    suggestion.into_iter().fold(error, |error, name| error.with("suggestion", name))
}

fn other_version(version: u32) -> Error {
    let message = format!(
        "This link is from version {version} of the engine; version {ENGINE_VERSION} gives other bits and trains it its own way."
    );
    Error::new("other_version", message).at("v").with("value", version).with("version", ENGINE_VERSION)
}

fn too_many_keys() -> Error {
    let message = format!("A link may have {MAX_PAIRS} keys; the rest of this one was not read.");
    Error::new("too_many_keys", message).with("max", MAX_PAIRS)
}

fn too_long(bytes: usize) -> Error {
    let message = format!("A link may have {MAX_BYTES} bytes; this one has {bytes}.");
    Error::new("too_long", message).with("max", MAX_BYTES).with("value", bytes)
}
