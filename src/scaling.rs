//! Between a person's units and the network's: with `standardize`, x and y of the training samples reach the network
//! with mean 0 and standard deviation 1, and what it says is put back into the units it came in.

/// One axis: what is taken off, and what the rest is divided by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The mean of the training samples.
    pub mean: f64,
    /// Their standard deviation (population); 1 where they are all equal.
    pub deviation: f64,
}

impl Axis {
    /// Nothing is taken off, and the rest is as it was.
    pub const IDENTITY: Axis = Axis { mean: 0.0, deviation: 1.0 };

    /// Of those values, of which there is one at least. Sums run over the differences from the first, which are
    /// small where values are far from 0, and exactly 0 where all are equal.
    pub fn of(values: impl Iterator<Item = f64> + Clone) -> Axis {
        let first = values.clone().next().unwrap_or(0.0);
        let count = values.clone().count().max(1) as f64;
        let shift = values.clone().map(|v| v - first).sum::<f64>() / count;
        let variance = values.map(|v| (v - first - shift) * (v - first - shift)).sum::<f64>() / count;
        let deviation = libm::sqrt(variance);
        Axis { mean: first + shift, deviation: if deviation > 0.0 { deviation } else { 1.0 } }
    }

    /// As the network sees it. Without scaling the number itself.
    pub fn scale(self, value: f64) -> f32 {
        ((value - self.mean) / self.deviation) as f32
    }

    /// In the person's units.
    pub fn unscale(self, value: f32) -> f64 {
        f64::from(value) * self.deviation + self.mean
    }
}

/// Both axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scales {
    /// x
    pub x: Axis,
    /// y
    pub y: Axis,
}

impl Scales {
    /// The network sees the numbers as they are.
    pub const IDENTITY: Scales = Scales { x: Axis::IDENTITY, y: Axis::IDENTITY };

    /// Whether it does.
    pub fn is_identity(&self) -> bool {
        *self == Scales::IDENTITY
    }

    /// Puts predictions into the person's units.
    pub fn unscale_predictions(&self, predictions: &mut [f32]) {
        if !self.is_identity() {
            predictions.iter_mut().for_each(|y| *y = self.y.unscale(*y) as f32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_deviation_survive_a_large_offset() {
        let axis = Axis::of([1e9, 1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0].into_iter());
        assert_eq!(axis.mean, 1e9 + 1.5);
        assert!((axis.deviation - 1.25f64.sqrt()).abs() < 1e-15);
        assert_eq!(axis.scale(1e9 + 1.5), 0.0);
        assert_eq!(axis.unscale(0.0), 1e9 + 1.5);
    }

    #[test]
    fn equal_values_have_deviation_1() {
        assert_eq!(Axis::of([0.1; 3].into_iter()), Axis { mean: 0.1, deviation: 1.0 });
    }

    #[test]
    fn the_identity_keeps_every_number() {
        for x in [0.1f32, -3.4e38, 1e-45, 16_777_217.0] {
            assert_eq!(Axis::IDENTITY.scale(f64::from(x)).to_bits(), x.to_bits());
        }
        let mut predictions = [-0.0f32, f32::NAN];
        let bits = predictions.map(f32::to_bits);
        Scales::IDENTITY.unscale_predictions(&mut predictions);
        assert_eq!(predictions.map(f32::to_bits), bits);
    }
}
