//! Any text gives a valid configuration, whose own link gives it again.
#![no_main]

use lernkurve::share;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let config = share::read(text).config;
    assert_eq!(config.validate(), Ok(()));
    assert_eq!(share::read_strict(&share::write(&config)), Ok(config));
});
