//! Edits on the way: what they are, how they are written, and that a run with them is the same run every time.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::config::edits::{Change, Edit, Ranges};
use lernkurve::session::{Goal, MonotonicClock, Session};
use lernkurve::share::{read, read_strict, write};
use lernkurve::value::Value;
use lernkurve::{Config, Trainer, config::*};

fn ranges(text: &str) -> Ranges {
    Ranges::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn edit(update: u64, change: Change) -> Edit {
    Edit { update, change }
}

/// Two layers of 6 and 5, small enough to train often: 12 + 35 + 6 parameters.
fn small(edits: Vec<Edit>) -> Config {
    let layers = [6, 5].map(|units| Layer { units, activation: Activation::Relu }).to_vec();
    let optimizer = Optimizer { learning_rate: 0.01, ..Optimizer::of(OptimizerKind::Adam) };
    Config { layers, optimizer, samples: 40, edits, ..Config::default() }
}

/// Of every kind, at the start, within an epoch and at its end (three updates each).
fn edits() -> Vec<Edit> {
    vec![
        edit(0, Change::Off(0, ranges("1,3-4"))),
        edit(4, Change::Off(1, ranges("0-1"))),
        edit(4, Change::Set(ranges("6-8,52"), vec![0.1, -0.2, 0.3, 1.5])),
        edit(9, Change::On(0, ranges("3"))),
        edit(11, Change::Set(ranges("12-13"), vec![1e-3, 0.1])),
        edit(15, Change::On(1, ranges("0-1"))),
    ]
}

#[test]
fn ranges_are_read_as_they_are_written() {
    for text in ["0", "7", "0-4,7", "0-1", "3,5,7-9,2000"] {
        assert_eq!(ranges(text).text(), text);
    }
    assert_eq!(ranges("0,1,2,5-6,7").text(), "0-2,5-7", "what follows on one another is one");
    assert_eq!(ranges(" 0 - 4 , 7 ").text(), "0-4,7");
    assert_eq!(ranges("0-4,7").iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 7]);
    assert_eq!((ranges("0-4,7").count(), Ranges::of([1, 2, 4]).text().as_str()), (6, "1-2,4"));
    for text in [
        "",
        ",",
        "1,",
        "-",
        "-1",
        "1-",
        "4-2",
        "1,1",
        "3,2",
        "0-4,4",
        "1.5",
        "a",
        "+1",
        "1e3",
        "0--3",
        "1-2-3",
        "99999999999",
    ] {
        assert_eq!(Ranges::parse(text), None, "{text}");
    }
}

#[test]
fn a_link_and_a_value_hold_them() {
    let config = small(edits());
    let link = write(&config);
    let expected =
        "edits=0:off:0:1,3-4;4:off:1:0-1;4:set:6-8,52:0.1,-0.2,0.3,1.5;9:on:0:3;11:set:12-13:0.001,0.1;15:on:1:0-1";
    assert!(link.ends_with(expected), "{link}");
    assert_eq!(read_strict(&link).unwrap(), config.normalized().unwrap());
    assert_eq!(Config::from_value(&config.to_value()).unwrap(), config.normalized().unwrap());
    let silent = Config { edits: vec![edit(5, Change::Off(0, ranges("0-211")))], ..Config::default() };
    assert!(write(&silent).ends_with("edits=5:off:0:0-211"));
    assert!(!write(&Config::default()).contains("edits") && Config::default().to_value().get("edits").is_none());
}

fn list(text: &str) -> Value {
    let number = |text: &str| text.parse().map_or_else(|_| Value::from(text), Value::Number);
    Value::list(text.split(' ').map(|part| match part.strip_prefix('[') {
        Some(inner) => Value::list(inner.trim_end_matches(']').split('|').filter(|part| !part.is_empty()).map(number)),
        None => part.strip_prefix('~').map_or_else(|| number(part), Value::from),
    }))
}

