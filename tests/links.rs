//! Links as chat programs, mail and editors leave them: what can be undone without a guess is undone and said, the
//! rest of the link holds, and nothing is shown without a word in place of what was sent.
#![cfg(not(target_arch = "wasm32"))]

use lernkurve::config::{Config, DEFAULT_FUNCTION, Optimizer, OptimizerKind};
use lernkurve::share::{MAX_BYTES, Shared, read, write};
use lernkurve::{ENGINE_VERSION, Trainer};
use std::time::{Duration, Instant};

/// With this engine's version.
fn ours(link: &str) -> String {
    link.replacen("v=1", &format!("v={ENGINE_VERSION}"), 1)
}

/// What the link would have been.
fn clean(link: &str) -> Config {
    let Shared { config, problems, .. } = read(&ours(link));
    assert_eq!(problems, [], "{link}");
    config
}

fn codes(shared: &Shared) -> Vec<(&str, &str)> {
    shared.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect()
}

/// The link is read as if nothing had happened to it, and something is said.
#[track_caller]
fn assert_mended(damaged: &str, link: &str) {
    let shared = read(&ours(damaged));
    assert_eq!(shared.config, clean(link), "{damaged}\n{:?}", shared.problems);
    assert_eq!(shared.version, Some(ENGINE_VERSION), "{damaged}");
    let said = ["mended_link", "mended_ending", "mended_bracket", "mended_value"];
    assert!(codes(&shared).iter().all(|(code, _)| said.contains(code)), "{damaged}: {:?}", shared.problems);
    assert!(!shared.problems.is_empty(), "{damaged}: nothing is said");
}

