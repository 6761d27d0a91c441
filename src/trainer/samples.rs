//! Samples in ascending x, as the kernels want them, and the choice of a batch among them.

/// Samples sorted by x.
#[derive(Debug, Clone)]
pub struct Samples {
    /// Ascending.
    pub xs: Vec<f32>,
    /// The y of each.
    pub ys: Vec<f32>,
    /// Where the samples in their given order have gone.
    rank: Vec<u32>,
    /// One bit for each sample that is in the batch; all 0 between batches.
    chosen: Vec<u64>,
}

impl Samples {
    /// Sorts the samples; equal x keep their order.
    pub fn new(xs: &[f32], ys: &[f32]) -> Self {
        let order = ascending(xs);
        let mut rank = vec![0; xs.len()];
        order.iter().enumerate().for_each(|(place, &i)| rank[i] = place as u32);
        Samples {
            xs: order.iter().map(|&i| xs[i]).collect(),
            ys: order.iter().map(|&i| ys[i]).collect(),
            rank,
            chosen: vec![0; xs.len().div_ceil(64)],
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.xs.len()
    }

    /// Visits the samples with those numbers, of the given order, in ascending x. Setting bits and reading them in
    /// order sorts without comparing.
    pub fn visit(&mut self, numbers: &[u32], mut each: impl FnMut(f32, f32)) {
        for &number in numbers {
            let place = self.rank[number as usize] as usize;
            self.chosen[place / 64] |= 1 << (place % 64);
        }
        for (word, bits) in self.chosen.iter_mut().enumerate() {
            while *bits != 0 {
                let place = word * 64 + bits.trailing_zeros() as usize;
                *bits &= *bits - 1;
                each(self.xs[place], self.ys[place]);
            }
        }
    }
}

/// The places of xs in ascending order; equal ones keep theirs.
pub fn ascending(xs: &[f32]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..xs.len()).collect();
    places.sort_unstable_by(|&a, &b| xs[a].total_cmp(&xs[b]).then(a.cmp(&b)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_comes_in_ascending_x_whatever_its_order() {
        let xs: Vec<f32> = (0..130).map(|i| ((i * 37) % 130) as f32).collect();
        let ys: Vec<f32> = xs.iter().map(|x| x * 10.0).collect();
        let mut samples = Samples::new(&xs, &ys);
        for numbers in [&[129, 0, 64, 3][..], &[5], &(0..130).rev().collect::<Vec<_>>()] {
            let mut seen = Vec::new();
            samples.visit(numbers, |x, y| seen.push((x, y)));
            let mut expected: Vec<_> = numbers.iter().map(|&i| (xs[i as usize], ys[i as usize])).collect();
            expected.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert_eq!(seen, expected);
        }
    }
}
