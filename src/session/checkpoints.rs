/// Milliseconds of training between two checkpoints at first; where memory makes them fewer, twice as much.
const SPACING_MS: f64 = 100.0;

/// A state of the run.
#[derive(Debug, Clone)]
pub(super) struct Checkpoint {
    pub updates: u64,
    /// What training to it took.
    pub training_ms: f64,
    /// A snapshot.
    pub bytes: Vec<u8>,
}

/// The states that can be gone back to, within a bound of bytes. Little training lies between two of them, so that any
/// update between is soon trained again.
#[derive(Debug, Clone)]
pub(super) struct Checkpoints {
    /// Ascending in updates.
    kept: Vec<Checkpoint>,
    spacing_ms: f64,
    max_bytes: usize,
}

impl Checkpoints {
    pub fn new(max_bytes: usize) -> Self {
        Checkpoints { kept: Vec::new(), spacing_ms: SPACING_MS, max_bytes }
    }

    #[inline(never)]
    pub fn bytes(&self) -> usize {
        self.kept.iter().map(|checkpoint| checkpoint.bytes.len()).sum()
    }

    /// Whether so much was trained since the last one that another is due.
    pub fn is_due(&self, training_ms: f64) -> bool {
        self.kept.last().is_none_or(|last| training_ms - last.training_ms >= self.spacing_ms)
    }

    /// Keeps a state, where there is none of the same update.
    pub fn keep(&mut self, checkpoint: Checkpoint) {
        let place = self.kept.partition_point(|kept| kept.updates < checkpoint.updates);
        if self.kept.get(place).is_some_and(|kept| kept.updates == checkpoint.updates) {
            return;
        }
        self.kept.insert(place, checkpoint);
        while self.bytes() > self.max_bytes && !self.kept.is_empty() {
            self.thin();
        }
    }

    /// The last state not after an update.
    pub fn before(&self, updates: u64) -> Option<&Checkpoint> {
        self.kept[..self.kept.partition_point(|kept| kept.updates <= updates)].last()
    }

    /// From that update on the run is another one.
    pub fn drop_after(&mut self, updates: u64) {
        self.kept.truncate(self.kept.partition_point(|kept| kept.updates <= updates));
    }

    /// Every second one goes, the last one last of all.
    fn thin(&mut self) {
        self.spacing_ms *= 2.0;
        let last = self.kept.len() - 1;
        for place in 0..=last / 2 {
            self.kept.swap(place, last % 2 + 2 * place);
        }
        self.kept.truncate(if last == 0 { 0 } else { last / 2 + 1 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(updates: u64) -> Checkpoint {
        Checkpoint { updates, training_ms: updates as f64, bytes: vec![0; 10] }
    }

    fn updates(checkpoints: &Checkpoints) -> Vec<u64> {
        checkpoints.kept.iter().map(|kept| kept.updates).collect()
    }

    #[test]
    fn they_are_ascending_and_one_for_each_update() {
        let mut checkpoints = Checkpoints::new(1_000);
        [5, 1, 9, 5].map(at).into_iter().for_each(|checkpoint| checkpoints.keep(checkpoint));
        assert_eq!(updates(&checkpoints), [1, 5, 9]);
        let found = [0, 1, 4, 5, 100].map(|update| checkpoints.before(update).map(|kept| kept.updates));
        assert_eq!(found, [None, Some(1), Some(1), Some(5), Some(9)]);
        checkpoints.drop_after(5);
        assert_eq!(updates(&checkpoints), [1, 5]);
    }

    #[test]
    fn they_stay_within_their_bytes_and_farther_apart() {
        let mut checkpoints = Checkpoints::new(45);
        (0..40).map(at).for_each(|checkpoint| checkpoints.keep(checkpoint));
        assert!(checkpoints.bytes() <= 45 && checkpoints.kept.len() >= 2, "{:?}", updates(&checkpoints));
        assert_eq!(checkpoints.before(39).map(|kept| kept.updates), Some(39));
        assert!(checkpoints.spacing_ms >= 4.0 * SPACING_MS);
    }

    #[test]
    fn one_that_is_too_large_alone_is_not_kept() {
        let mut checkpoints = Checkpoints::new(9);
        checkpoints.keep(at(3));
        assert!(checkpoints.kept.is_empty());
    }
}
