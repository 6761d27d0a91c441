//! Samples in ascending x, as the kernels want them, and dealt out to the batches of an epoch.

/// Samples sorted by x.
#[derive(Debug, Clone)]
pub struct Samples {
    /// Ascending.
    pub xs: Vec<f32>,
    /// The y of each.
    pub ys: Vec<f32>,
    /// Where the samples in their given order have gone.
    rank: Vec<u32>,
    /// The batch of each, in ascending x.
    batch_of: Vec<u32>,
    /// Where in `dealt` the next sample of each batch goes.
    ends: Vec<u32>,
    /// (x, y), batch by batch.
    dealt: Vec<[f32; 2]>,
    /// How often they have been dealt out.
    deals: u64,
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
            batch_of: vec![0; xs.len()],
            ends: vec![0; xs.len()],
            dealt: vec![[0.0; 2]; xs.len()],
            deals: 0,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.xs.len()
    }

    /// Deals the samples out to batches of that size, in that order of their numbers, each batch in ascending x: one
    /// pass over the sorted samples puts each at the end of its batch, which sorts all batches without comparing.
    pub fn deal(&mut self, order: &[u32], batch_size: usize) {
        for (batch, numbers) in order.chunks(batch_size).enumerate() {
            for &number in numbers {
                self.batch_of[self.rank[number as usize] as usize] = batch as u32;
            }
            self.ends[batch] = (batch * batch_size) as u32;
        }
        for ((&batch, &x), &y) in self.batch_of.iter().zip(&self.xs).zip(&self.ys) {
            let end = &mut self.ends[batch as usize];
            self.dealt[*end as usize] = [x, y];
            *end += 1;
        }
        self.deals += 1;
    }

    /// Of the batches dealt out last, the one that begins at that place of the order: (x, y) of its samples, and a name
    /// that no other batch has.
    pub fn batch(&self, begin: usize, end: usize) -> (&[[f32; 2]], u64) {
        (&self.dealt[begin..end], self.deals * self.len() as u64 + begin as u64)
    }
}

/// The places of xs in ascending order; equal ones keep theirs. By one byte of the numbers after the other, for which
/// nothing is compared.
pub fn ascending(xs: &[f32]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..xs.len()).collect();
    let mut sorted = places.clone();
    for shift in [0, 8, 16, 24] {
        let digit = |place: usize| (ascending_bits(xs[place]) >> shift) as usize % 256;
        let mut ends = [0; 256];
        places.iter().for_each(|&place| ends[digit(place)] += 1);
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        for &place in places.iter().rev() {
            ends[digit(place)] -= 1;
            sorted[ends[digit(place)]] = place;
        }
        std::mem::swap(&mut places, &mut sorted);
    }
    places
}

/// Bits that ascend as [`f32::total_cmp`] has it.
fn ascending_bits(x: f32) -> u32 {
    let bits = x.to_bits();
    if x.is_sign_negative() { !bits } else { bits | 1 << 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_ascend_by_x_and_equal_ones_keep_their_order() {
        let few =
            [0.0, -0.0, 1.0, -1.0, f32::NAN, -f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MIN_POSITIVE, 1e-45];
        let xs: Vec<f32> = (0..3000_u32)
            .map(|i| match i % 3 {
                0 => few[(i as usize / 3) % few.len()],
                _ => f32::from_bits(i.wrapping_mul(2_654_435_769)),
            })
            .collect();
        let mut expected: Vec<usize> = (0..xs.len()).collect();
        expected.sort_by(|&a, &b| xs[a].total_cmp(&xs[b]));
        assert_eq!(ascending(&xs), expected);
        assert!(ascending(&[]).is_empty());
    }

    #[test]
    fn batches_follow_the_order_and_each_comes_in_ascending_x() {
        let xs: Vec<f32> = (0..130).map(|i| ((i * 37) % 100) as f32).collect();
        let ys: Vec<f32> = (0..130).map(|i| i as f32).collect();
        let mut samples = Samples::new(&xs, &ys);
        let orders: [Vec<u32>; 3] =
            [(0..130).collect(), (0..130).rev().collect(), (0..130).map(|i| i * 57 % 130).collect()];
        let mut names = Vec::new();
        for order in &orders {
            for batch_size in [1, 15, 64, 129, 130] {
                samples.deal(order, batch_size);
                for (batch, numbers) in order.chunks(batch_size).enumerate() {
                    let begin = batch * batch_size;
                    let (dealt, name) = samples.batch(begin, begin + numbers.len());
                    let mut expected: Vec<_> = numbers.iter().map(|&i| [xs[i as usize], ys[i as usize]]).collect();
                    expected.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
                    assert_eq!(dealt, expected);
                    names.push(name);
                }
            }
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "no two batches share a name");
    }
}