#[test]
fn what_is_wrong_is_named() {
    let cases = [
        ("5 off 0 ~0,6", "out_of_range", "edits[0][3]"),
        ("5 off 2 ~0", "out_of_range", "edits[0][2]"),
        ("5 off -1 ~0", "out_of_range", "edits[0][2]"),
        ("5 off 0.5 ~0", "not_an_integer", "edits[0][2]"),
        ("-5 off 0 ~0", "out_of_range", "edits[0][0]"),
        ("5 of 0 ~0", "unknown_name", "edits[0][1]"),
        ("5 off 0 ~4-2", "wrong_type", "edits[0][3]"),
        ("5 off 0 3", "wrong_type", "edits[0][3]"),
        ("5 off 0 [0|1]", "wrong_type", "edits[0][3]"),
        ("5 off 0", "wrong_type", "edits[0]"),
        ("5 set ~0-1 [0.5]", "out_of_range", "edits[0][3]"),
        ("5 set ~0 [x]", "wrong_type", "edits[0][3][0]"),
        ("5 set ~0 [1e39]", "out_of_range", "edits[0][3][0]"),
        ("5 set ~53 [1]", "out_of_range", "edits[0][2]"),
        ("5 set ~0-2147483647 [1]", "out_of_range", "edits[0][2]"),
    ];
    for (text, code, path) in cases {
        let mut value = small(Vec::new()).to_value();
        if let Value::Map(entries) = &mut value {
            entries.push(("edits".to_string(), Value::list([list(text)])));
        }
        let error = Config::from_value(&value).unwrap_err();
        assert_eq!((error.code, &error.path[..]), (code, path), "{text}: {error}");
    }
    let descending = small(vec![edit(5, Change::Off(0, ranges("0"))), edit(4, Change::On(0, ranges("0")))]);
    assert_eq!(descending.validate().unwrap_err().code, "not_ascending");
    let many = |count: usize| small(vec![edit(5, Change::Off(0, ranges("0"))); count]).validate();
    assert!(many(1_000).is_ok());
    assert_eq!(many(1_001).unwrap_err().code, "out_of_range");
    let values = Change::Set(ranges("0-52"), vec![0.0; 53]);
    let long = |count: usize| small(vec![edit(5, values.clone()); count]);
    assert_eq!(long(190).validate().unwrap_err().path, "edits", "more than 10,000 ranges and values in all");
    assert_eq!(read_strict(&write(&long(185))).unwrap(), long(185).normalized().unwrap());
    // What a link says that does not fit is left out and said; the rest holds.
    let shared = read("layers=3:relu&edits=5:off:0:0-4&seed=7");
    assert_eq!((shared.config.edits.len(), shared.config.seed, shared.problems.len()), (0, 7, 1));
    assert_eq!(shared.problems[0].path, "edits[0][3]");
    for text in [
        "edits=",
        "edits=;",
        "edits=5",
        "edits=5:off",
        "edits=5:set:0",
        "edits=5:set:0:",
        "edits=:::",
        "edits=5:off:0:0:0",
    ] {
        let shared = read(text);
        assert!(shared.config.edits.is_empty() && !shared.problems.is_empty(), "{text}");
    }
}

#[test]
fn each_is_made_before_the_update_of_its_number_in_the_lists_order() {
    let mut trainer = Trainer::new(small(edits())).unwrap();
    let plain = Trainer::new(small(Vec::new())).unwrap();
    let row = |unit: usize| 12 + 5 * unit..12 + 5 * (unit + 1);
    let mut expected = plain.parameters();
    [1, 3, 4].into_iter().for_each(|unit| expected[row(unit)].fill(0.0));
    assert_eq!(trainer.parameters(), expected, "at 0, before anything is trained");
    let incoming = |trainer: &Trainer| [1, 3, 4, 7, 9, 10].map(|place| trainer.parameters()[place]);
    let before = incoming(&trainer);
    trainer.train_updates(3);
    assert_eq!(incoming(&trainer), before);
    assert!(row(1).all(|place| trainer.parameters()[place] == 0.0));
    trainer.train_updates(1);
    let now = trainer.parameters();
    assert_eq!((&now[6..9], now[52]), (&[0.1, -0.2, 0.3][..], 1.5), "set at rest after the fourth");
    assert_eq!((now[47], now[48]), (0.0, 0.0), "the second layer's first two");
    trainer.train_updates(5);
    assert_eq!(trainer.parameters()[row(3)], plain.parameters()[row(3)], "on again with what was stored");
    assert!(row(4).all(|place| trainer.parameters()[place] == 0.0));
}

#[test]
fn what_is_set_of_a_unit_that_is_off_it_has_when_it_is_on() {
    let edits = vec![
        edit(0, Change::Off(0, ranges("2"))),
        edit(1, Change::Set(ranges("21-23"), vec![1.0, 2.0, 3.0])),
        edit(3, Change::On(0, ranges("2"))),
    ];
    let mut trainer = Trainer::new(small(edits)).unwrap();
    trainer.train_updates(1);
    assert_eq!(trainer.parameters()[21], 1.0, "of a unit that is on");
    trainer.train_updates(1);
    assert_eq!(trainer.parameters()[22..27], [0.0; 5], "nothing takes on what it gives");
    trainer.train_updates(1);
    assert_eq!(trainer.parameters()[22..24], [2.0, 3.0]);
}

