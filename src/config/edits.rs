//! What a hand changes in a network on the way: units switched off and on again, and parameters set.
//!
//! As a value `[update, "off" | "on", layer, "0-4,7"]` or `[update, "set", "600-604", [0.1, 0.2, …]]`: layers, units and
//! parameters (in Keras' order) are counted from 0, and are written as ranges, so that many of them stay short.

use super::check::Checker;
use super::limits::{COORDINATE, Count, EDIT_ITEMS, EDITS, Range, UPDATE};
use super::{Config, Layer};
use crate::error::Error;
use crate::value::Value;

/// One change, before the update of that number.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Updates that are past when it is made.
    pub update: u64,
    /// What it does.
    pub change: Change,
}

/// What an edit does.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Nothing takes on what these units give, until they are on again; meanwhile training leaves them alone.
    Off(usize, Ranges),
    /// They give what they gave when they were switched off.
    On(usize, Ranges),
    /// These parameters become those values, one each.
    Set(Ranges, Vec<f64>),
}

/// Ascending numbers as ranges: `0-4,7`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranges(Vec<[u32; 2]>);

impl Ranges {
    /// Of ascending numbers.
    pub fn of(numbers: impl IntoIterator<Item = u32>) -> Ranges {
        let mut ranges = Ranges::default();
        numbers.into_iter().for_each(|number| ranges.push(number, number));
        ranges
    }

    /// As they are written; `None` of what is something else, or does not ascend.
    pub fn parse(text: &str) -> Option<Ranges> {
        let mut ranges = Ranges::default();
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let [first, last] = [number(first)?, number(last)?];
            let ascends = ranges.0.last().is_none_or(|before| before[1] < first);
            if last < first || !ascends {
                return None;
            }
            ranges.push(first, last);
        }
        Some(ranges)
    }

    /// Those that follow on one another become one.
    fn push(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some(before) if before[1] + 1 == first => before[1] = last,
            _ => self.0.push([first, last]),
        }
    }

    /// How many numbers there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|[first, last]| (last - first) as usize + 1).sum()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().flat_map(|&[first, last]| first as usize..=last as usize)
    }

    /// The largest.
    fn last(&self) -> u32 {
        self.0.last().map_or(0, |range| range[1])
    }

    /// As they are read.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, &[first, last]) in self.0.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "," });
            text.push_str(&first.to_string());
            if last > first {
                text.push('-');
                text.push_str(&last.to_string());
            }
        }
        text
    }
}

/// Digits alone, below 2^31.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|&number: &u32| is_number && number < 1 << 31)
}

impl Edit {
    /// As a list.
    pub(super) fn to_value(&self) -> Value {
        let update = self.update.into();
        Value::List(match &self.change {
            Change::Off(layer, units) => vec![update, "off".into(), (*layer).into(), units.text().into()],
            Change::On(layer, units) => vec![update, "on".into(), (*layer).into(), units.text().into()],
            Change::Set(parameters, values) => {
                vec![update, "set".into(), parameters.text().into(), Value::list(values.iter().copied())]
            }
        })
    }

    /// Ranges and values, of which there may be so many in all.
    pub(crate) fn items(&self) -> usize {
        match &self.change {
            Change::Off(_, ranges) | Change::On(_, ranges) => ranges.0.len(),
            Change::Set(ranges, values) => ranges.0.len() + values.len(),
        }
    }
}

const EXPECTED: &str = "[update, \"off\" or \"on\", layer, units] or [update, \"set\", parameters, values]";

/// Edits made in Rust, where they are within their limits and fit that configuration's network.
pub(crate) fn checked(edits: &[Edit], config: &Config) -> Result<Vec<Edit>, Error> {
    let mut checker = Checker::default();
    let value = Value::list(edits.iter().map(Edit::to_value));
    let checked = read(&mut checker, &value, &config.layers, config.weights());
    checker.errors.into_iter().next().map_or(Ok(checked.unwrap_or_default()), Err)
}

/// Ascending by update, and each within the network.
pub(super) fn read(checker: &mut Checker, value: &Value, layers: &[Layer], weights: usize) -> Option<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut items = 0;
    for (index, value) in checker.list("edits", value, EDITS)?.iter().enumerate() {
        let path = format!("edits[{index}]");
        let edit = one(checker, &path, value, layers, weights)?;
        if let Some(before) = edits.last().filter(|before| before.update > edit.update) {
            checker.note(super::decode::not_ascending(&path, before.update as f64, edit.update as f64));
            return None;
        }
        items += edit.items();
        edits.push(edit);
    }
    if let Err(error) = EDIT_ITEMS.check("edits", items) {
        checker.note(error);
        return None;
    }
    Some(edits)
}

/// What an edit does, of `["off" | "on", layer, units]` or `["set", parameters, values]`.
#[cfg(target_arch = "wasm32")]
pub(crate) fn change(value: &Value, config: &Config) -> Result<Change, Error> {
    let mut checker = Checker::default();
    let found = match value.as_list() {
        Some([what, first, second]) => {
            one_change(&mut checker, "change", 0, [what, first, second], &config.layers, config.weights())
        }
        _ => checker.wrong_type("change", "[\"off\" or \"on\", layer, units] or [\"set\", parameters, values]", value),
    };
    let error = checker.errors.into_iter().next();
    // What is not found has been noted.
    found.ok_or_else(|| error.unwrap_or_else(|| Error::new("wrong_type", EXPECTED)))
}

fn one(checker: &mut Checker, path: &str, value: &Value, layers: &[Layer], weights: usize) -> Option<Edit> {
    let Some([update, what, first, second]) = value.as_list() else {
        return checker.wrong_type(path, EXPECTED, value);
    };
    let update = checker.number(&format!("{path}[0]"), update, UPDATE)? as u64;
    let change = one_change(checker, path, 1, [what, first, second], layers, weights)?;
    Some(Edit { update, change })
}

/// Its parts are items of what stands there, from that one on.
fn one_change(
    checker: &mut Checker,
    path: &str,
    first_item: usize,
    [what, first, second]: [&Value; 3],
    layers: &[Layer],
    weights: usize,
) -> Option<Change> {
    let item = |index: usize| format!("{path}[{}]", first_item + index);
    let kind = checker.choice(&item(0), what, &["off", "on", "set"], |name| name)?;
    let change = if kind == "set" {
        let parameters = ranges(checker, &item(1), first, weights)?;
        let count = parameters.count();
        let values = checker.list(&item(2), second, Count { min: count, max: count })?;
        let values = values
            .iter()
            .enumerate()
            .map(|(index, value)| checker.number(&format!("{}[{index}]", item(2)), value, COORDINATE));
        Change::Set(parameters, values.collect::<Option<_>>()?)
    } else {
        let layer = checker.number(&item(1), first, Range::index(layers.len()))? as usize;
        let units = ranges(checker, &item(2), second, layers[layer].units)?;
        if kind == "off" { Change::Off(layer, units) } else { Change::On(layer, units) }
    };
    Some(change)
}

fn ranges(checker: &mut Checker, path: &str, value: &Value, count: usize) -> Option<Ranges> {
    let Some(ranges) = value.as_text().and_then(Ranges::parse) else {
        return checker.wrong_type(path, "ascending numbers from 0 as ranges, such as 0-4,7", value);
    };
    match Range::index(count).check(path, f64::from(ranges.last())) {
        Ok(_) => Some(ranges),
        Err(error) => {
            checker.note(error);
            None
        }
    }
}
