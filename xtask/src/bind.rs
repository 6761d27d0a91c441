//! The modules: compiled for wasm32, then bound to JavaScript by wasm-bindgen as a library, whose version
//! Cargo.lock ties to that of the `wasm-bindgen` they were built with.

use crate::command::{cargo, command, find, output, run};
use crate::{first_frame, project};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use wasm_bindgen_cli_support::Bindgen;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The network, and what writes films.
const PAGE: [&str; 2] = ["lernkurve", "animation"];

/// Who is to load the module.
#[derive(Clone, Copy)]
pub enum Host {
    /// A page or worker, by `import`.
    Web,
    /// Node, by `import`.
    Node,
}

/// Builds the page's modules into www/pkg, with what is shown before they have come.
pub fn page_modules() -> Result<()> {
    modules_alone()?;
    first_frame::write(&project::www_pkg())
}

/// The same without that: the page does without, and is there sooner.
pub fn modules_alone() -> Result<()> {
    modules(&PAGE, Host::Web, &project::www_pkg())?;
    first_frame::forget(&project::www_pkg());
    Ok(())
}

/// Builds the network's module into `folder`.
pub fn module(host: Host, folder: &Path) -> Result<()> {
    modules(&["lernkurve"], host, folder)
}

/// Builds the network's module of another checkout of this repository, with its own flags and locked versions, into
/// `folder`; what is compiled on the way goes to `target`.
pub fn module_of(checkout: &Path, target: &Path, folder: &Path) -> Result<()> {
    ensure_target()?;
    let mut cargo = cargo(["build"]);
    cargo.current_dir(checkout).env("CARGO_TARGET_DIR", target);
    compile(cargo, checkout, &["lernkurve"])?.iter().try_for_each(|module| bind(module, Host::Node, folder))
}

/// What is in `folder` stays until the new ones have compiled.
fn modules(packages: &[&str], host: Host, folder: &Path) -> Result<()> {
    ensure_target()?;
    compile(cargo(["build"]), &project::root(), packages)?.iter().try_for_each(|module| bind(module, host, folder))
}

/// rustc needs the target's standard library; rustup brings it.
pub fn ensure_target() -> Result<()> {
    if target_installed() {
        return Ok(());
    }
    if find(&["rustup"]).is_none() {
        bail!(
            "this Rust has no {TARGET} target and there is no rustup to add it: install it with your Rust's own packages"
        );
    }
    println!("Adding the Rust target {TARGET}, which the module is compiled for …");
    run(command("rustup", ["target", "add", TARGET]))
}

pub fn target_installed() -> bool {
    let libraries = command("rustc", ["--print", "target-libdir", "--target", TARGET]);
    output(libraries).is_some_and(|folder| Path::new(&folder).is_dir())
}

/// Compiles crates of a checkout at once, by that `cargo build`, and returns the paths cargo says their modules have,
/// wherever the target folder is.
fn compile(mut build: Command, checkout: &Path, packages: &[&str]) -> Result<Vec<PathBuf>> {
    build.args(["--lib", "--release", "--target", TARGET]);
    build.args(packages.iter().flat_map(|package| ["--package", package]));
    build.args(["--message-format", "json-render-diagnostics"]).stdout(Stdio::piped());
    // Panics name source files; what is published says nothing of the machine it was made on.
    build.arg("--config").arg(format!("target.{TARGET}.rustflags = {}", module_flags(checkout)));
    let mut child = build.spawn().context("cannot run cargo")?;
    let messages = BufReader::new(child.stdout.take().context("cargo has no output")?);
    let modules: Vec<_> = messages.lines().map_while(Result::ok).filter_map(|line| module_in(&line)).collect();
    if !child.wait()?.success() {
        bail!("the module does not compile");
    }
    if modules.len() != packages.len() {
        bail!("of {packages:?} cargo built {modules:?} only: is each crate's type still cdylib?");
    }
    Ok(modules)
}

/// The flags of .cargo/config.toml, and short names for the places that sources come from.
fn module_flags(checkout: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let places = [(home, "/cargo"), (Some(checkout.to_path_buf()), "/lernkurve")];
    let renamed = places
        .iter()
        .filter_map(|(place, name)| Some(format!("--remap-path-prefix={}={name}", place.as_ref()?.display())));
    let flags: Vec<String> = renamed.map(|flag| format!("{flag:?}")).collect();
    format!("[{}]", flags.join(", "))
}

/// The .wasm file that one of cargo's messages names.
fn module_in(message: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let files = message.get("filenames")?.as_array()?;
    files.iter().filter_map(|file| file.as_str()).find(|file| file.ends_with(".wasm")).map(PathBuf::from)
}

/// Under the crate's name, which cargo gives the module.
fn bind(module: &Path, host: Host, folder: &Path) -> Result<()> {
    let name = module.file_stem().and_then(|name| name.to_str()).context("a module without a name")?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(true);
    // The names of functions are a tenth of the module; the crate's profile keeps them only because wasm-bindgen
    // learns the module's features from a section that goes with them.
    bindgen.remove_name_section(true).remove_producers_section(true);
    // Without its default address, the page would have to know where the module lies.
    bindgen.omit_default_module_path(false);
    match host {
        Host::Web => bindgen.web(true)?,
        Host::Node => bindgen.nodejs_module(true)?,
    };
    bindgen.generate(folder).with_context(|| format!("cannot bind {}", module.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_names_the_module() {
        let artifact = r#"{"reason":"compiler-artifact","filenames":["/t/liblernkurve.rlib","/t/lernkurve.wasm"]}"#;
        assert_eq!(module_in(artifact), Some(PathBuf::from("/t/lernkurve.wasm")));
        assert_eq!(module_in(r#"{"reason":"build-finished","success":true}"#), None);
        assert_eq!(module_in("not JSON"), None);
    }
}