#[test]
fn the_table_of_cases() {
    let cases: Vec<(&str, &str)> = include_str!("fixtures/cases/links.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    assert_eq!(cases.len(), 10);
    for (link, expected) in cases {
        let shared = read(&ours(link));
        let Shared { config, problems, .. } = &shared;
        let function = config.function.as_deref();
        match link {
            "v=1&learningRate=0.5," => {
                assert!(config.optimizer.learning_rate == 0.5 || config.optimizer.learning_rate == 1.0);
                assert_eq!(problems[0].path, "learningRate");
            }
            "v=1&learningRate=0,5" => {
                assert_eq!((config.optimizer, problems.len()), (Config::default().optimizer, 1));
            }
            "v=1&function=sin(6x)." => assert_eq!((function, codes(&shared)), (Some("sin(6x)"), vec![])),
            "v=1&function=sin(6x" => {
                assert_eq!((function, codes(&shared)), (Some("sin(6x)"), vec![("mended_bracket", "function")]));
            }
            "v=1&points=0,0.5;1,0.2;0.5,0." => {
                assert_eq!(config.points, Some(vec![[0.0, 0.5], [1.0, 0.2]]));
                assert_eq!(codes(&shared), [("items_lost", "points")]);
                assert_eq!(problems[0].param("value"), Some(&1usize.into()));
            }
            _ if expected == "seed 7" => assert_eq!((config.seed, function), (7, Some("sin(6x)")), "{link}"),
            _ => {
                assert_eq!(function, Some("sin(6x)"), "{link}");
                assert_eq!(config.seed, if link.contains("seed") { 7 } else { 1 }, "{link}");
            }
        }
    }
}

#[test]
fn whole_addresses_are_links() {
    let link = "v=1&function=sin(6x)&seed=7";
    for address in [
        "https://example.org/lernkurve/#v=1&function=sin(6x)&seed=7",
        "https://example.org/?lang=de#v=1&function=sin(6x)&seed=7",
        "  http://192.168.0.5:8080/index.html?embed#v=1&function=sin(6x)&seed=7\n",
        "/lernkurve/#v=1&function=sin(6x)&seed=7",
        "file:///C:/site/index.html#v=1&function=sin(6x)&seed=7",
        "<https://example.org/#v=1&function=sin(6x)&seed=7",
        "(\"https://example.org/#v=1&function=sin(6x)&seed=7",
        "#v=1&function=sin(6x)&seed=7",
        "##v=1&function=sin(6x)&seed=7",
        "?v=1&function=sin(6x)&seed=7",
        "https://example.org/%23v=1&function=sin(6x)&seed=7",
    ] {
        let shared = read(&ours(address));
        assert_eq!((shared.config, shared.problems), (clean(link), vec![]), "{address}");
    }
    for forwarded in [
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F%23v%3D1%26function%3Dsin(6x)%26seed%3D7&data=05%7C01&reserved=0",
        "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F%23v%3D1%26function%3Dsin%25286x%2529%26seed%3D7&sa=D",
    ] {
        let shared = read(&forwarded.replace("v%3D1", &format!("v%3D{ENGINE_VERSION}")));
        assert_eq!(shared.config, clean(link), "{forwarded}: {:?}", shared.problems);
    }
    assert_eq!(read("https://example.org/lernkurve/").problems, []);
}

#[test]
fn an_address_is_found_once_it_is_decoded() {
    for damaged in [
        "https%3A%2F%2Fexample.org%2F%23v%3D1%26function%3Dsin(6x)%26seed%3D7",
        "v=1%26function=sin(6x)%26seed=7",
        "#v=1%26function=sin(6x)%26seed=7",
        "v=1&function=sin(6x)&seed=7#",
    ] {
        let damaged = damaged.replace("v%3D1", &format!("v%3D{ENGINE_VERSION}"));
        assert_mended(&damaged, "v=1&function=sin(6x)&seed=7");
    }
    // Another address behind a link does not make the link one.
    let shared = read(&ours("v=1&function=sin(6x)&seed=7](https://example.org)"));
    assert_eq!(shared.config.function.as_deref(), Some("sin(6x)"));
    assert_eq!(codes(&shared).len(), 2, "{:?}", shared.problems);
}

#[test]
fn signs_behind_a_link_are_left_out() {
    for sign in [
        ".", ",", ";", ":", "!", "?", ")", "]", ">", "\"", "'", "»", "«", "”", "“", "’", "*", "**", "`", ").", ">,",
        "\").", " .", "%3E", "%22", "%C2%BB",
    ] {
        assert_mended(&format!("v=1&function=sin(6x)&seed=7{sign}"), "v=1&function=sin(6x)&seed=7");
        let function = format!("v=1&function=sin(6x){sign}");
        // What ends a sentence or a line of a program the parser itself reads.
        if ![".", ";"].contains(&sign.trim()) {
            assert_mended(&function, "v=1&function=sin(6x)");
        }
        assert_eq!(read(&ours(&function)).config, clean("v=1&function=sin(6x)"), "{function}");
        assert_mended(&format!("v=1&layers=20:tanh,5:relu{sign}"), "v=1&layers=20:tanh,5:relu");
        assert_mended(&format!("v=1&optimizer=adam&learningRate=0.25{sign}"), "v=1&optimizer=adam&learningRate=0.25");
    }
    for sign in [")", "]", ">", "\"", "»", "!"] {
        assert_mended(&format!("v=1&points=0,0.5;1,0.2{sign}"), "v=1&points=0,0.5;1,0.2");
    }
    assert_mended("v=1&points=0,0.5;1,0.2.", "v=1&points=0,0.5;1,0.2");
    assert_mended("<v=1&seed=7>", "v=1&seed=7");
    assert_mended("„v=1&seed=7“", "v=1&seed=7");
    assert_eq!(read("function=2x + 1.").config.function.as_deref(), Some("2x + 1."), "what is a function stays");
    assert_eq!(read("function=(x + 1)").problems, []);
}

#[test]
fn what_programs_escape_is_unescaped() {
    let link = "v=1&function=sin(6x)&layers=20:leaky_relu,5:relu&seed=7";
    for damaged in [
        "v=1&amp;function=sin(6x)&amp;layers=20:leaky_relu,5:relu&amp;seed=7",
        "v=1&amp;amp;function=sin(6x)&amp;amp;layers=20:leaky_relu,5:relu&amp;amp;seed=7",
        "v=1&#38;function=sin(6x)&#x26;layers=20:leaky_relu,5:relu&#038;seed=7",
        "v=1\\u0026function=sin(6x)\\u0026layers=20:leaky_relu,5:relu\\u0026seed=7",
        "v=1\\&function=sin\\(6x\\)\\&layers=20:leaky\\_relu,5:relu\\&seed=7",
        "v%3D1%26function%3Dsin%286x%29%26layers%3D20%3Aleaky_relu%2C5%3Arelu%26seed%3D7",
        "v%253D1%2526function%253Dsin%25286x%2529%2526layers%253D20%253Aleaky_relu%252C5%253Arelu%2526seed%253D7",
        "v=1&function=sin%25286x%2529&layers=20%253Aleaky_relu,5%253Arelu&seed=7",
        "v=1&function=sin%2525286x%252529&layers=20:leaky_relu,5:relu&seed=7",
        "V=1&Function=sin(6x)&LAYERS=20:leaky_relu,5:relu&Seed=7",
        "ｖ＝1＆function＝sin（6x）＆layers＝20：leaky_relu，5：relu＆seed＝7",
    ] {
        if damaged.starts_with(['V', 'ｖ']) {
            assert_eq!(read(damaged).config, clean(link), "{damaged}");
            assert!(!read(damaged).problems.is_empty());
        } else {
            let damaged = damaged.replace("v%3D1", &format!("v%3D{ENGINE_VERSION}"));
            assert_mended(&damaged.replace("v%253D1", &format!("v%253D{ENGINE_VERSION}")), link);
        }
    }
    assert_mended("v=1&optimizer=rmsprop¢ered=true", "v=1&optimizer=rmsprop&centered=true");
    let quoted = format!("v=3D{ENGINE_VERSION}&function=3Dsin(6x)&se=\r\ned=3D7");
    assert_eq!(read(&quoted).config, clean("v=1&function=sin(6x)&seed=7"));
}

#[test]
fn broken_lines_and_signs_nobody_sees_are_joined() {
    let link = "v=1&function=sin(6x)%20+%20x&seed=1234";
    for damaged in [
        "v=1&function=sin(6x)%20+%20x&\nseed=1234",
        "v=1&function=sin(6x)%20+\r\n%20x&seed=12\r\n34",
        "v=1&function=sin(6x)%20+%20x\n> &seed=1234",
        "v=1&func\u{ad}tion=sin(6x)%20+%20x&seed=\u{200b}1234",
        "v=1&function=sin(6x)%20+%20x&seed=1234%E2%80%8B",
        "\u{feff}v=1&function=sin(6x)%20+%20x&seed=12%c2%ad34",
        "v=1&function=sin(6x)\u{a0}+\u{a0}x&seed=1234",
    ] {
        assert_mended(damaged, link);
    }
    assert_eq!(
        read("domain=0, 2&layers=20:tanh, 5:relu").problems,
        [],
        "a space behind a comma is none of a link's business"
    );
}

#[test]
fn a_function_that_was_encoded_otherwise_is_read_as_it_was() {
    assert_mended("v=1&function=sin(6x)+%2B+0.4x", "v=1&function=sin(6x)%20+%200.4x&seed=1");
    assert_mended("v=1&function=0.4x%C3%82%C2%B2", "v=1&function=0.4x²");
    assert_mended("v=1&function=0.4xÂ²&seed=7", "v=1&function=0.4x²&seed=7");
    assert_mended("v=1&function=0.4x%B2&seed=7", "v=1&function=0.4x²&seed=7");
    assert_eq!(read("function=1+x").config.function.as_deref(), Some("1+x"), "a plus is a plus");
    for (damaged, mended) in [("sin(6x", "sin(6x)"), ("sin(2(x+1", "sin(2(x+1))"), ("exp(-(x-1)^2.", "exp(-(x-1)^2)")] {
        let shared = read(&format!("function={damaged}"));
        assert_eq!(shared.config.function.as_deref(), Some(mended));
        assert_eq!(codes(&shared), [("mended_bracket", "function")]);
    }
}

#[test]
fn a_function_that_cannot_be_read_is_never_replaced_without_a_word() {
    for damaged in
        ["sin(6x)+", "0.4x�", "sin(6x%", "s", "0.2 + 0.4x² + 0.3x·sin(15x) + 0.05·co", "sin(6x…", "sin(6x..."]
    {
        let shared = read(&format!("function={damaged}"));
        assert_eq!(shared.config.function.as_deref(), Some(DEFAULT_FUNCTION), "{damaged}");
        assert_eq!(shared.problems.iter().filter(|problem| problem.path == "function").count(), 1, "{damaged}");
    }
}

#[test]
fn a_damaged_learning_rate_is_the_one_that_would_hold_without_it() {
    for damaged in ["0,5", "abc", "", "0", "-1", "1e9", "NaN", "0.5.1"] {
        let experiment = read(&format!("learningRate={damaged}&seed=7"));
        assert_eq!(experiment.config.optimizer, Config::default().optimizer, "{damaged}");
        assert_eq!((experiment.config.seed, experiment.problems.len()), (7, 1), "{damaged}");
        assert_eq!(experiment.problems[0].path, "optimizer.learningRate", "{damaged}");
        let named = read(&format!("optimizer=adam&learningRate={damaged}&seed=7"));
        assert_eq!(named.config.optimizer, Optimizer::of(OptimizerKind::Adam), "{damaged}");
    }
    let epsilon = read("epsilon=5&rho=0.5");
    assert_eq!(epsilon.config.optimizer, Optimizer { rho: 0.5, ..Config::default().optimizer });
    let other = read("learningRate=x&kernelInitializer.minval=y&kernelInitializer.maxval=0.1");
    assert_eq!(other.config.kernel_initializer.maxval, 0.1);
    assert_eq!(other.problems.len(), 2);
}

#[test]
fn parameters_that_are_right_together_need_not_be_so_alone() {
    for (low, high) in [(0.1, 0.2), (-3.0, -2.0)] {
        let shared = read(&format!("kernelInitializer.minval={low}&kernelInitializer.maxval={high}&seed=7"));
        assert_eq!((shared.config.kernel_initializer.minval, shared.config.kernel_initializer.maxval), (low, high));
        assert_eq!(shared.problems, []);
    }
    let descending = read("kernelInitializer.minval=0.2&kernelInitializer.maxval=0.1");
    assert_eq!(descending.config.kernel_initializer.maxval, 0.1);
    assert_eq!(descending.problems.len(), 1);
}

#[test]
fn a_list_that_is_cut_keeps_what_is_whole() {
    for (damaged, kept, lost) in [
        ("0,0.5;1,0.2;0.5,0.", 2, 1),
        ("0,0.5;1,0.2;0.5,", 2, 1),
        ("0,0.5;1,0.2;0.5", 2, 1),
        ("0,0.5;1,0.2;-", 2, 1),
        ("0,0.5;1,0.2;0.5,1e", 2, 1),
        ("0,0.5;x,y;1,0.2;0.5,0.1", 3, 1),
    ] {
        let shared = read(&format!("v={ENGINE_VERSION}&points={damaged}"));
        assert_eq!(shared.config.points.as_ref().map(Vec::len), Some(kept), "{damaged}");
        assert_eq!(codes(&shared), [("items_lost", "points")], "{damaged}");
        assert_eq!(shared.problems[0].param("value"), Some(&(lost as usize).into()), "{damaged}");
    }
    let changes = read("learningRateChanges=700:0.3;1400:0.1;2000:0.");
    assert_eq!(changes.config.learning_rate_changes, [(700, 0.3), (1400, 0.1)]);
    let shown = read("https://example.org/#v=2&function=sin(6x)&seed=12...");
    assert_eq!((shown.config.seed, shown.config.function.as_deref()), (1, Some("sin(6x)")));
    assert!(codes(&shown).contains(&("cut_link", "seed")));
}

#[test]
fn a_trainer_is_made_of_any_text() {
    for (text, path) in [
        ("function=1/x", "function"),
        ("function=sqrt(x)&domain=-1,1&seed=7", "function"),
        ("function=ln(x)&points=0,1;1,2", "function"),
        ("layers=4096:relu,4096:relu", "layers"),
        ("domain=-3e38,3e38", "function"),
    ] {
        let (trainer, shared) = Trainer::open(text).unwrap();
        assert_eq!(trainer.config(), &shared.config, "{text}");
        assert!(shared.problems.iter().any(|problem| problem.path == path), "{text}: {:?}", shared.problems);
        assert_eq!(trainer.config().seed, if text.contains("seed=7") { 7 } else { 1 });
    }
}

/// Texts made to take long.
#[test]
fn hostile_texts_are_read_in_no_time() {
    for piece in [
        "&amp;",
        "&",
        "(",
        ")",
        "%25",
        "%2525",
        "\\u0026",
        "\u{ad}",
        "\n> ",
        "%E2%80%8B",
        "points=0,0;",
        ";",
        "Â",
        "#",
        "v%3D",
    ] {
        for start in ["", "function=", "points=", "v=1&function=", "https://x/"] {
            let text = format!("{start}{}", piece.repeat(MAX_BYTES / 10 / piece.len()));
            let time = Instant::now();
            let shared = read(&text);
            assert!(time.elapsed() < Duration::from_secs(5), "{start}{piece}…: {:?}", time.elapsed());
            assert!(shared.config.validate().is_ok());
        }
    }
}

#[test]
fn what_this_engine_writes_is_left_as_it_is() {
    let texts = ["x + 1.", "(x)", "|x|", "2^(x)", "sin(6x)  ", "x*2", "e"];
    for text in texts {
        let config = Config { function: Some(text.to_string()), ..Config::default() };
        let shared = read(&write(&config));
        assert_eq!((shared.config, shared.problems), (config, vec![]), "{text}");
    }
}
