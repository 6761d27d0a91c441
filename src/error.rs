//! What can be wrong with what a user gave: as data, without translated text.

use crate::value::Value;
use std::fmt;

/// A mistake in a configuration, a link, an expression or a snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// What kind of mistake, such as `out_of_range`; stable, to be translated by the page.
    pub code: &'static str,
    /// Where, such as `layers[0].units`; empty where it concerns the whole.
    pub path: String,
    /// In plain English: the field, the value, and what would be right.
    pub message: String,
    /// For expressions: the offending part as [start, end) in UTF-16 units.
    pub span: Option<(usize, usize)>,
    /// The numbers and words a translated sentence needs, such as `min`, `max`, `value`.
    pub params: Vec<(&'static str, Value)>,
}

impl Error {
    /// A mistake that concerns the whole, until [`at`](Error::at) or [`spanning`](Error::spanning) says where.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Error::of(code, message.into())
    }

    #[cold]
    #[inline(never)]
    fn of(code: &'static str, message: String) -> Self {
        Error { code, path: String::new(), message, span: None, params: Vec::new() }
    }

    /// The same mistake, in that field.
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.place(path.into());
        self
    }

    #[cold]
    #[inline(never)]
    fn place(&mut self, path: String) {
        self.path = path;
    }

    /// The same mistake, in [start, end) of the expression, in UTF-16 units.
    pub fn spanning(self, start: usize, end: usize) -> Self {
        Error { span: Some((start, end)), ..self }
    }

    /// The same mistake with one more number or word for the translated sentence.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.add(name, value.into());
        self
    }

    #[cold]
    #[inline(never)]
    fn add(&mut self, name: &'static str, value: Value) {
        self.params.push((name, value));
    }

    /// The parameter of that name.
    pub fn param(&self, name: &str) -> Option<&Value> {
        self.params.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// The option a mistyped name was probably meant to be: the one fewest edits away, but at most a third of it.
pub(crate) fn nearest<'a>(name: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().map(|c| c.to_ascii_lowercase()).take(40).collect();
    options
        .into_iter()
        .map(|option| (edits(&wanted, &option.to_ascii_lowercase()), option))
        .filter(|(edits, option)| *edits <= (option.chars().count() / 3).max(1) && *edits < wanted.len().max(1))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, option)| option)
}

/// Levenshtein's distance: how many letters to insert, delete or replace.
fn edits(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, letter) in b.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 1..row.len() {
            let replaced = diagonal + usize::from(a[j - 1] != letter);
            diagonal = row[j];
            row[j] = replaced.min(row[j] + 1).min(row[j - 1] + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_a_plausible_one_or_none() {
        let options = ["relu", "tanh", "sigmoid"];
        assert_eq!(nearest("rleu", ["relu"]), None, "two replacements in four letters are too many");
        assert_eq!(nearest("relo", options), Some("relu"));
        assert_eq!(nearest("TANH", options), Some("tanh"));
        assert_eq!(nearest("sigmod", options), Some("sigmoid"));
        assert_eq!(nearest("banana", options), None);
        assert_eq!(nearest("", options), None);
    }
}
