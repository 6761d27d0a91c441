//! Values from JavaScript. Anything may come, and to look at it may throw.

use super::failure::{self, Refusal};
use super::{Outcome, caught};
use crate::config::limits::Range;
use crate::error::Error;
use crate::memory;
use crate::value::Value;
use js_sys::{Array, ArrayBuffer, Float32Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A configuration is four levels deep; an object that contains itself has no end.
const DEPTH: usize = 8;
/// More than any configuration holds: each value counts as one, each text as its length.
const VALUES: usize = 1_000_000;
/// So many numbers at a time can be predicted.
const NUMBERS: usize = 1 << 24;
/// A snapshot is never longer.
const BYTES: usize = 1 << 28;
/// A chain of prototypes that is longer is not looked at to its end.
const PROTOTYPES: usize = 20;

/// What is counted: an integer from 0 to 2^32 - 1.
pub const COUNT: Range = Range::whole(0.0, u32::MAX as f64);

/// Such as epochs or updates.
pub fn count(name: &str, value: &JsValue) -> Outcome<u32> {
    number(name, value, &COUNT, None).map(|number| number as u32)
}

/// A number that is allowed; where the parameter may be left out, what it is then.
#[inline(never)]
pub fn number(name: &str, value: &JsValue, range: &Range, left_out: Option<f64>) -> Outcome<f64> {
    if let Some(number) = value.as_f64() {
        return range.check(name, number).map_err(failure::throw);
    }
    let left_out = left_out.filter(|_| value.is_undefined() || value.is_null());
    // The words are for who needs them: to write them takes longer than a curve does.
    left_out.ok_or_else(|| failure::throw(wrong_type(name, &range.in_words(), value)))
}

/// A text of at most so many UTF-16 units.
pub fn text(name: &str, value: &JsValue, max: usize) -> Result<String, Error> {
    let length = length_of_text(value).ok_or_else(|| wrong_type(name, "a text", value))?;
    if length > max {
        let message = format!("{name} must have at most {max} characters, not {length}.");
        return Err(Error::new("out_of_range", message).at(name).with("value", length).with("max", max));
    }
    memory::require(3 * length)?;
    Ok(value.as_string().unwrap_or_default())
}

/// UTF-16 units of a text; none of anything else.
pub fn length_of_text(value: &JsValue) -> Option<usize> {
    let text: &JsString = value.dyn_ref()?;
    Some(text.length() as usize)
}

/// Any array of numbers, as `f32`.
pub fn numbers(name: &str, value: &JsValue) -> Result<Vec<f32>, Refusal> {
    const EXPECTED: &str = "an array of numbers";
    let mut numbers = Vec::new();
    match tag_of_view(value).as_deref() {
        Some("DataView" | "BigInt64Array" | "BigUint64Array") => Err(wrong_type(name, EXPECTED, value).into()),
        Some(_) => {
            let length = length_within(name, value, EXPECTED, NUMBERS)?;
            let copy = Float32Array::new_with_length(length as u32);
            caught::fill(&copy, value).map_err(|cause| unreadable(name, cause))?;
            memory::grow(&mut numbers, length)?;
            numbers.resize(length, 0.0);
            copy.copy_to(&mut numbers);
            Ok(numbers)
        }
        None => {
            each_number(name, value, EXPECTED, NUMBERS, |_, number| {
                memory::room_for_one(&mut numbers)?;
                numbers.push(number as f32);
                Ok(())
            })?;
            Ok(numbers)
        }
    }
}

/// Bytes: a `Uint8Array`, an `ArrayBuffer`, or an array of numbers from 0 to 255.
pub fn bytes(name: &str, value: &JsValue) -> Result<Vec<u8>, Refusal> {
    const EXPECTED: &str = "a Uint8Array";
    const BYTE: Range = Range::whole(0.0, 255.0);
    let mut bytes = Vec::new();
    let view = match tag_of_view(value).as_deref() {
        Some("Uint8Array" | "Uint8ClampedArray") => value.clone(),
        None if class_of(value) == "ArrayBuffer" => {
            let class = Uint8Array::new_with_length(0).constructor();
            caught::construct(&class, value).map_err(|cause| unreadable(name, cause))?
        }
        Some(_) => return Err(wrong_type(name, EXPECTED, value).into()),
        None => {
            each_number(name, value, EXPECTED, BYTES, |index, byte| {
                memory::room_for_one(&mut bytes)?;
                bytes.push(BYTE.check(&item(name, index), byte)? as u8);
                Ok(())
            })?;
            return Ok(bytes);
        }
    };
    let length = length_within(name, &view, EXPECTED, BYTES)?;
    memory::grow(&mut bytes, length)?;
    let copy = Uint8Array::new_with_length(length as u32);
    caught::fill(&copy, &view).map_err(|cause| unreadable(name, cause))?;
    bytes.resize(length, 0);
    copy.copy_to(&mut bytes);
    Ok(bytes)
}

fn item(name: &str, index: usize) -> String {
    format!("{name}[{index}]")
}

/// Each number of an array.
fn each_number(
    name: &str,
    value: &JsValue,
    expected: &str,
    max: usize,
    mut each: impl FnMut(usize, f64) -> Result<(), Error>,
) -> Result<(), Refusal> {
    if !caught::is_array(value).map_err(|cause| unreadable(name, cause))? {
        return Err(wrong_type(name, expected, value).into());
    }
    let length = length_within(name, value, expected, max)?;
    let items = Array::new();
    caught::assign(&items, value).map_err(|cause| unreadable(item(name, items.length() as usize), cause))?;
    for index in 0..length {
        let number = items.get(index as u32);
        each(index, number.as_f64().ok_or_else(|| wrong_type(&item(name, index), "a number", &number))?)?;
    }
    Ok(())
}

/// The length of an array that is not too long.
fn length_within(name: &str, array: &JsValue, expected: &str, max: usize) -> Result<usize, Refusal> {
    let length = length_of(array).map_err(|cause| unreadable(name, cause))?;
    let length = length.ok_or_else(|| wrong_type(name, expected, array))?;
    if length <= max {
        return Ok(length);
    }
    let message = format!("{name} must have at most {max} items, not {length}.");
    Err(Error::new("out_of_range", message).at(name).with("value", length).with("max", max).into())
}

/// A configuration's value: numbers, texts, flags, arrays and plain objects as they are, anything else by what it is.
pub fn value(value: &JsValue) -> Result<Value, Refusal> {
    Reader { path: String::new(), left: VALUES }.value(value, DEPTH)
}

struct Reader {
    /// Where it is.
    path: String,
    /// How much may still come.
    left: usize,
}

impl Reader {
    fn value(&mut self, value: &JsValue, depth: usize) -> Result<Value, Refusal> {
        self.spend(1)?;
        if let Some(length) = length_of_text(value) {
            self.spend(length)?;
            return Ok(Value::Text(value.as_string().unwrap_or_default()));
        }
        let is_view = ArrayBuffer::is_view(value);
        if !value.is_object() || value.is_function() {
            return Ok(of_kind(value));
        }
        if depth == 0 {
            return Err(self.too_deep().into());
        }
        if is_view || self.caught(caught::is_array(value))? {
            self.list(value, depth)
        } else if self.caught(is_plain(value))? {
            self.object(value, depth)
        } else {
            Ok(of_kind(value))
        }
    }

    fn list(&mut self, array: &JsValue, depth: usize) -> Result<Value, Refusal> {
        let Some(length) = self.caught(length_of(array))? else { return Ok(of_kind(array)) };
        self.spend(length)?;
        let items = Array::new();
        if let Err(cause) = caught::assign(&items, array) {
            self.enter(&format!("[{}]", items.length()));
            return self.caught(Err(cause));
        }
        let mut list = Vec::new();
        for index in 0..length {
            let here = self.enter(&format!("[{index}]"));
            let item = self.value(&items.get(index as u32), depth - 1)?;
            memory::room_for_one(&mut list)?;
            list.push(item);
            self.path.truncate(here);
        }
        Ok(Value::List(list))
    }

    /// A key that is undefined is a key left out.
    fn object(&mut self, object: &JsValue, depth: usize) -> Result<Value, Refusal> {
        let copy = Object::create(JsValue::NULL.unchecked_ref());
        if let Err(cause) = caught::assign(&copy, object) {
            // What is copied in order ends before the key that threw.
            let key = caught::keys(object).map(|keys| keys.get(Object::keys(&copy).length()));
            self.enter_key(&key.ok().and_then(|key| key.as_string()).unwrap_or_default());
            return self.caught(Err(cause));
        }
        let keys = Object::keys(&copy);
        self.spend(keys.length() as usize)?;
        let mut entries = Vec::new();
        for key in keys.iter() {
            self.spend(length_of_text(&key).unwrap_or(0))?;
            let name = key.as_string().unwrap_or_default();
            let here = self.enter_key(&name);
            // What was copied throws no more.
            let item = Reflect::get(&copy, &key).unwrap_or_default();
            if !item.is_undefined() {
                let item = self.value(&item, depth - 1)?;
                memory::room_for_one(&mut entries)?;
                entries.push((name, item));
            }
            self.path.truncate(here);
        }
        Ok(Value::Map(entries))
    }

    fn enter_key(&mut self, name: &str) -> usize {
        let dot = if self.path.is_empty() || name.is_empty() { "" } else { "." };
        self.enter(&format!("{dot}{name}"))
    }

    /// Where the path was before.
    fn enter(&mut self, step: &str) -> usize {
        let here = self.path.len();
        self.path.push_str(step);
        here
    }

    fn caught<T>(&self, result: Result<T, JsValue>) -> Result<T, Refusal> {
        result.map_err(|cause| unreadable(&self.path, cause))
    }

    fn spend(&mut self, values: usize) -> Result<(), Error> {
        match self.left.checked_sub(values) {
            Some(left) => self.left = left,
            None => return Err(self.too_much()),
        }
        Ok(())
    }

    fn too_much(&self) -> Error {
        let message = format!("{} holds more than the {VALUES} values that a configuration may have.", self.name());
        Error::new("out_of_range", message).at(self.path.clone()).with("max", VALUES)
    }

    fn too_deep(&self) -> Error {
        let message = format!("{} is nested more than {DEPTH} levels deep.", self.name());
        Error::new("too_deep", message).at(self.path.clone()).with("max", DEPTH)
    }

    fn name(&self) -> &str {
        if self.path.is_empty() { "The configuration" } else { &self.path }
    }
}

/// The length of an array; none where it says something else.
fn length_of(array: &JsValue) -> Result<Option<usize>, JsValue> {
    let length = caught::get(array, "length")?.as_f64();
    Ok(length.filter(|n| (0.0..=u32::MAX as f64).contains(n) && libm::trunc(*n) == *n).map(|n| n as usize))
}

/// Whether an object is what its own keys hold and nothing else: made by `{}`, or of a class without accessors. What
/// has no keys of its own and yet a class, such as a Map, a Date or a Promise, is something else.
fn is_plain(object: &JsValue) -> Result<bool, JsValue> {
    let mut prototype = caught::prototype(object)?;
    for depth in 0..PROTOTYPES {
        let next = if prototype.is_null() { JsValue::NULL } else { caught::prototype(&prototype)? };
        if next.is_null() {
            return Ok(depth == 0 || caught::keys(object)?.length() > 0);
        }
        if has_accessors(&prototype)? {
            return Ok(false);
        }
        prototype = next;
    }
    Ok(false)
}

fn has_accessors(prototype: &JsValue) -> Result<bool, JsValue> {
    for key in caught::own_keys(prototype)?.iter() {
        let descriptor = caught::descriptor(prototype, &key)?;
        if descriptor.is_object() && Reflect::get(&descriptor, &"get".into())?.is_function() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The class of a typed array or a `DataView`.
fn tag_of_view(value: &JsValue) -> Option<String> {
    ArrayBuffer::is_view(value).then(|| class_of(value))
}

/// As `Object.prototype.toString` calls it.
fn class_of(value: &JsValue) -> String {
    let tag = caught::tag(value).unwrap_or_default();
    let name = tag.strip_prefix("[object ").and_then(|rest| rest.strip_suffix(']')).unwrap_or("Object");
    name.chars().take(40).collect()
}

/// The value, where JSON knows it, or what it is. Nothing of an object is read but its class.
fn of_kind(value: &JsValue) -> Value {
    if value.is_undefined() || value.is_null() {
        Value::Null
    } else if let Some(number) = value.as_f64() {
        Value::Number(number)
    } else if let Some(flag) = value.as_bool() {
        Value::Bool(flag)
    } else if value.is_function() {
        Value::Other("a function".to_string())
    } else if value.is_bigint() {
        Value::Other("a bigint".to_string())
    } else if value.is_symbol() {
        Value::Other("a symbol".to_string())
    } else {
        match class_of(value).as_str() {
            "Object" => Value::Other("an object".to_string()),
            class if class.starts_with(['A', 'E', 'I', 'O', 'U']) => Value::Other(format!("an {class}")),
            class => Value::Other(format!("a {class}")),
        }
    }
}

fn wrong_type(path: &str, expected: &str, value: &JsValue) -> Error {
    let given = match length_of_text(value) {
        Some(0..=1000) => Value::Text(value.as_string().unwrap_or_default()),
        Some(length) => Value::Other(format!("a text of {length} characters")),
        None if value.is_undefined() => Value::Other("undefined".to_string()),
        None => of_kind(value),
    };
    let message = format!("{path} must be {expected}, not {given}.");
    Error::new("wrong_type", message).at(path).with("expected", expected).with("value", given)
}

fn unreadable(path: impl Into<String>, cause: JsValue) -> Refusal {
    Refusal::Unreadable { path: path.into(), cause }
}
