//! What there is to see inside a network, as objects of typed arrays.

use crate::insight::neurons::Neurons;
use crate::trainer::Spectrum;
use js_sys::{ArrayBuffer, Float64Array, Object, Reflect, Uint8Array, Uint16Array};
use wasm_bindgen::JsValue;

/// Neurons as JavaScript has been told them. It is given the same object again as long as nothing has changed: to make
/// one takes longer than a curve does.
pub struct Told {
    object: JsValue,
    /// Which all arrays lie in.
    buffer: ArrayBuffer,
}

impl Told {
    /// Arrays one after the other in one buffer, those of the largest numbers first.
    pub fn new(neurons: &Neurons) -> Told {
        let bends = &neurons.bends;
        let (units, count) = (neurons.unit.len() as u32, bends.unit.len() as u32);
        let buffer = ArrayBuffer::new(units * 36 + count * 19);
        let mut end = 0;
        let mut place = |bytes: u32| {
            end += bytes;
            end - bytes
        };
        macro_rules! array_of {
            ($array:ident, $number:ty) => {
                |numbers: &[$number]| -> JsValue {
                    let bytes = size_of_val(numbers) as u32;
                    let length = numbers.len() as u32;
                    let array = $array::new_with_byte_offset_and_length(&buffer, place(bytes), length);
                    array.copy_from(numbers);
                    array.into()
                }
            };
        }
        let mut numbers = array_of!(Float64Array, f64);
        let [position, width, share, bend] =
            [&neurons.position, &neurons.width, &neurons.share, &neurons.bend].map(|all| numbers(all));
        let [bends_position, bends_bend] = [&bends.position, &bends.bend].map(|all| numbers(all));
        let mut words = array_of!(Uint16Array, u16);
        let [unit, bends_unit] = [&neurons.unit, &bends.unit].map(|all| words(all));
        let mut bytes = array_of!(Uint8Array, u8);
        let [layer, state, bends_layer] = [&neurons.layer, &neurons.state, &bends.layer].map(|all| bytes(all));
        let bends =
            object(&[("layer", bends_layer), ("unit", bends_unit), ("position", bends_position), ("bend", bends_bend)]);
        let object = object(&[
            ("layer", layer),
            ("unit", unit),
            ("position", position),
            ("width", width),
            ("share", share),
            ("bend", bend),
            ("state", state),
            ("bends", bends),
        ]);
        Told { object, buffer }
    }

    /// Whether its arrays are there: transferred to another thread they are empty.
    pub fn is_whole(&self) -> bool {
        self.buffer.byte_length() > 0
    }

    /// The object.
    pub fn object(&self) -> JsValue {
        self.object.clone()
    }
}

/// An object of those entries. (A fresh one takes any.)
pub fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

/// {function, error}
pub fn spectrum(spectrum: &Spectrum) -> JsValue {
    let numbers = |numbers: &[f64]| JsValue::from(Float64Array::from(numbers));
    object(&[("function", numbers(&spectrum.function)), ("error", numbers(&spectrum.error))])
}
