//! The checks: what is run, and what it needs.

use super::tally::Tally;
use super::unsteady::{self, FailedTests};
use crate::command::{cargo, command, find, line, output};
use crate::{aarch64, bind, project, seal, site};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a check needs to be installed.
#[derive(PartialEq, Eq)]
pub enum Needs {
    /// Rust and Node with its packages.
    Basics,
    /// Browsers and the command-line tools that take minutes to build.
    Tools,
}

pub struct Check {
    pub name: &'static str,
    pub needs: Needs,
    pub run: fn() -> Result<Outcome>,
}

pub enum Outcome {
    Ran {
        tally: Tally,
        success: bool,
    },
    /// All passed, but these only when they were run again.
    Unsteady {
        tally: Tally,
        names: Vec<String>,
    },
    Skipped {
        why: &'static str,
    },
}

impl Outcome {
    /// A check that counts no tests of its own is one test; one that failed without a failed test, too.
    pub fn tally(&self) -> Tally {
        match *self {
            Outcome::Skipped { .. } => Tally { skipped: 1, ..Tally::default() },
            Outcome::Unsteady { tally, .. } => tally,
            Outcome::Ran { tally, success: false } => Tally { failed: tally.failed.max(1), ..tally },
            Outcome::Ran { tally, .. } if tally == Tally::default() => Tally { passed: 1, ..tally },
            Outcome::Ran { tally, .. } => tally,
        }
    }

    pub fn note(&self) -> String {
        match self {
            Outcome::Skipped { why } => (*why).to_string(),
            Outcome::Unsteady { names, .. } => format!("unsteady, passed when run again: {}", names.join(" · ")),
            Outcome::Ran { .. } => String::new(),
        }
    }
}

/// In the order of how soon they find something.
pub const ALL: [Check; 19] = [
    Check { name: "format", needs: Needs::Basics, run: || ran(cargo(["fmt", "--all", "--check"])) },
    Check { name: "lints", needs: Needs::Basics, run: || clippy(&["--workspace", "--all-targets"]) },
    Check {
        name: "lints (wasm32)",
        needs: Needs::Basics,
        run: || clippy(&["--package=lernkurve", "--package=animation", "--all-targets", "--target", bind::TARGET]),
    },
    Check { name: "documentation", needs: Needs::Basics, run: documentation },
    Check {
        name: "native, debug",
        needs: Needs::Basics,
        run: || ran(cargo(["test", "--workspace", "--quiet", "--features", "lernkurve/serde"])),
    },
    Check { name: "native, release", needs: Needs::Basics, run: native_release },
    Check { name: "modules for the page", needs: Needs::Basics, run: || bind::page_modules().map(|()| PASSED) },
    Check { name: "types", needs: Needs::Basics, run: types },
    Check { name: "page's parts", needs: Needs::Basics, run: || node("tests/js", &[]) },
    Check { name: "module in Node", needs: Needs::Tools, run: || wasm_pack(&["--node"]) },
    Check { name: "module in Chromium", needs: Needs::Tools, run: || wasm_pack(&["--headless", "--chrome"]) },
    Check { name: "bits in other engines", needs: Needs::Tools, run: || node("tests/engines/table.test.js", &[]) },
    Check { name: "bits on 64-bit ARM", needs: Needs::Tools, run: arm },
    Check { name: "crate", needs: Needs::Basics, run: publishable_crate },
    Check { name: "npm package", needs: Needs::Tools, run: || node("tests/package", &[]) },
    Check { name: "site", needs: Needs::Basics, run: || site::weigh(&site::build(None)?).map(|()| PASSED) },
    Check { name: "site by trunk", needs: Needs::Tools, run: trunk },
    Check { name: "page in Firefox and WebKit", needs: Needs::Tools, run: || in_browser("tests/engines/page.test.js") },
    // One browser at a time: comparisons alone have sixteen workers.
    Check { name: "page in Chromium", needs: Needs::Tools, run: || in_browser("tests/e2e") },
];

const PASSED: Outcome = Outcome::Ran { tally: Tally { passed: 1, failed: 0, skipped: 0 }, success: true };

/// Runs it, shows its output as it comes, and counts the tests in it.
fn ran(command: Command) -> Result<Outcome> {
    watched(command, |_| ())
}

/// As `ran`, and lets somebody else read each line.
fn watched(mut command: Command, mut read: impl FnMut(&str)) -> Result<Outcome> {
    println!("$ {}", line(&command));
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {}", line(&command)))?;
    let mut tally = Tally::default();
    for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
        let line = line?;
        println!("{line}");
        tally.read(&line);
        read(&line);
    }
    Ok(Outcome::Ran { tally, success: child.wait()?.success() })
}

fn clippy(arguments: &[&str]) -> Result<Outcome> {
    let mut clippy = cargo(["clippy", "--quiet"]);
    clippy.args(arguments).args(["--", "--deny", "warnings"]);
    ran(clippy)
}

fn documentation() -> Result<Outcome> {
    let mut doc = cargo(["doc", "--no-deps", "--quiet", "--package", "lernkurve"]);
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    ran(doc)
}

/// Optimised code must give the same bits. What it is linked by does not matter, so that is quick here.
fn native_release() -> Result<Outcome> {
    ran(cargo(["test", "--profile", "optimized", "--quiet"]))
}

