//! The samples of one batch and what the output says of them.

use super::layout::vectors;
use super::rank::Ranks;
use super::simd::{LANES, V};

/// Samples and predictions, padded with zeros to whole vectors.
#[derive(Debug, Clone)]
pub struct Batch {
    /// How many samples there are.
    pub len: usize,
    /// Which samples these are; `None` of any.
    name: Option<u64>,
    x: Vec<V>,
    y: Vec<V>,
    /// What the network predicts.
    pub predictions: Vec<V>,
    /// dL/dprediction.
    pub delta: Vec<V>,
    /// For piecewise-linear layers.
    sorted: Sorted,
}

/// What piecewise-linear layers know of a batch: it stays as long as its samples do.
#[derive(Debug, Clone)]
struct Sorted {
    is_ready: bool,
    /// What x are counted from.
    origin: f32,
    /// Where units have kinks to be ranked.
    ranks: Option<Ranks>,
}

impl Batch {
    /// With memory for `capacity` samples, and for their ranks where units have kinks to be ranked among them.
    pub fn new(capacity: usize, has_ranks: bool) -> Self {
        let zeros = vec![V::ZERO; vectors(capacity)];
        let ranks = has_ranks.then(|| Ranks::new(vectors(capacity) * LANES));
        Batch {
            len: 0,
            name: None,
            x: zeros.clone(),
            y: zeros.clone(),
            predictions: zeros.clone(),
            delta: zeros,
            sorted: Sorted { is_ready: false, origin: 0.0, ranks },
        }
    }

    /// How many samples fit.
    pub fn capacity(&self) -> usize {
        self.x.len() * LANES
    }

    /// Vectors in use.
    pub fn vectors(&self) -> usize {
        vectors(self.len)
    }

    /// Samples with their padding.
    pub fn padded(&self) -> usize {
        self.vectors() * LANES
    }

    /// Takes those samples (x, y), in ascending x.
    pub fn fill(&mut self, samples: impl ExactSizeIterator<Item = (f32, f32)>) {
        self.len = samples.len();
        self.name = None;
        self.sorted.is_ready = false;
        let last = self.vectors().saturating_sub(1);
        (self.x[last], self.y[last]) = (V::ZERO, V::ZERO);
        let (xs, ys): (&mut [f32], &mut [f32]) =
            (bytemuck::cast_slice_mut(&mut self.x), bytemuck::cast_slice_mut(&mut self.y));
        for ((x, y), (to_x, to_y)) in samples.zip(xs.iter_mut().zip(ys)) {
            (*to_x, *to_y) = (x, y);
        }
    }

    /// The same with samples that have a name: those it has already need not be taken again.
    pub fn fill_named(&mut self, samples: &[[f32; 2]], name: u64) {
        if self.name != Some(name) {
            self.fill(samples.iter().map(|&[x, y]| (x, y)));
            self.name = Some(name);
        }
    }

    /// For piecewise-linear layers: from now on x are counted from the origin that is returned, and have ranks.
    pub fn sort(&mut self) -> f32 {
        if !self.sorted.is_ready {
            let xs: &mut [f32] = &mut bytemuck::cast_slice_mut(&mut self.x)[..self.len];
            let origin = origin(xs);
            if origin != 0.0 {
                xs.iter_mut().for_each(|x| *x -= origin);
            }
            if let Some(ranks) = &mut self.sorted.ranks {
                ranks.prepare(xs);
            }
            (self.sorted.origin, self.sorted.is_ready) = (origin, true);
        }
        self.sorted.origin
    }

    /// The ranks of x, once sorted.
    pub fn ranks(&self) -> &Ranks {
        self.sorted.ranks.as_ref().expect("a batch that was made with ranks")
    }

    /// What x are counted from, as of the last [`Batch::sort`].
    pub fn origin(&self) -> f32 {
        self.sorted.origin
    }

    /// x with padding.
    pub fn x(&self) -> &[f32] {
        &bytemuck::cast_slice(&self.x)[..self.padded()]
    }

    /// Targets in vectors, padding 0.
    pub fn y(&self) -> &[V] {
        &self.y[..self.vectors()]
    }

    /// Makes the padding's x that of the last sample, for kernels that compute values there too: at another x they
    /// might be infinite, and infinite times an error of 0 is NaN.
    pub fn repeat_last_x(&mut self) {
        let (len, padded) = (self.len, self.padded());
        let xs: &mut [f32] = &mut bytemuck::cast_slice_mut(&mut self.x)[..padded];
        if let Some(&last) = xs[..len].last() {
            xs[len..].fill(last);
        }
    }

