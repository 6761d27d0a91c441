//! How a loss went on, over the epochs that are kept of it.

/// How many values are averaged: a part of all up to there, but some at least.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    least: usize,
    part: usize,
}

/// Short enough to follow a loss.
const SHORT: Window = Window { least: 5, part: 10 };
/// Long enough that no lucky epochs among leaps count as the best.
pub const LONG: Window = Window { least: 20, part: 5 };

impl Window {
    fn width(self, values: usize) -> usize {
        (values / self.part).max(self.least)
    }
}

/// A loss that has fallen by less than this share rests.
const RESTING: f64 = 0.05;
/// A loss whose last values lie further from their mean than this share of it has no trend to tell.
const CALM: f64 = 0.25;

/// The mean of each value and those before it.
pub fn smoothed(values: &[f32], window: Window) -> Vec<f64> {
    let mut sum = 0.0;
    let mut first = 0;
    let mut means = Vec::with_capacity(values.len());
    for (i, &value) in values.iter().enumerate() {
        sum += f64::from(value);
        while i + 1 - first > window.width(i + 1) {
            sum -= f64::from(values[first]);
            first += 1;
        }
        means.push(sum / (i + 1 - first) as f64);
    }
    means
}

/// Where the lowest of such means ends, and the middle of what it is the mean of; none of too few values.
pub fn lowest(means: &[f64], window: Window) -> Option<(usize, usize)> {
    let first = window.least - 1;
    let lowest = (first..means.len()).reduce(|best, i| if means[i] < means[best] { i } else { best })?;
    Some((lowest, lowest - window.width(lowest + 1) / 2))
}

/// The round epoch, at most half of the last, since when the loss has hardly fallen; none where it has, or swings so
/// much that one cannot tell.
pub fn rests_since(epochs: &[f32], losses: &[f32]) -> Option<f64> {
    let since = round_down(f64::from(*epochs.last()?) / 2.0)?;
    let means = smoothed(losses, SHORT);
    let then = epochs.iter().position(|&epoch| f64::from(epoch) >= since)?;
    let (before, now) = (means[then], means[means.len() - 1]);
    let calm = swing(&losses[..=then], before).max(swing(losses, now)) <= CALM;
    (calm && now > (1.0 - RESTING) * before).then_some(since)
}

/// How far the last values lie from their mean, as a share of it.
fn swing(values: &[f32], mean: f64) -> f64 {
    let last = &values[values.len().saturating_sub(SHORT.width(values.len()))..];
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
        let (best, middle) = lowest(&smoothed(&losses, LONG), LONG).unwrap();
        assert!(best >= 500 && middle > 400 && middle < best, "{best} {middle}");
        assert_eq!(lowest(&smoothed(&losses[..19], LONG), LONG), None);
    }

    #[test]
    fn a_mean_is_that_of_the_last_few() {
        assert_eq!(smoothed(&[1.0, 3.0, 5.0], SHORT), [1.0, 2.0, 3.0]);
        let means = smoothed(&[0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 5.0], SHORT);
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
