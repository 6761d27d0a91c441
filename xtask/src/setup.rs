//! `cargo xtask setup`: what the tests need beyond rustup. Each step says what it installs and why, and is left
//! out where the thing is there.

use crate::command::{cargo, command, find, line, output};
use crate::{aarch64, bind, project};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

pub const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIREFOX: &[&str] = &["firefox", "firefox-esr"];
pub const CHROMEDRIVER: &[&str] = &["chromedriver"];
const WASM_PACK: &str = "0.15.1";

/// Tools are built to be there soon, not to run fast.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

struct Step {
    what: String,
    why: &'static str,
    present: bool,
    install: fn() -> Result<()>,
}

/// Installs everything.
pub fn run() -> Result<()> {
    install(basics()?)?;
    install(browsers()?)?;
    install_where_possible(engines());
    Ok(())
}

/// Installs what `cargo xtask test --quick` needs.
pub fn run_quick() -> Result<()> {
    install(basics()?)
}

fn install(steps: Vec<Step>) -> Result<()> {
    for step in steps {
        if step.present {
            println!("  present   {}", step.what);
            continue;
        }
        println!("  install   {}: {}", step.what, step.why);
        let start = Instant::now();
        (step.install)().with_context(|| format!("could not install {}", step.what))?;
        println!("  installed {} in {:.0} s", step.what, start.elapsed().as_secs_f64());
    }
    Ok(())
}

/// What else the bits and the page are tried in. Its checks are left out where it cannot be installed.
fn install_where_possible(steps: Vec<Step>) {
    for step in steps {
        let what = step.what.clone();
        if let Err(error) = install(vec![step]) {
            println!("  left out  {what}: {error:#}");
        }
    }
}

fn basics() -> Result<Vec<Step>> {
    Ok(vec![
        step(bind::TARGET, "the module is compiled for it", bind::target_installed(), bind::ensure_target),
        step("rustfmt", "checks the code's form", responds(&["fmt", "--version"]), || component("rustfmt")),
        step("clippy", "finds mistakes and forbidden functions", responds(&["clippy", "--version"]), || {
            component("clippy")
        }),
        step("Node", "runs the tests of the page and the package", node_is_recent(), node),
        step(
            "npm packages",
            "TypeScript, remote controls of browsers, axe, bundlers, Bun and Deno",
            npm_is_current()?,
            npm,
        ),
    ])
}

fn browsers() -> Result<Vec<Step>> {
    let bindgen = project::locked_version("wasm-bindgen")?;
    let browser = env::var_os("CHROMIUM").is_some() || find(CHROMIUM).is_some();
    Ok(vec![
        step("Chromium", "the page is tested in it", browser, || debian(&["chromium"])),
        step("ChromeDriver", "wasm-pack's tests start the browser by it", find(CHROMEDRIVER).is_some(), || {
            debian(&["chromium-driver"])
        }),
        step(
            "webdriver.json",
            "tells ChromeDriver how to start where there is neither screen nor GPU",
            webdriver().is_file(),
            write_webdriver,
        ),
        step(
            &format!("wasm-bindgen-cli {bindgen}"),
            "runs the module's tests, in the very version of Cargo.lock",
            version_is("wasm-bindgen-test-runner", &bindgen) && version_is("wasm-bindgen", &bindgen),
            // Not --locked: the lock file it is published with does not resolve everywhere.
            || cargo_install(&["wasm-bindgen-cli", "--version", &project::locked_version("wasm-bindgen")?]),
        ),
        step(&format!("wasm-pack {WASM_PACK}"), "builds the npm package", find(&["wasm-pack"]).is_some(), || {
            cargo_install(&["wasm-pack", "--version", WASM_PACK, "--locked"])
        }),
    ])
}

