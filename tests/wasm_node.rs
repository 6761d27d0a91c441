//! The module under Node. `wasm_browser.rs` runs the same in a browser.
#![cfg(target_arch = "wasm32")]

#[path = "support/wasm.rs"]
mod wasm;
