//! How a loss went on, over the epochs that are kept of it.

/// At least so many values are averaged.
const LEAST: usize = 5;
/// A loss that has fallen by less than this share rests.
const RESTING: f64 = 0.05;
/// A loss whose last values lie further from their mean than this share of it has no trend to tell.
const CALM: f64 = 0.25;

/// The mean of each value and those before it: a tenth of all so far.
pub fn smoothed(values: &[f32]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut first = 0;
    let mut means = Vec::with_capacity(values.len());
    for (i, &value) in values.iter().enumerate() {
        sum += f64::from(value);
        while i + 1 - first > ((i + 1) / 10).max(LEAST) {
            sum -= f64::from(values[first]);
            first += 1;
        }
        means.push(sum / (i + 1 - first) as f64);
    }
    means
}

/// Where the lowest is.
pub fn lowest(values: &[f64]) -> usize {
    (0..values.len()).fold(0, |best, i| if values[i] < values[best] { i } else { best })
}

/// The round epoch, at most half of the last, since when the loss has hardly fallen; none where it has, or swings so
/// much that one cannot tell.
pub fn rests_since(epochs: &[f32], losses: &[f32]) -> Option<f64> {
    let since = round_down(f64::from(*epochs.last()?) / 2.0)?;
    let means = smoothed(losses);
    let then = epochs.iter().position(|&epoch| f64::from(epoch) >= since)?;
    let (before, now) = (means[then], means[means.len() - 1]);
    let calm = swing(&losses[..=then], before).max(swing(losses, now)) <= CALM;
    (calm && now > (1.0 - RESTING) * before).then_some(since)
}

/// How far the last values lie from their mean, as a share of it.
fn swing(values: &[f32], mean: f64) -> f64 {
    let last = &values[values.len().saturating_sub((values.len() / 10).max(LEAST))..];
    let squares: f64 = last.iter().map(|&v| (f64::from(v) - mean) * (f64::from(v) - mean)).sum();
    libm::sqrt(squares / last.len() as f64) / mean
}

/// 1, 2 or 5 times a power of ten.
fn round_down(value: f64) -> Option<f64> {
    let mut found = None;
    let mut power = 1.0;
    while power <= value {
        found = [1.0, 2.0, 5.0].map(|step| step * power).into_iter().rfind(|&round| round <= value);
        power *= 10.0;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_lucky_epoch_is_not_the_lowest() {
        let mut losses: Vec<f32> = (0..1_000).map(|i| if i < 500 { 1.0 - i as f32 / 1_000.0 } else { 0.5 }).collect();
        losses[30] = 0.0;
        let best = lowest(&smoothed(&losses));
        assert!(best >= 500, "{best}");
    }

    #[test]
    fn a_mean_is_that_of_the_last_few() {
        assert_eq!(smoothed(&[1.0, 3.0, 5.0]), [1.0, 2.0, 3.0]);
        let means = smoothed(&[0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 5.0]);
        assert_eq!(means[5..], [1.0, 2.0]);
    }

    #[test]
    fn what_falls_does_not_rest_and_what_swings_about_a_mean_does() {
        let epochs: Vec<f32> = (1..=1_000).map(|epoch| epoch as f32).collect();
        let falling: Vec<f32> = epochs.iter().map(|epoch| 1.0 / epoch).collect();
        assert_eq!(rests_since(&epochs, &falling), None);
        let swinging: Vec<f32> = epochs.iter().map(|epoch| 1.0 + 0.5 * (epoch % 2.0)).collect();
        assert_eq!(rests_since(&epochs, &swinging), Some(500.0));
        assert_eq!(rests_since(&epochs[..399], &swinging[..399]), Some(100.0));
        assert_eq!(rests_since(&[], &[]), None);
    }
}
