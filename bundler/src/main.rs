//! `bundler <site>`: puts the scripts and styles of a copy of www/ together, in place.
//!
//! The page is written as a hundred small modules, and a browser that asks for a hundred files before it can start
//! waits for them longer than for everything else. So what is loaded together becomes one file: what the page starts
//! with, what it shows first, and for each `import()` what only that needs. Nothing else changes: a module stays a
//! scope of its own, evaluated once, in the order of the imports.

mod chunks;
mod emit;
mod module;
mod page;

use anyhow::{Context, Result};
use chunks::Chunks;
use module::load;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let site: PathBuf = std::env::args_os().nth(1).context("usage: bundler <site>")?.into();
    let mut scripts = Scripts::default();
    scripts.bundle(&site, &["main.js", "app.js"])?;
    for worker in scripts.workers.clone() {
        scripts.bundle(&site, &[&worker])?;
    }
    scripts.replace(&site)?;
    page::rewrite(&site)?;
    minify_package(&site)
}

/// What wasm-bindgen wrote. The page has it in its own files; for whoever wants the module alone it stays where it is.
const PACKAGE: &str = "pkg/";

/// What there was and what there will be.
#[derive(Default)]
struct Scripts {
    sources: BTreeSet<String>,
    workers: BTreeSet<String>,
    bundled: Vec<(String, String)>,
}

impl Scripts {
    /// Bundles all that those entries load; they are loaded in that order.
    fn bundle(&mut self, site: &Path, entries: &[&str]) -> Result<()> {
        let modules = load(site, entries)?;
        let chunks = Chunks::of(&modules, entries)?;
        for chunk in chunks.iter() {
            let script = emit::script(&modules, &chunks, chunk)?;
            let script = emit::minified(&script).with_context(|| format!("in {}", chunk.file))?;
            self.bundled.push((chunk.file.clone(), script));
        }
        self.workers.extend(modules.iter().flat_map(|module| module.workers.clone()));
        self.sources.extend(modules.into_iter().map(|module| module.path));
        Ok(())
    }

    /// In place of the sources, among them the files that hold nothing but types.
    fn replace(&self, site: &Path) -> Result<()> {
        let own = || self.sources.iter().filter(|source| !source.starts_with(PACKAGE));
        own().try_for_each(|source| fs::remove_file(site.join(source)))?;
        for folder in own().filter_map(|source| Path::new(source).parent()) {
            for entry in fs::read_dir(site.join(folder))? {
                let path = entry?.path();
                let is_script = path.extension().is_some_and(|extension| extension == "js");
                if is_script && fs::read_to_string(&path)?.trim_end().ends_with("export {};") {
                    fs::remove_file(path)?;
                }
            }
        }
        self.bundled.iter().try_for_each(|(file, script)| fs::write(site.join(file), script))?;
        Ok(())
    }
}

fn minify_package(site: &Path) -> Result<()> {
    for entry in fs::read_dir(site.join(PACKAGE))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            fs::write(&path, emit::minified(&fs::read_to_string(&path)?)?)?;
        }
    }
    Ok(())
}
