//! The benchmark: the same work natively, in WebAssembly under Node and in Chromium, and by other libraries, in one
//! table by benches/run.js.

use crate::command::{cargo, command, find, run};
use crate::{bind, project, site};
use anyhow::{Result, ensure};
use std::fs;

pub fn measure() -> Result<()> {
    ensure!(find(&["node"]).is_some(), "WebAssembly is measured in Node: install Node 20 or later");
    let (node, web) = (project::scratch("node-package"), project::scratch("web-package"));
    bind::module(bind::Host::Node, &node)?;
    bind::module(bind::Host::Web, &web)?;
    // Says that the scripts beside it are ES modules, wherever the target folder is.
    fs::write(node.join("package.json"), r#"{"type":"module"}"#)?;
    site::build(None)?;
    install_peers();
    let results = project::scratch("bench");
    fs::create_dir_all(&results)?;
    let mut native = cargo(["bench", "--package", "lernkurve", "--bench", "native", "--"]);
    native.arg(results.join("native.json"));
    run(native)?;
    let mut script = command("node", ["benches/run.js"]);
    script.arg(node.join("lernkurve.js")).arg(web).arg(results);
    run(script)
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
    if let Err(error) = run(npm) {
        eprintln!("They are left out: {error:#}");
    }
}