    /// x and dL/dprediction in vectors.
    pub fn x_and_delta(&self) -> (&[V], &[V]) {
        let n = self.vectors();
        (&self.x[..n], &self.delta[..n])
    }

    /// x and where its predictions go, in vectors.
    pub fn x_and_outputs(&mut self) -> (&[V], &mut [V]) {
        let n = self.vectors();
        (&self.x[..n], &mut self.predictions[..n])
    }

    /// The predictions without padding.
    pub fn outputs(&self) -> &[f32] {
        &bytemuck::cast_slice(&self.predictions)[..self.len]
    }

    /// Sets the predictions.
    pub fn set_outputs(&mut self, values: impl Iterator<Item = f32>) {
        let outputs: &mut [f32] = bytemuck::cast_slice_mut(&mut self.predictions);
        outputs.iter_mut().zip(values).for_each(|(output, value)| *output = value);
        self.clear_padding();
    }

    /// Makes the predictions' padding 0, as the targets' is, so that its error is 0.
    pub fn clear_padding(&mut self) {
        let len = self.len;
        let padded = self.padded();
        let outputs: &mut [f32] = bytemuck::cast_slice_mut(&mut self.predictions);
        outputs[len..padded].fill(0.0);
    }

    /// Predictions, targets and where the gradient goes, in vectors.
    pub fn loss_operands(&mut self) -> (&[V], &[V], &mut [V]) {
        let n = self.vectors();
        (&self.predictions[..n], &self.y[..n], &mut self.delta[..n])
    }
}

/// What x had best be counted from. Of years, say, w·x + b is a small difference of large numbers, and much is lost where
/// w·x and b are summed up apart: there it is the middle, from which the distances are exact. Else it is 0.
fn origin(xs: &[f32]) -> f32 {
    let (&[low, ..], &[.., high]) = (xs, xs) else { return 0.0 };
    // Halved before they are added, for the ends may be as large as numbers are.
    let (middle, half) = (0.5 * low + 0.5 * high, 0.5 * high - 0.5 * low);
    // Then all x lie between half the middle and twice, where subtraction does not round.
    if middle.abs() > 2.0 * half { middle } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x_far_from_0_are_counted_from_their_middle_without_rounding() {
        for (low, high) in [(1990.0, 2024.0), (-2024.0, -1990.0), (1e8, 1.1e8), (0.7, 0.9), (5.0, 5.0), (3e38, 3.1e38)]
        {
            let xs = [low, 0.3 * low + 0.7 * high, high];
            let mut batch = Batch::new(3, true);
            batch.fill(xs.iter().map(|&x| (x, 0.0)));
            let origin = batch.sort();
            assert!((low..=high).contains(&origin), "{low} to {high}: {origin}");
            for (&x, &moved) in xs.iter().zip(batch.x()) {
                assert_eq!(f64::from(moved), f64::from(x) - f64::from(origin));
            }
        }
    }

    #[test]
    fn x_around_0_stay() {
        for xs in [[0.0, 0.5, 1.0], [-1.0, 0.0, 1.0], [-3e38, 0.0, 3e38], [0.0; 3], [-0.0; 3], [0.4, 0.7, 1.3]] {
            let mut batch = Batch::new(3, true);
            batch.fill(xs.iter().map(|&x| (x, 0.0)));
            assert_eq!(batch.sort(), 0.0);
            assert_eq!(batch.x()[..3], xs);
        }
    }

    #[test]
    fn samples_of_a_name_are_taken_once() {
        let mut batch = Batch::new(4, true);
        batch.fill_named(&[[5.0, 1.0], [6.0, 2.0]], 1);
        let origin = batch.sort();
        batch.fill_named(&[[5.0, 1.0], [6.0, 2.0]], 1);
        assert_eq!((origin, &batch.x()[..2]), (5.5, &[-0.5, 0.5][..]), "still counted from the origin");
        batch.fill_named(&[[7.0, 1.0], [9.0, 2.0]], 2);
        assert_eq!(batch.x()[..2], [7.0, 9.0]);
        batch.fill([(1.0, 0.0)].into_iter());
        batch.fill_named(&[[7.0, 1.0], [9.0, 2.0]], 2);
        assert_eq!((batch.len, &batch.x()[..2]), (2, &[7.0, 9.0][..]), "others came between");
    }
}
