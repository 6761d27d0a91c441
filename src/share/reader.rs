//! A link's pairs, gathered as a partial configuration.

use super::encoding::decode;
use super::keys::{Place, Shape, places, shaped};
use super::problems::{bad_encoding, duplicate, other_version, too_many_keys, unknown_key};
use super::{MAX_PAIRS, Shared, mend};
use crate::ENGINE_VERSION;
use crate::config::Config;
use crate::error::Error;
use crate::expression::Expression;
use crate::value::Value;

/// Gathers a link's pairs as a partial configuration, whose limits are then decoding's affair.
pub struct Reader {
    fields: Vec<(&'static str, Value)>,
    seen: Vec<String>,
    version: Option<u32>,
    ui: Vec<(String, String)>,
    pub problems: Vec<Error>,
    /// Something was undone of which nothing more is to be said.
    mended: bool,
    places: Vec<(String, Place)>,
}

impl Reader {
    pub fn new() -> Self {
        Reader {
            fields: Vec::new(),
            seen: Vec::new(),
            version: None,
            ui: Vec::new(),
            problems: Vec::new(),
            mended: false,
            places: places(),
        }
    }

    pub fn read(&mut self, link: &str) {
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
            None => return self.problems.push(unknown_key(&key, &self.places)),
        }
        self.seen.push(key);
    }

    /// Where the key belongs. Some programs write links in small letters, or their first in a capital one.
    fn place(&mut self, key: &str) -> Option<Place> {
        if key.eq_ignore_ascii_case("v") || key.starts_with("ui.") {
            return None;
        }
        let exact = self.places.iter().find(|(name, _)| name == key);
        let found = exact.or_else(|| self.places.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)))?;
        self.mended |= exact.is_none();
        Some(found.1)
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

    pub fn finish(mut self) -> Shared {
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
    let mistakes_in =
        |entries: Vec<(String, Value)>| Config::from_value_tolerant(&Value::map([(section, Value::Map(entries))])).1;
    // Each may be right beside the others only, as a lowest and a highest value are.
    if !mistakes_in(completed(entries, defaults)).is_empty() {
        entries.retain(|(key, value)| {
            let mut alone: Vec<_> = defaults.iter().filter(|(name, _)| name == "kind").cloned().collect();
            alone.push((key.clone(), value.clone()));
            let errors = mistakes_in(alone);
            let is_right = errors.is_empty();
            mistakes.extend(errors);
            is_right
        });
    }
    *entries = completed(entries, defaults);
    mistakes
}

/// With the defaults of what is not given.
fn completed(given: &[(String, Value)], defaults: &[(String, Value)]) -> Vec<(String, Value)> {
    let missing = defaults.iter().filter(|(key, _)| !given.iter().any(|(name, _)| name == key));
    given.iter().chain(missing).cloned().collect()
}