fn wasm_pack(arguments: &[&str]) -> Result<Outcome> {
    let mut test = command("wasm-pack", ["test", "--release", "--mode", "no-install"]);
    test.args(arguments);
    quick_release(&mut test);
    ran(test)
}

fn quick_release(command: &mut Command) {
    command.env("CARGO_PROFILE_RELEASE_LTO", "false").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
}

/// What crates.io would get: the crate alone, and it compiles by itself.
fn publishable_crate() -> Result<Outcome> {
    let list = output(cargo(["package", "--list", "--allow-dirty", "--package", "lernkurve"]));
    let list = list.context("cargo cannot list the crate's files")?;
    let foreign = foreign_to_crate(&list);
    if !foreign.is_empty() {
        bail!("the crate holds files that are none of its own: {}", foreign.join(", "));
    }
    ran(cargo(["publish", "--dry-run", "--allow-dirty", "--quiet", "--package", "lernkurve"]))
}

/// Files that are neither sources, examples, texts for readers, nor what cargo itself adds.
fn foreign_to_crate(list: &str) -> Vec<&str> {
    let own = [
        "src/",
        "examples/learn.rs",
        "examples/sweep.rs",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "Cargo.",
        ".cargo_vcs_info.json",
    ];
    list.lines().filter(|file| !own.iter().any(|start| file.starts_with(start))).collect()
}

/// Native code for a second kind of processor must give the bits of the table, too.
fn arm() -> Result<Outcome> {
    if !aarch64::is_ready() {
        return Ok(Outcome::Skipped { why: "no cross-compiler or emulator for 64-bit ARM is installed" });
    }
    ran(aarch64::test(&["golden"]))
}

fn types() -> Result<Outcome> {
    ran(command("node", ["node_modules/typescript/bin/tsc", "--project", "tsconfig.json"]))
}

/// A test file, or those right in a folder, by name: Node 20 knows no patterns, and 22 no folders.
fn node(place: &str, options: &[&str]) -> Result<Outcome> {
    let mut node = node_test(options);
    node.args(test_files(place)?);
    ran(node)
}

fn test_files(place: &str) -> Result<Vec<PathBuf>> {
    let path = project::root().join(place);
    let files = if path.is_file() { vec![path] } else { seal::files(&path)? };
    let tests: Vec<_> = files.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.js")).collect();
    if tests.is_empty() {
        bail!("{place} holds no *.test.js");
    }
    Ok(tests)
}

/// A failed test may leave its server open, which must not keep all the others waiting.
fn node_test(options: &[&str]) -> Command {
    let mut node = command("node", ["--test", "--test-reporter=spec", "--test-force-exit", "--test-timeout=1200000"]);
    node.args(options);
    node
}

/// One file after the other, and once more the few tests that failed.
fn in_browser(place: &str) -> Result<Outcome> {
    let mut failed = FailedTests::default();
    let mut node = node_test(&["--test-concurrency=1"]);
    node.args(test_files(place)?);
    let outcome = watched(node, |line| failed.read(line))?;
    let tally = outcome.tally();
    let Some(tests) = failed.worth_repeating(tally.failed) else { return Ok(outcome) };
    println!("\n── once more what failed ──");
    for name in tests {
        if !passes_alone(place, name)? {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Unsteady {
        tally: Tally { passed: tally.passed + tally.failed, failed: 0, ..tally },
        names: tests.to_vec(),
    })
}

/// Node says where a test is defined, which is a helper's file for most: so all files are asked for the name.
fn passes_alone(place: &str, name: &str) -> Result<bool> {
    let mut node = node_test(&["--test-concurrency=1"]);
    node.arg(format!("--test-name-pattern={}", unsteady::pattern(name))).args(test_files(place)?);
    let outcome = ran(node)?;
    Ok(matches!(outcome, Outcome::Ran { tally: Tally { passed: 1.., failed: 0, .. }, success: true }))
}

/// trunk must make the very same site out of the same steps.
fn trunk() -> Result<Outcome> {
    if find(&["trunk"]).is_none() {
        return Ok(Outcome::Skipped { why: "trunk is not installed" });
    }
    let other = project::scratch("trunk");
    let mut trunk = command("trunk", ["build", "--dist"]);
    trunk.arg(&other);
    let built = ran(trunk)?;
    if matches!(built, Outcome::Ran { success: true, .. }) {
        same_site(&project::dist(), &other)?;
    }
    Ok(built)
}

fn same_site(ours: &Path, theirs: &Path) -> Result<()> {
    let named = |site: &Path| -> Result<Vec<String>> {
        Ok(seal::files(site)?.iter().map(|file| seal::slashed(site, file)).collect())
    };
    let (our_files, their_files) = (named(ours)?, named(theirs)?);
    if our_files != their_files {
        bail!("trunk's site has other files:\n{}\nthan ours:\n{}", their_files.join("\n"), our_files.join("\n"));
    }
    for file in our_files {
        if fs::read(ours.join(&file))? != fs::read(theirs.join(&file))? {
            bail!("{file} differs between trunk's site and ours");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_does_not_belong_into_the_crate() {
        assert_eq!(
            foreign_to_crate("Cargo.toml\nsrc/lib.rs\nwww/main.js\nLICENSE-MIT\nexamples/golden.rs"),
            ["www/main.js", "examples/golden.rs"]
        );
    }
}
