//! Snapshots that nobody's trainer wrote, with a hash that fits: an error or a trainer that works, and at once.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::config::{Activation, Config, Layer, Optimizer, OptimizerKind};
use lernkurve::{ENGINE_VERSION, Trainer};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn config(kind: OptimizerKind) -> Config {
    let layers = vec![Layer { units: 5, activation: Activation::Relu }];
    Config { layers, optimizer: Optimizer::of(kind), samples: 20, validation: 0.25, ..Config::default() }
}

fn trained(kind: OptimizerKind, updates: u32) -> Trainer {
    let mut trainer = Trainer::new(config(kind)).unwrap();
    trainer.train_updates(updates);
    trainer
}

/// The bytes with a hash that fits them.
fn sealed(body: &[u8]) -> Vec<u8> {
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = body.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
    [body, &hash.to_le_bytes()].concat()
}

/// Where the numbers behind link, weights, memory and order begin.
fn place_of_epoch(snapshot: &[u8]) -> usize {
    let word = |at: usize| u32::from_le_bytes(snapshot[at..at + 4].try_into().unwrap()) as usize;
    let after_link = 16 + word(12);
    (0..3).fold(after_link, |at, _| at + 4 + 4 * word(at))
}

fn with_numbers(snapshot: &[u8], place: usize, numbers: &[u64]) -> Vec<u8> {
    let mut body = snapshot[..snapshot.len() - 8].to_vec();
    for (i, number) in numbers.iter().enumerate() {
        body[place + 8 * i..place + 8 * (i + 1)].copy_from_slice(&number.to_le_bytes());
    }
    sealed(&body)
}

/// Restores into a trainer of its own and, where that is taken, goes on with it.
fn try_out(bytes: &[u8]) -> Result<Trainer, &'static str> {
    let mut trainer = trained(OptimizerKind::Sgd, 0);
    let before = trainer.snapshot();
    let start = Instant::now();
    let restored = trainer.restore(bytes);
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
    if let Err(error) = restored {
        assert_eq!(trainer.snapshot(), before, "what is refused changes nothing");
        return Err(error.code);
    }
    trainer.step_updates(9);
    trainer.insight();
    trainer.evaluate();
    trainer.snapshot();
    Ok(trainer)
}

#[test]
fn numbers_that_no_run_comes_to_are_refused() {
    let trainer = trained(OptimizerKind::Nadam, 6);
    let snapshot = trainer.snapshot();
    let place = place_of_epoch(&snapshot);
    assert!(try_out(&with_numbers(&snapshot, place, &[6, 6, 0])).is_ok(), "the place is right");
    for numbers in [
        [7, 6, 0],
        [6, 7, 0],
        [6, 1 << 40, 0],
        [1 << 40, 1 << 40, 0],
        [1 << 60, 1 << 60, 0],
        [u64::MAX, u64::MAX, 0],
        [6, 6, 3],
        [6, 6, u64::MAX],
    ] {
        assert_eq!(try_out(&with_numbers(&snapshot, place, &numbers)).err(), Some("damaged_snapshot"), "{numbers:?}");
    }
}

/// Nadam's product of momenta once took a loop over all updates.
#[test]
fn a_very_long_run_of_nadam_is_restored_at_once() {
    let stride: u64 = 1 << 40;
    let multiple = stride as f32;
    for beta1 in [0.9, 0.999_999_9] {
        let optimizer = Optimizer { beta1, ..Optimizer::of(OptimizerKind::Nadam) };
        let mut trainer = Trainer::new(Config { validation: 0.0, optimizer, ..config(OptimizerKind::Nadam) }).unwrap();
        trainer.train(1_000);
        let snapshot = trainer.snapshot();
        let place = place_of_epoch(&snapshot);
        // Two batches an epoch; a history of the first thousand epochs and one later.
        let body = with_numbers(&snapshot, place, &[stride, 2 * stride, 0]);
        let history = place + 4 * 8 + 13;
        let mut body = body[..history].to_vec();
        body.extend(stride.to_le_bytes());
        for last in [multiple, 0.5] {
            body.extend(1_001u32.to_le_bytes());
            (1..=1_000u32).for_each(|epoch| body.extend((epoch as f32).to_le_bytes()));
            body.extend(last.to_le_bytes());
        }
        body.extend(0u32.to_le_bytes());
        let restored = try_out(&sealed(&body)).unwrap();
        assert_eq!(restored.updates(), 2 * stride + 9);
        assert!(!restored.diverged());
    }
}

#[test]
fn nadam_goes_on_with_the_same_bits_wherever_it_was_stopped() {
    for stop in [1, 2, 899, 900, 901, 2_000] {
        let mut whole = trained(OptimizerKind::Nadam, stop);
        let mut restored = trained(OptimizerKind::Sgd, 0);
        restored.restore(&whole.snapshot()).unwrap();
        whole.train_updates(50);
        restored.train_updates(50);
        assert_eq!(restored.snapshot(), whole.snapshot(), "stopped after {stop}");
    }
}

#[test]
fn a_length_that_is_not_there_allocates_nothing() {
    let head = [b"LKSN".as_slice(), &1u32.to_le_bytes(), &ENGINE_VERSION.to_le_bytes()].concat();
    for length in [0u32, 1, 1 << 20, u32::MAX] {
        assert_eq!(try_out(&sealed(&[&head[..], &length.to_le_bytes()].concat())).err(), Some("damaged_snapshot"));
    }
}

#[test]
fn weights_that_are_not_finite_have_diverged() {
    let trainer = trained(OptimizerKind::Adam, 4);
    let snapshot = trainer.snapshot();
    let first_weight = 16 + trainer.link().len() + 4;
    for weight in [f32::NAN, f32::INFINITY] {
        let mut body = snapshot[..snapshot.len() - 8].to_vec();
        body[first_weight..first_weight + 4].copy_from_slice(&weight.to_le_bytes());
        assert!(try_out(&sealed(&body)).unwrap().diverged(), "{weight}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_change_gives_an_error_or_a_trainer_that_works(
        kind in prop::sample::select(OptimizerKind::ALL),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let snapshot = trained(kind, 7).snapshot();
        let mut body = snapshot[..snapshot.len() - 8].to_vec();
        for (place, byte) in changes {
            let place = place.index(body.len());
            body[place] = byte;
        }
        body.truncate(cut.map_or(body.len(), |cut| cut.index(body.len())));
        let _ = try_out(&sealed(&body));
    }
}
