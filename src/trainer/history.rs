//! The loss of each epoch so far, in bounded memory.

use crate::error::Error;
use crate::memory;

/// How many epochs from the first are always kept: a logarithmic axis shows each of them.
const ALWAYS_KEPT: u64 = 1_000;
/// When so many values are held, every second one of the later epochs goes.
const BOUND: usize = 32_768;
/// Memory for so many is taken at once; more as the run grows longer, for most runs are short.
const AT_FIRST: usize = 1_024;

/// Losses by epoch. All epochs are kept until there are 32,768; then, of those after the 1,000th, the ones that are
/// multiples of 2, 4, 8, …, so that what is kept depends on the number of epochs alone.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    stride: u64,
    epochs: Vec<f32>,
    loss: Vec<f32>,
    validation: Vec<f32>,
}

impl Default for History {
    fn default() -> Self {
        Self::new()
    }
}

impl History {
    /// Empty.
    pub fn new() -> Self {
        let values = || Vec::with_capacity(AT_FIRST);
        History { stride: 1, epochs: values(), loss: values(), validation: values() }
    }

    /// Takes the memory that so many more epochs need, where there is that much.
    pub fn make_room(&mut self, epochs: u64, with_validation: bool) -> Result<(), Error> {
        let more = usize::try_from(epochs).unwrap_or(BOUND).min(BOUND);
        let wanted = (self.epochs.len() + more).next_power_of_two().min(BOUND);
        memory::grow(&mut self.epochs, wanted)?;
        memory::grow(&mut self.loss, wanted)?;
        if with_validation { memory::grow(&mut self.validation, wanted) } else { Ok(()) }
    }

    /// Notes an epoch's loss, and the validation loss where there is one.
    pub fn push(&mut self, epoch: u64, loss: f32, validation: Option<f32>) {
        if !self.keeps(epoch) {
            return;
        }
        self.epochs.push(epoch as f32);
        self.loss.push(loss);
        self.validation.extend(validation);
        if self.epochs.len() == BOUND {
            self.thin();
        }
    }

    fn keeps(&self, epoch: u64) -> bool {
        epoch <= ALWAYS_KEPT || epoch.is_multiple_of(self.stride)
    }

    fn thin(&mut self) {
        self.stride *= 2;
        let keep: Vec<bool> = self.epochs.iter().map(|&epoch| self.keeps(epoch as u64)).collect();
        for values in [&mut self.epochs, &mut self.loss, &mut self.validation] {
            let mut kept = keep.iter();
            values.retain(|_| kept.next().copied().unwrap_or(false));
        }
    }

    /// The epochs kept, ascending.
    pub fn epochs(&self) -> &[f32] {
        &self.epochs
    }

    /// Their losses.
    pub fn loss(&self) -> &[f32] {
        &self.loss
    }

    /// Their validation losses; empty where there is no validation set.
    pub fn validation(&self) -> &[f32] {
        &self.validation
    }

    /// The distance of later epochs kept, for snapshots.
    pub fn stride(&self) -> u64 {
        self.stride
    }

    /// From a snapshot's parts, where they are those of a run that has come to `epoch`.
    pub(super) fn from_parts(
        stride: u64,
        [epochs, loss, validation]: [Vec<f32>; 3],
        epoch: u64,
        with_validation: bool,
    ) -> Option<Self> {
        let history = History { stride, epochs, loss, validation };
        let fits = stride.is_power_of_two()
            && history.epochs.len() < BOUND
            && history.loss.len() == history.epochs.len()
            && history.validation.len() == if with_validation { history.epochs.len() } else { 0 }
            && history.holds_the_epochs_up_to(epoch);
        fits.then_some(history)
    }

    /// Whether exactly those epochs are held that the rule keeps.
    fn holds_the_epochs_up_to(&self, epoch: u64) -> bool {
        let first = (1..=epoch.min(ALWAYS_KEPT))
            .chain((ALWAYS_KEPT / self.stride + 1..=epoch / self.stride).map(|multiple| multiple * self.stride));
        let expected = first.map(|epoch| epoch as f32).take(BOUND);
        self.epochs.iter().copied().eq(expected)
    }

    /// The epoch of the lowest loss before the loss first rose above ten times its first value; 0 where there is
    /// none. An epoch's loss is a mean of before its updates: what these led to, only the next one's tells. So the
    /// last epoch before the rise may have done the harm, and is not taken.
    pub fn last_good_epoch(&self) -> u64 {
        let Some(&first) = self.loss.first() else { return 0 };
        let low = self.loss.iter().take_while(|&&loss| loss <= 10.0 * first).count();
        let good = self.epochs.iter().zip(&self.loss).take(low.saturating_sub(1));
        let best =
            good.fold((0.0, f32::INFINITY), |best, (&epoch, &loss)| if loss < best.1 { (epoch, loss) } else { best });
        best.0 as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_history_is_thinned_by_a_rule_that_depends_on_the_epochs_alone() {
        let mut history = History::new();
        for epoch in 1..=200_000 {
            history.push(epoch, 1.0 / epoch as f32, Some(2.0 / epoch as f32));
        }
        assert!(history.epochs().len() < BOUND);
        let stride = history.stride() as usize;
        let expected: Vec<f32> = (1..=200_000).filter(|&e| e <= 1_000 || e % stride == 0).map(|e| e as f32).collect();
        assert_eq!(history.epochs(), expected);
        assert_eq!(history.loss().len(), expected.len());
        assert_eq!(history.validation().last().unwrap() / history.loss().last().unwrap(), 2.0);
    }

    #[test]
    fn the_last_good_epoch_is_the_lowest_before_the_rise() {
        let mut history = History::new();
        for (i, loss) in [1.0, 0.5, 0.2, 0.4, 9.0, 11.0, 0.1, f32::INFINITY].into_iter().enumerate() {
            history.push(i as u64 + 1, loss, None);
        }
        assert_eq!(history.last_good_epoch(), 3);
        assert_eq!(History::new().last_good_epoch(), 0);
    }

    #[test]
    fn a_run_wrecked_in_its_first_epoch_goes_back_to_its_beginning() {
        for losses in [&[0.3][..], &[0.3, 400.0], &[0.3, f32::INFINITY]] {
            let mut history = History::new();
            losses.iter().enumerate().for_each(|(i, &loss)| history.push(i as u64 + 1, loss, None));
            assert_eq!(history.last_good_epoch(), 0, "{losses:?}");
        }
    }
}