fn engines() -> Vec<Step> {
    let webkit = find(&["WebKitWebDriver"]).is_some() && find(&["xvfb-run"]).is_some();
    vec![
        step("Firefox", "the bits and the page are tried in its engine", find(FIREFOX).is_some(), || {
            debian(&["firefox-esr"])
        }),
        step("WebKit", "the bits and the page are tried in Safari's engine", webkit, || {
            debian(&["webkit2gtk-driver", "xvfb", "xauth"])
        }),
        step("64-bit ARM", "the bits are compared on a second kind of processor", aarch64::is_ready(), || {
            debian(&["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross", "qemu-user"])?;
            run_command(command("rustup", ["target", "add", aarch64::TARGET]))
        }),
    ]
}

fn step(what: &str, why: &'static str, present: bool, install: fn() -> Result<()>) -> Step {
    Step { what: what.to_string(), why, present, install }
}

fn responds(arguments: &[&str]) -> bool {
    output(cargo(arguments)).is_some()
}

fn component(name: &str) -> Result<()> {
    run_command(command("rustup", ["component", "add", name]))
}

fn version_is(program: &str, version: &str) -> bool {
    let said = output(command(program, ["--version"])).unwrap_or_default();
    said.split_whitespace().any(|word| word == version)
}

/// 20 is the oldest Node whose test runner reads the reporters used here.
fn node_is_recent() -> bool {
    let said = output(command("node", ["--version"])).unwrap_or_default();
    let major = said.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    major.is_some_and(|major: u32| major >= 20) && find(&["npm"]).is_some()
}

fn node() -> Result<()> {
    debian(&["nodejs", "npm"])?;
    if !node_is_recent() {
        bail!("this system's packages bring a Node older than 20: install a newer one, as nodejs.org describes");
    }
    Ok(())
}

/// npm writes a lock file of its own into node_modules, so that one is as new as what is installed.
fn npm_is_current() -> Result<bool> {
    let modified = |path: &str| fs::metadata(project::root().join(path)).and_then(|data| data.modified());
    let wanted = modified("package-lock.json").context("package-lock.json is not there")?;
    Ok(modified("node_modules/.package-lock.json").is_ok_and(|installed| installed >= wanted))
}

fn npm() -> Result<()> {
    run_command(command("npm", ["ci", "--no-audit", "--no-fund"]))
}

fn cargo_install(arguments: &[&str]) -> Result<()> {
    let mut install = cargo(["install"]);
    install.args(arguments).envs(QUICK_BUILD).env("CARGO_TARGET_DIR", project::scratch("tools"));
    run_command(install)
}

/// Debian's packages, where we may install them; else a sentence that says what is missing.
fn debian(packages: &[&str]) -> Result<()> {
    let install = || command("apt-get", ["install", "--yes", "--no-install-recommends"].iter().chain(packages));
    if find(&["apt-get"]).is_none() || !is_root() {
        bail!("this needs an administrator: `{}`, or whatever brings it on this system", line(&install()));
    }
    if run_command(install()).is_err() {
        run_command(command("apt-get", ["update"]))?;
        run_command(install())?;
    }
    Ok(())
}

fn run_command(command: Command) -> Result<()> {
    println!("            $ {}", line(&command));
    crate::command::run(command)
}

fn is_root() -> bool {
    output(command("id", ["-u"])).as_deref() == Some("0")
}

fn webdriver() -> std::path::PathBuf {
    project::root().join("webdriver.json")
}

/// wasm-bindgen's test runner reads this file beside Cargo.toml. Chromium's sandbox refuses to start as root.
fn write_webdriver() -> Result<()> {
    let mut arguments = vec!["--headless", "--disable-gpu", "--disable-dev-shm-usage"];
    if is_root() {
        arguments.push("--no-sandbox");
    }
    let mut options = serde_json::json!({ "args": arguments });
    if let Some(browser) = env::var_os("CHROMIUM") {
        options["binary"] = Path::new(&browser).display().to_string().into();
    }
    Ok(fs::write(webdriver(), serde_json::json!({ "goog:chromeOptions": options }).to_string())?)
}
