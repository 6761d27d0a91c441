//! What needs no trainer: limits, versions, functions read and written, a seed.

use super::failure::{self, guarded};
use super::{Outcome, convert, read};
use crate::ENGINE_VERSION;
use crate::config::limits;
use crate::error::Error;
use crate::expression::Expression;
use crate::share;
use rand::TryRng;
use rand::rngs::{SysError, SysRng};
use wasm_bindgen::prelude::*;

/// Ranges, options and defaults of every field of a configuration.
#[wasm_bindgen(js_name = limits, unchecked_return_type = "Limits")]
pub fn describe_limits() -> Outcome<JsValue> {
    guarded(|| Ok(convert::to_js(&limits::describe())))
}

/// The version of the arithmetic: it rises when the same configuration gives other bits.
#[wasm_bindgen(js_name = engineVersion)]
pub fn engine_version() -> u32 {
    ENGINE_VERSION
}

/// A function as a Python expression of a NumPy array `x`. Throws where the text is no expression.
#[wasm_bindgen(js_name = functionToNumpy)]
pub fn function_to_numpy(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Outcome<String> {
    let text = read::text("text", &text, share::MAX_BYTES).map_err(failure::throw)?;
    guarded(|| Expression::parse(&text).map(|expression| expression.to_numpy()))
}

/// A function as presentation MathML: the terms of a sum, each as its factors, such as `["mi", "x"]` or
/// `["mfrac", ["mn", "1"], ["mi", "x"]]`; lines may break between them. Throws where the text is no expression.
#[wasm_bindgen(js_name = functionToMath, unchecked_return_type = "MathElement[][]")]
pub fn function_to_math(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Outcome<JsValue> {
    let text = read::text("text", &text, share::MAX_BYTES).map_err(failure::throw)?;
    guarded(|| Expression::parse(&text).map(|expression| convert::to_js(&expression.to_math())))
}

/// A seed nobody has chosen, below 2^32 so that a link stays short.
#[wasm_bindgen(js_name = randomSeed)]
pub fn random_seed() -> Outcome<f64> {
    let no_source =
        |error: SysError| Error::new("no_random_source", format!("There are no random numbers here: {error}."));
    guarded(|| SysRng.try_next_u32().map(f64::from).map_err(no_source))
}
