/// Multiplied by powers of ten: about equal steps of the epoch's logarithm.
const STEPS: [u64; 4] = [1, 2, 3, 5];

/// The first landmark after an epoch: 1, 2, 3, 5, 10, 20, 30, 50, 100, …
#[inline(never)]
pub(super) fn next_landmark(epoch: u64) -> u64 {
    let mut power: u64 = 1;
    while power < u64::MAX {
        for landmark in STEPS.map(|step| power.saturating_mul(step)) {
            if landmark > epoch {
                return landmark;
            }
        }
        power = power.saturating_mul(10);
    }
    u64::MAX
}

#[cfg(test)]
mod tests {
    use super::next_landmark;

    #[test]
    fn landmarks_are_at_about_equal_steps_of_the_logarithm() {
        let landmarks: Vec<u64> =
            std::iter::successors(Some(0), |&epoch| Some(next_landmark(epoch))).take(14).collect();
        assert_eq!(landmarks, [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1_000]);
        assert_eq!([next_landmark(4), next_landmark(999), next_landmark(u64::MAX)], [5, 1_000, u64::MAX]);
    }
}
