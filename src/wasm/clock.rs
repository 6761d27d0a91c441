//! The clock of training within a budget of time: `performance`, which a page, a worker and Node have alike.

use crate::error::Error;
use crate::session::Clock;
use wasm_bindgen::prelude::*;
use web_sys::WorkerGlobalScope;

#[wasm_bindgen]
extern "C" {
    // As what a worker has it; the property that is asked for is the same in a page and in Node.
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: WorkerGlobalScope;
}

/// Milliseconds as `performance.now()` tells them. The object is asked for each time: another may take its place, as
/// where timers are simulated.
pub struct PerformanceClock(());

impl PerformanceClock {
    /// The clock of where the module runs.
    pub fn find() -> Result<PerformanceClock, Error> {
        let has_clock = GLOBAL.with(WorkerGlobalScope::performance).is_some();
        has_clock.then_some(PerformanceClock(())).ok_or_else(no_clock)
    }
}

impl Clock for PerformanceClock {
    fn now_ms(&self) -> f64 {
        GLOBAL.with(WorkerGlobalScope::performance).map_or(f64::INFINITY, |performance| performance.now())
    }
}

#[cold]
fn no_clock() -> Error {
    Error::new("no_clock", "There is no clock here: globalThis.performance is missing.")
}
