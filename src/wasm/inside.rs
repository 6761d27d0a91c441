//! What a trainer says of its network's units, and what is changed in them by hand.

use super::looked::{self, Told};
use super::{JsTrainer, Outcome, failure, read};
use crate::config::edits;
use crate::memory;
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_class = Trainer)]
impl JsTrainer {
    /// Switches units of a hidden layer off or on, or sets parameters, now and without a reset: noted in the configuration
    /// in place of what was noted for later. Layers, units and parameters (in the order of `parameters()`) are counted
    /// from 0.
    pub fn edit(&self, #[wasm_bindgen(unchecked_param_type = "EditChange")] change: JsValue) -> Outcome<()> {
        let change = read::value(&change)?;
        self.attempt(|trainer| {
            memory::require(trainer.memory_to_tell())?;
            trainer.edit(edits::change(&change, trainer.config())?)
        })
    }

    /// What the network is made of: each hidden unit's kink or centre, and where the curve bends. As long as nothing has
    /// changed it is the same object, so copy what you want to change; its arrays share one buffer.
    #[wasm_bindgen(unchecked_return_type = "Neurons")]
    pub fn neurons(&self) -> Outcome<JsValue> {
        let kept = &self.run.told;
        self.tell(|trainer| {
            let known = kept.take().filter(|told| trainer.knows_neurons() && told.is_whole());
            let told = known.unwrap_or_else(|| Told::new(trainer.neurons()));
            let object = told.object();
            kept.replace(Some(told));
            object
        })
    }

    /// What a unit, or several of one hidden layer (all counted from 0), add to the curve: at `grid`, in units of y, the
    /// curve less the curve without them.
    pub fn contribution(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number | Numbers")] units: JsValue,
    ) -> Outcome<Float32Array> {
        let (layer, units) = read_units(&layer, &units)?;
        self.attempt(|trainer| {
            memory::require(trainer.memory_to_tell())?;
            Ok(Float32Array::from(&trainer.contribution(layer, &units)?[..]))
        })
    }

    /// The loss over the training set and how far off the curve would be (as `evaluate()` and `rmse`) without a unit, or
    /// several of one hidden layer (all counted from 0).
    #[wasm_bindgen(js_name = errorWithout, unchecked_return_type = "{ loss: number; rmse: number }")]
    pub fn error_without(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number | Numbers")] units: JsValue,
    ) -> Outcome<JsValue> {
        let (layer, units) = read_units(&layer, &units)?;
        self.attempt(|trainer| {
            memory::require(trainer.memory_to_tell())?;
            let (loss, rmse) = trainer.error_without(layer, &units)?;
            Ok(looked::object(&[("loss", loss.into()), ("rmse", rmse.into())]))
        })
    }

    /// How fine the function is, and how fine what is missing of it; `undefined` where `target` is `NaN`.
    #[wasm_bindgen(unchecked_return_type = "Spectrum | undefined")]
    pub fn spectrum(&self) -> Outcome<JsValue> {
        self.with(|trainer| trainer.spectrum().map_or(JsValue::UNDEFINED, |spectrum| looked::spectrum(&spectrum)))
    }
}

/// A layer, and one unit of it or several.
fn read_units(layer: &JsValue, units: &JsValue) -> Outcome<(usize, Vec<usize>)> {
    let layer = read::count("layer", layer)? as usize;
    if units.as_f64().is_some() {
        return Ok((layer, vec![read::count("units", units)? as usize]));
    }
    let units = read::numbers("units", units)?;
    units
        .into_iter()
        .map(|unit| read::COUNT.check("units", unit.into()).map(|unit| unit as usize))
        .collect::<Result<_, _>>()
        .map(|units| (layer, units))
        .map_err(failure::throw)
}
