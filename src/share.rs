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
//! - Lists: `layers=20:tanh,5:relu`, `domain=0,1`, `points=0,0.5;1,0.2`, `learningRateChanges=700:0.3;1400:0.1`,
//!   `edits=700:off:0:0-4,7;700:set:600-601:0.1,-0.2`.
//! - Everything but letters, digits and the harmless signs of an expression is percent-encoded UTF-8, so that a
//!   browser's address holds the very same text. A `+` is a plus.
//! - Keys that begin with `ui.` belong to the page and are handed through.
//!
//! What programs do to a link on its way is undone where no guess is needed (`mend`), and said.

mod encoding;
mod keys;
mod mend;
mod problems;
mod reader;
mod write;

pub use write::write;

use crate::Trainer;
use crate::config::Config;
use crate::error::Error;
use reader::Reader;

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

/// Reads any text as a link, with or without `#`.
pub fn read(link: &str) -> Shared {
    let mut reader = Reader::new();
    if link.len() > MAX_BYTES {
        reader.problems.push(problems::too_long(link.len()));
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
