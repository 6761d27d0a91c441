//! The benchmark: the same work natively, in WebAssembly under Node and in Chromium, and by other libraries, in one
//! table by benches/run.js; or the module against that of another commit, by benches/against.js.

use crate::command::{self, cargo, command, find, output};
use crate::{bind, project, site};
use anyhow::{Context, Result, ensure};
use clap::Args;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[derive(Args)]
pub struct Options {
    /// Measures this commit's module and ours in turns, in one run of Node, and prints the ratios of their times
    #[arg(long, value_name = "COMMIT")]
    against: Option<String>,
    /// Only the cases whose names contain this
    #[arg(long, value_name = "TEXT", requires = "against")]
    only: Option<String>,
}

pub fn run(options: &Options) -> Result<()> {
    ensure!(find(&["node"]).is_some(), "WebAssembly is measured in Node: install Node 20 or later");
    match &options.against {
        Some(commit) => against(commit, options.only.as_deref()),
        None => measure(),
    }
}

/// Builds both modules and measures them in turns.
fn against(commit: &str, only: Option<&str>) -> Result<()> {
    let full = output(command("git", ["rev-parse", "--verify", "--quiet", &format!("{commit}^{{commit}}")]))
        .with_context(|| format!("git knows no commit {commit}"))?;
    let old = project::scratch("against").join(&full);
    if !old.join("lernkurve.js").is_file() {
        module_of_commit(&full, &old)?;
    }
    let new = node_package()?;
    let mut script = command("node", ["benches/against.js"]);
    script.arg(new.join("lernkurve.js")).arg(old.join("lernkurve.js")).args(only);
    command::run(script)
}

/// Builds a commit's module into `folder`, in a checkout of its own. That lies outside the repository, whose flags
/// cargo would add to the checkout's.
fn module_of_commit(commit: &str, folder: &Path) -> Result<()> {
    let checkout = env::temp_dir().join(format!("lernkurve-{commit}"));
    let worktree = |arguments: &[&str]| {
        let mut git = command("git", ["worktree"]);
        git.args(arguments).arg(&checkout);
        git
    };
    // One that an interrupted run has left behind.
    output(worktree(&["remove", "--force"]));
    let mut add = worktree(&["add", "--quiet", "--force", "--detach"]);
    add.arg(commit);
    command::run(add)?;
    let built = bind::module_of(&checkout, &project::scratch("against-target"), folder);
    command::run(worktree(&["remove", "--force"]))?;
    built?;
    declare_es_modules(folder)
}

/// Our own module, bound for Node.
fn node_package() -> Result<PathBuf> {
    let folder = project::scratch("node-package");
    bind::module(bind::Host::Node, &folder)?;
    declare_es_modules(&folder)?;
    Ok(folder)
}

/// Says that the scripts in a folder are ES modules, wherever the target folder is.
fn declare_es_modules(folder: &Path) -> Result<()> {
    Ok(fs::write(folder.join("package.json"), r#"{"type":"module"}"#)?)
}

/// Measures natively, in Node and in Chromium, and by other libraries.
fn measure() -> Result<()> {
    let (node, web) = (node_package()?, project::scratch("web-package"));
    bind::module(bind::Host::Web, &web)?;
    site::build(None)?;
    install_peers();
    let lighthouse = project::scratch("lighthouse");
    install_lighthouse(&lighthouse);
    let results = project::scratch("bench");
    fs::create_dir_all(&results)?;
    let mut native = cargo(["bench", "--package", "lernkurve", "--bench", "native", "--"]);
    native.arg(results.join("native.json"));
    command::run(native)?;
    let mut script = command("node", ["benches/run.js"]);
    script.arg(node.join("lernkurve.js")).arg(web).arg(results).arg(lighthouse);
    command::run(script)
}

/// The libraries the table compares with. Without them it says so and is shorter.
fn install_peers() {
    let folder = project::root().join("benches");
    if folder.join("node_modules/.package-lock.json").is_file() {
        return;
    }
    println!("Installing ConvNetJS and TensorFlow.js, to compare with …");
    let mut npm = command("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    npm.current_dir(folder);
    if let Err(error) = command::run(npm) {
        eprintln!("They are left out: {error:#}");
    }
}

/// What the page is measured with as on a phone. It is large and of no use to the tests, so it is no part of theirs.
fn install_lighthouse(folder: &Path) {
    if folder.join("node_modules/lighthouse").is_dir() {
        return;
    }
    println!("Installing Lighthouse, to measure the page as on a phone …");
    let mut npm = command("npm", ["install", "--no-audit", "--no-fund", "--prefix"]);
    npm.arg(folder).arg("lighthouse@12");
    if let Err(error) = command::run(npm) {
        eprintln!("It is left out: {error:#}");
    }
}
