//! Calls that may run code of somebody else's, such as a getter or a trap of a proxy. What that throws comes back as
//! an error: an exception that passed through the module would take some of its stack with it each time.
//!
//! An import that catches and gives a value loses a place in wasm-bindgen's table of values whenever it throws. So
//! those here give none; a value is left in an object by a getter, which `Object.assign` asks.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = Reflect, js_name = get)]
    static GET: Function;
    #[wasm_bindgen(thread_local_v2, js_namespace = Reflect, js_name = getPrototypeOf)]
    static PROTOTYPE: Function;
    #[wasm_bindgen(thread_local_v2, js_namespace = Reflect, js_name = ownKeys)]
    static OWN_KEYS: Function;
    #[wasm_bindgen(thread_local_v2, js_namespace = Reflect, js_name = getOwnPropertyDescriptor)]
    static DESCRIPTOR: Function;
    #[wasm_bindgen(thread_local_v2, js_namespace = Reflect, js_name = construct)]
    static CONSTRUCT: Function;
    #[wasm_bindgen(thread_local_v2, js_namespace = Object, js_name = keys)]
    static KEYS: Function;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    pub fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// Copies what the source's own keys hold.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = assign)]
    pub fn assign(target: &Object, source: &JsValue) -> Result<(), JsValue>;

    /// `[object Map]`
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    pub fn tag(value: &JsValue) -> Result<String, JsValue>;

    /// Fills a typed array, which must be as long, with the numbers of another.
    #[wasm_bindgen(catch, js_namespace = ["Uint8Array", "prototype", "set"], js_name = call)]
    pub fn fill(target: &JsValue, source: &JsValue) -> Result<(), JsValue>;
}

/// What the function gives, which is bound to all it needs.
fn call(bound: impl AsRef<JsValue>) -> Result<JsValue, JsValue> {
    let [name, question, answer] = [JsValue::from_str("value"), Object::new().into(), Object::new().into()];
    let getter = Object::new();
    Reflect::set(&getter, &JsValue::from_str("get"), bound.as_ref())?;
    Reflect::set(&getter, &JsValue::from_str("enumerable"), &JsValue::TRUE)?;
    Object::define_property(question.unchecked_ref::<Object>(), &name, &getter);
    assign(answer.unchecked_ref(), &question)?;
    Reflect::get(&answer, &name)
}

/// A property.
pub fn get(object: &JsValue, key: &str) -> Result<JsValue, JsValue> {
    call(GET.with(|get| get.bind2(&JsValue::NULL, object, &JsValue::from_str(key))))
}

/// The prototype, or null.
pub fn prototype(object: &JsValue) -> Result<JsValue, JsValue> {
    call(PROTOTYPE.with(|prototype| prototype.bind1(&JsValue::NULL, object)))
}

/// The names of an object's own enumerable properties.
pub fn keys(object: &JsValue) -> Result<Array, JsValue> {
    call(KEYS.with(|keys| keys.bind1(&JsValue::NULL, object))).map(JsCast::unchecked_into)
}

/// All own keys.
pub fn own_keys(object: &JsValue) -> Result<Array, JsValue> {
    call(OWN_KEYS.with(|keys| keys.bind1(&JsValue::NULL, object))).map(JsCast::unchecked_into)
}

/// What an object says of its own property.
pub fn descriptor(object: &JsValue, key: &JsValue) -> Result<JsValue, JsValue> {
    call(DESCRIPTOR.with(|descriptor| descriptor.bind2(&JsValue::NULL, object, key)))
}

/// An object of that class.
pub fn construct(class: &JsValue, argument: &JsValue) -> Result<JsValue, JsValue> {
    call(CONSTRUCT.with(|construct| construct.bind2(&JsValue::NULL, class, &Array::of1(argument))))
}
