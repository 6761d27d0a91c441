//! Every text that once broke the parser or the link codec, or looked as if it might, kept as a file.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::expression::Expression;
use lernkurve::share;
use std::path::Path;

fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crashers").join(folder);
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<_> = files
        .map(|file| (file.display().to_string(), String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned()))
        .collect();
    assert!(!texts.is_empty(), "{}", folder.display());
    texts
}

#[test]
fn expressions_are_read_back_or_refused() {
    for (name, text) in texts("expression") {
        match Expression::parse(&text) {
            Ok(expression) => {
                let again =
                    Expression::parse(&expression.to_source()).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(again.tree(), expression.tree(), "{name}");
            }
            Err(error) => assert!(error.span.is_some(), "{name}"),
        }
    }
}

#[test]
fn links_give_a_valid_configuration() {
    for (name, text) in texts("link") {
        let config = share::read(&text).config;
        assert_eq!(config.validate(), Ok(()), "{name}");
        assert_eq!(share::read_strict(&share::write(&config)), Ok(config), "{name}");
    }
}
