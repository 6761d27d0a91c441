//! A run with its past gives the bits of a straight run, whatever the clock says and wherever one goes.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::config::{Activation, Layer, Optimizer, OptimizerKind};
use lernkurve::session::{Clock, Goal, Session, Stop};
use lernkurve::{Config, Trainer};
use proptest::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// A clock that goes on by so many milliseconds each time it is asked.
#[derive(Clone)]
struct TestClock {
    now: Rc<Cell<f64>>,
    tick: f64,
}

impl TestClock {
    fn new(tick: f64) -> Self {
        TestClock { now: Rc::new(Cell::new(0.0)), tick }
    }
}

impl Clock for TestClock {
    fn now_ms(&self) -> f64 {
        self.now.set(self.now.get() + self.tick);
        self.now.get()
    }
}

fn config() -> Config {
    let layers = vec![Layer { units: 9, activation: Activation::Tanh }];
    Config { layers, samples: 23, batch_size: 5, ..Config::default() }
}

fn session(tick: f64, bytes: usize) -> Session<TestClock> {
    Session::with_checkpoint_bytes(Trainer::new(config()).unwrap(), TestClock::new(tick), bytes)
}

/// A straight run of so many updates, with changes of the learning rate on its way.
fn straight(updates: u64, changes: &[(u64, f64)]) -> Trainer {
    let mut trainer = Trainer::new(config()).unwrap();
    for &(update, value) in changes.iter().filter(|&&(update, _)| update <= updates) {
        trainer.train_updates((update - trainer.updates()) as u32);
        trainer.set_learning_rate(value).unwrap();
    }
    trainer.train_updates((updates - trainer.updates()) as u32);
    trainer
}

fn assert_same(trainer: &Trainer, expected: &Trainer) {
    assert_eq!(trainer.updates(), expected.updates());
    assert_eq!(trainer.checksum(), expected.checksum());
    assert_eq!(trainer.loss().to_bits(), expected.loss().to_bits());
    assert_eq!(trainer.learning_rate(), expected.learning_rate());
}

const MEGABYTE: usize = 1 << 20;

#[test]
fn the_clock_changes_no_bits() {
    for tick in [0.0, 0.001, 0.7, 40.0] {
        let mut session = session(tick, MEGABYTE);
        let goal = Goal { updates: 777, ..Goal::default() };
        let mut calls = 0;
        while session.train_until(goal, 5.0) == Stop::Budget {
            calls += 1;
        }
        assert!(if tick < 0.001 { calls == 0 } else { calls > 2 || tick < 0.5 }, "{calls} calls at {tick} ms");
        assert_same(session.trainer(), &straight(777, &[]));
    }
}

#[test]
fn a_spent_budget_still_trains() {
    let mut session = session(10.0, MEGABYTE);
    assert_eq!(session.train_until(Goal::default(), 0.0), Stop::Budget);
    assert_eq!(session.trainer().updates(), 1);
    assert_eq!(session.train_until(Goal::default(), f64::NEG_INFINITY), Stop::Budget);
    assert_eq!(session.trainer().updates(), 2);
}

#[test]
fn it_ends_at_the_first_epoch_that_is_good_by_its_mean_and_by_its_curve() {
    let goal = Goal { updates: 50_000, loss: 0.02 };
    let mut session = session(0.01, MEGABYTE);
    assert_eq!(session.train_until(goal, f64::INFINITY), Stop::Loss);
    let mut expected = Trainer::new(config()).unwrap();
    while expected.loss().is_nan() || expected.loss() > goal.loss || expected.evaluate() > goal.loss {
        expected.train(1);
    }
    assert_same(session.trainer(), &expected);
    assert!(expected.epoch() > 1, "a goal that is reached at once tests nothing");
}

#[test]
fn the_curves_are_those_of_a_straight_run_at_its_landmarks() {
    let mut session = session(0.3, MEGABYTE);
    session.train_until(Goal { updates: 5 * 60, ..Goal::default() }, f64::INFINITY);
    let epochs: Vec<u64> = session.curves().iter().map(|curve| curve.epoch).collect();
    assert_eq!(epochs, [0, 1, 2, 3, 5, 10, 20, 30, 50]);
    let mut trainer = Trainer::new(config()).unwrap();
    for curve in session.curves() {
        trainer.train((curve.epoch - trainer.epoch()) as u32);
        assert_eq!(trainer.step(0), curve.predictions, "epoch {}", curve.epoch);
    }
    let before = session.curves().to_vec();
    assert!(session.seek(12, f64::INFINITY).unwrap() && session.seek(200, f64::INFINITY).unwrap());
    assert_eq!(session.curves(), before, "going back and forth adds none and loses none");
}

