//! The module in a browser. `wasm_node.rs` runs the same under Node.
#![cfg(target_arch = "wasm32")]

#[path = "support/wasm.rs"]
mod wasm;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