#[test]
fn a_run_with_edits_is_the_same_run_from_the_start_from_a_snapshot_and_by_hand() {
    let config = small(edits());
    let mut straight = Trainer::new(config.clone()).unwrap();
    straight.train_updates(40);
    // By a link.
    let mut linked = Trainer::from_link(&write(&config)).unwrap();
    (0..40).for_each(|_| linked.train_updates(1));
    assert_eq!(linked.snapshot(), straight.snapshot());
    // From a snapshot at any update.
    for updates in 0..20 {
        let mut run = Trainer::new(config.clone()).unwrap();
        run.train_updates(updates);
        let bytes = run.snapshot();
        let mut restored = Trainer::new(Config::default()).unwrap();
        restored.restore(&bytes).unwrap();
        assert_eq!(restored.snapshot(), bytes, "at {updates}");
        restored.train_updates(40 - updates);
        assert_eq!(restored.snapshot(), straight.snapshot(), "from {updates}");
    }
    // Edited by hand while it runs.
    let mut live = Trainer::new(small(Vec::new())).unwrap();
    for Edit { update, change } in edits() {
        live.train_updates((update - live.updates()) as u32);
        live.edit(change).unwrap();
    }
    live.train_updates((40 - live.updates()) as u32);
    assert_eq!((live.config(), live.snapshot()), (straight.config(), straight.snapshot()));
    // After a reset.
    live.reset();
    assert_eq!(live.config().edits, config.edits);
    live.train_updates(40);
    assert_eq!(live.snapshot(), straight.snapshot());
    // Back and forth in a session.
    let mut session = Session::new(Trainer::new(config).unwrap(), MonotonicClock::new());
    session.train_until(Goal { updates: 40, ..Goal::default() }, f64::INFINITY);
    for updates in [10, 3, 40] {
        session.seek(updates, f64::INFINITY).unwrap();
    }
    assert_eq!(session.trainer().snapshot(), straight.snapshot());
}

#[test]
fn an_edit_by_hand_drops_later_ones_and_a_wrong_one_changes_nothing() {
    let mut trainer = Trainer::new(small(edits())).unwrap();
    trainer.train_updates(5);
    let before = trainer.snapshot();
    for change in [Change::Off(2, ranges("0")), Change::Off(0, ranges("6")), Change::Set(ranges("0-1"), vec![1.0])] {
        assert!(trainer.edit(change).is_err());
        assert_eq!(trainer.snapshot(), before);
    }
    trainer.edit(Change::Off(0, ranges("0"))).unwrap();
    assert_eq!(trainer.config().edits.len(), 4);
    assert_eq!(trainer.curve().to_vec(), trainer.step(0));
}

#[test]
fn switching_off_what_is_silent_changes_nothing_and_the_error_without_a_clump_is_the_error_after() {
    let mut trainer = Trainer::new(Config::default()).unwrap();
    trainer.step(1_000);
    let states = &trainer.neurons().state.clone();
    let of = |state: u8| (0..300).filter(move |&unit| states[unit as usize] == state);
    let (silent, bent) = (Ranges::of(of(0)), of(2).take(5).map(|unit| unit as usize).collect::<Vec<_>>());
    let (curve, rmse) = (trainer.curve().to_vec(), trainer.rmse());
    trainer.edit(Change::Off(0, silent)).unwrap();
    assert_eq!(trainer.curve(), curve);
    assert_eq!(trainer.rmse(), rmse);
    let (loss, rmse) = trainer.error_without(0, &bent).unwrap();
    trainer.edit(Change::Off(0, Ranges::of(bent.iter().map(|&unit| unit as u32)))).unwrap();
    assert_eq!((trainer.evaluate(), trainer.rmse()), (loss, rmse));
}

/// The bytes with a hash that fits them.
fn sealed(body: &[u8]) -> Vec<u8> {
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = body.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
    [body, &hash.to_le_bytes()].concat()
}

#[test]
fn a_snapshot_with_more_or_fewer_stored_weights_than_are_off_is_refused() {
    let mut trainer = Trainer::new(small(edits())).unwrap();
    trainer.train_updates(5);
    let bytes = trainer.snapshot();
    let body = &bytes[..bytes.len() - 8];
    assert_eq!(sealed(body), bytes);
    // Three units of the first layer with five weights each, two of the second with one each.
    let stored = 3 * 5 + 2;
    let before = &body[..body.len() - 4 * (stored + 1)];
    let with = |count: usize| {
        let list: Vec<u8> = [count as u32; 1].iter().flat_map(|n| n.to_le_bytes()).chain(vec![0; 4 * count]).collect();
        sealed(&[before, &list].concat())
    };
    let mut reader = Trainer::new(Config::default()).unwrap();
    reader.restore(&with(stored)).unwrap();
    let own = reader.snapshot();
    for wrong in [with(0), with(stored - 1), with(stored + 1), sealed(before)] {
        assert_eq!(reader.restore(&wrong).unwrap_err().code, "damaged_snapshot");
        assert_eq!(reader.snapshot(), own, "what is refused changes nothing");
    }
}