#[test]
fn checkpoints_stay_within_their_bytes() {
    let one = Trainer::new(config()).unwrap().snapshot().len();
    for bytes in [0, one / 2, 40 * one] {
        let mut session = session(60.0, bytes);
        session.train_until(Goal { updates: 3_000, ..Goal::default() }, f64::INFINITY);
        assert!(session.checkpoint_bytes() <= bytes, "{} of {bytes}", session.checkpoint_bytes());
        assert_eq!(session.checkpoint_bytes() > 0, bytes > one);
        assert!(session.seek(1_234, f64::INFINITY).unwrap());
        assert_same(session.trainer(), &straight(1_234, &[]));
    }
}

#[test]
fn the_losses_of_what_lies_ahead_stay_while_it_stands_earlier() {
    let mut session = session(0.1, MEGABYTE);
    session.train_until(Goal { updates: 400, ..Goal::default() }, f64::INFINITY);
    let losses = session.history().loss().to_vec();
    assert!(session.seek(100, f64::INFINITY).unwrap());
    assert_eq!((session.head(), session.history().loss().len()), (400, losses.len()));
    assert!(session.seek(500, f64::INFINITY).unwrap());
    assert_eq!((session.head(), &session.history().loss()[..losses.len()]), (500, &losses[..]));
    assert_same(session.trainer(), &straight(500, &[]));
}

#[test]
fn a_change_at_an_earlier_update_makes_what_lay_ahead_another_run() {
    let mut session = session(1.0, MEGABYTE);
    session.train_until(Goal { updates: 900, ..Goal::default() }, f64::INFINITY);
    assert!(session.seek(333, f64::INFINITY).unwrap());
    session.set_learning_rate(0.25).unwrap();
    assert_eq!(session.head(), 333);
    assert!(session.curves().iter().all(|curve| 5 * curve.epoch <= 333));
    assert!(session.seek(900, f64::INFINITY).unwrap());
    assert_same(session.trainer(), &straight(900, &[(333, 0.25)]));
}

#[test]
fn two_changes_at_one_update_leave_the_second() {
    let mut session = session(50.0, MEGABYTE);
    session.train_until(Goal { updates: 100, ..Goal::default() }, f64::INFINITY);
    session.set_learning_rate(0.5).unwrap();
    assert!(session.seek(50, f64::INFINITY).unwrap() && session.seek(100, f64::INFINITY).unwrap());
    session.set_learning_rate(0.125).unwrap();
    session.train_until(Goal { updates: 200, ..Goal::default() }, f64::INFINITY);
    assert!(session.seek(100, f64::INFINITY).unwrap() && session.seek(180, f64::INFINITY).unwrap());
    assert_same(session.trainer(), &straight(180, &[(100, 0.125)]));
}

#[test]
fn a_diverged_run_can_be_gone_back_in() {
    let sgd = Optimizer { learning_rate: 900.0, ..Optimizer::of(OptimizerKind::Sgd) };
    let trainer = Trainer::new(Config { optimizer: sgd, ..config() }).unwrap();
    let mut session = Session::new(trainer, TestClock::new(0.1));
    assert_eq!(session.train_until(Goal::default(), f64::INFINITY), Stop::Diverged);
    let end = session.trainer().updates();
    assert!(session.seek(end - 1, f64::INFINITY).unwrap());
    assert!(!session.trainer().diverged());
    assert!(!session.seek(end + 10, f64::INFINITY).unwrap());
    assert!(session.trainer().diverged());
}

#[derive(Debug, Clone)]
enum Act {
    Seek(u64),
    Train(u64),
    Rate(f64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..600_u64).prop_map(Act::Seek),
        (1..200_u64).prop_map(Act::Train),
        (1..40_u32).prop_map(|rate| Act::Rate(f64::from(rate) / 16.0)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn wherever_one_goes_the_bits_are_those_of_a_straight_run(
        acts in proptest::collection::vec(act(), 1..9),
        tick in prop_oneof![Just(0.0), Just(0.4), Just(33.0)],
        bytes in prop_oneof![Just(0), Just(9_000), Just(MEGABYTE)],
        budget in prop_oneof![Just(2.0), Just(f64::INFINITY)],
    ) {
        let mut session = session(tick, bytes);
        let mut changes: Vec<(u64, f64)> = Vec::new();
        for act in acts {
            match act {
                Act::Seek(updates) => while !session.seek(updates, budget).unwrap() {},
                Act::Train(more) => {
                    let goal = Goal { updates: session.trainer().updates() + more, ..Goal::default() };
                    while session.train_until(goal, budget) == Stop::Budget {}
                }
                Act::Rate(value) => {
                    let now = session.trainer().updates();
                    session.set_learning_rate(value).unwrap();
                    changes.retain(|&(update, _)| update < now);
                    changes.push((now, value));
                }
            }
            assert_same(session.trainer(), &straight(session.trainer().updates(), &changes));
        }
    }
}
