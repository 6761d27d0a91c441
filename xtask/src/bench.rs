//! The benchmark: the same work natively and in WebAssembly under Node, in one table by benches/run.js.

use crate::command::{cargo, command, find, run};
use crate::{bind, project};
use anyhow::{Result, ensure};
use std::fs;

pub fn measure() -> Result<()> {
    let missing: Vec<&str> = ["benches/native.rs", "benches/run.js"]
        .into_iter()
        .filter(|file| !project::root().join(file).is_file())
        .collect();
    ensure!(missing.is_empty(), "nothing to measure: {} is missing", missing.join(" and "));
    ensure!(find(&["node"]).is_some(), "WebAssembly is measured in Node: install Node 20 or later");

    let package = project::scratch("node-package");
    bind::module(bind::Host::Node, &package)?;
    // Says that the scripts beside it are ES modules, wherever the target folder is.
    fs::write(package.join("package.json"), r#"{"type":"module"}"#)?;
    run(cargo(["bench", "--package", "lernkurve", "--bench", "native"]))?;
    let mut node = command("node", ["benches/run.js"]);
    node.arg(package.join("lernkurve.js"));
    run(node)
}
