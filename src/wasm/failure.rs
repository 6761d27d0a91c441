//! What goes wrong, as JavaScript is told: an `Error` with the mistake's data; and, where the module itself has
//! broken, one that says so, at that call and at every later one.

use super::convert::{self, to_js};
use crate::error::Error;
use crate::value::Value;
use js_sys::{ErrorOptions, Reflect};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use wasm_bindgen::JsValue;

/// Why a call comes to nothing.
pub enum Refusal {
    /// What was given is not right.
    Mistake(Error),
    /// Looking at what was given threw an exception.
    Unreadable {
        /// What was looked at.
        path: String,
        /// What was thrown.
        cause: JsValue,
    },
    /// The module does not work any more.
    Broken,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::Mistake(error)
    }
}

/// A mistake as it is thrown.
#[inline(never)]
pub fn throw(error: Error) -> JsValue {
    Refusal::from(error).into()
}

/// As exported functions throw it.
impl From<Refusal> for JsValue {
    #[inline(never)]
    fn from(refusal: Refusal) -> JsValue {
        match refusal {
            Refusal::Mistake(error) => thrown(&error, &ErrorOptions::new(&JsValue::UNDEFINED), false),
            Refusal::Unreadable { path, cause } => {
                let name = if path.is_empty() { "The configuration" } else { &path };
                let message =
                    format!("{name} cannot be read: to look at it throws the exception that is this error's cause.");
                let error = Error::new("unreadable", message).at(path);
                thrown(&error, &ErrorOptions::new(&cause), true)
            }
            Refusal::Broken => thrown(&broken(), &ErrorOptions::new(&JsValue::UNDEFINED), false),
        }
    }
}

/// An `Error` with `code`, `path`, `params` and, where there is one, `span` and `cause`.
fn thrown(error: &Error, options: &ErrorOptions, has_cause: bool) -> JsValue {
    let js = if has_cause {
        js_sys::Error::new_with_options(&error.message, options)
    } else {
        js_sys::Error::new(&error.message)
    };
    if let Value::Map(entries) = convert::problem(error) {
        for (key, value) in entries.into_iter().filter(|(key, _)| key != "message") {
            // A fresh Error takes any property.
            let _ = Reflect::set(&js, &key.into(), &to_js(&value));
        }
    }
    js.into()
}

fn broken() -> Error {
    Error::new("module_broken", "The module has failed and must be loaded anew; the console says why.")
}

/// Set while the module computes. No call comes in meanwhile, so where it is found set, the last call never came to
/// its end: a panic, a stack or a memory that was not enough.
static AT_WORK: AtomicBool = AtomicBool::new(false);

/// Does what can neither call into JavaScript nor be called from there.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, JsValue> {
    let _at_work = AtWork::begin()?;
    work().map_err(throw)
}

/// As long as it is held, the module computes.
pub struct AtWork(());

impl AtWork {
    /// An error where the module does not work any more.
    #[inline(never)]
    pub fn begin() -> Result<AtWork, JsValue> {
        if AT_WORK.swap(true, Relaxed) { Err(Refusal::Broken.into()) } else { Ok(AtWork(())) }
    }
}

/// Neither a panic nor a trap comes here.
impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.store(false, Relaxed);
    }
}

/// A panic says on the console what it is, and ends the call with an error.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| {
        AT_WORK.store(true, Relaxed);
        web_sys::console::error_1(&info.to_string().into());
        wasm_bindgen::throw_val(Refusal::Broken.into());
    }));
}
