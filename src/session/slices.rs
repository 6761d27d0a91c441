/// Milliseconds between two looks at the clock.
const SLICE_MS: f64 = 3.0;
/// What a clock that stands still is taken to have measured.
const LEAST_MS: f64 = 1e-3;

/// How many updates are trained between two looks at the clock: as many as take about 3 ms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slices {
    updates: f64,
}

impl Slices {
    pub fn new() -> Self {
        Slices { updates: 1.0 }
    }

    pub fn updates(self) -> u64 {
        self.updates as u64
    }

    /// Learns from what a slice took. Browsers' clocks may be coarse, so it grows by at most a factor of two, and only
    /// after a whole slice.
    pub fn adapt(&mut self, trained: u64, ms: f64) {
        if ms > SLICE_MS {
            self.updates = (trained as f64 * SLICE_MS / ms).max(1.0);
        } else if trained >= self.updates() {
            self.updates *= (SLICE_MS / ms.max(LEAST_MS)).min(2.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Slices;

    /// The slices after many, on a machine whose update takes that many milliseconds.
    fn settled(ms_per_update: f64) -> u64 {
        let mut slices = Slices::new();
        for _ in 0..100 {
            let updates = slices.updates();
            slices.adapt(updates, updates as f64 * ms_per_update);
        }
        slices.updates()
    }

    #[test]
    fn a_slice_takes_three_milliseconds_where_an_update_is_shorter() {
        assert!((299..=300).contains(&settled(0.01)), "{}", settled(0.01));
        assert_eq!([settled(1.0), settled(3.0), settled(50.0)], [3, 1, 1]);
    }

    #[test]
    fn a_short_slice_does_not_let_it_grow() {
        let mut slices = Slices::new();
        slices.adapt(1, 0.5);
        slices.adapt(1, 0.5);
        assert_eq!(slices.updates(), 2);
    }
}
