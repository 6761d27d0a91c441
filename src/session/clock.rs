/// Tells the time, for training within a budget. It decides how many updates are trained in one call, never what they
/// compute.
pub trait Clock {
    /// Milliseconds since some fixed moment; never less than before.
    fn now_ms(&self) -> f64;
}

/// The machine's own clock.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct MonotonicClock {
    start: std::time::Instant,
}

#[cfg(not(target_arch = "wasm32"))]
impl MonotonicClock {
    /// Begins at 0.
    pub fn new() -> Self {
        MonotonicClock { start: std::time::Instant::now() }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Default for MonotonicClock {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Clock for MonotonicClock {
    fn now_ms(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1000.0
    }
}
