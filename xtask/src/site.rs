//! The static site in dist/, and the picture of it.

use crate::command::{cargo, command, find, run};
use crate::{bind, first_frame, preview, project, seal};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the site. dist/ is replaced only when all of it is there. Only with its address can links be described.
pub fn build(url: Option<&str>) -> Result<PathBuf> {
    bind::page_modules()?;
    let stage = project::scratch("site");
    fs::remove_dir_all(&stage).ok();
    copy(&project::www(), &stage)?;
    if let Some(url) = url {
        preview::describe(&stage.join("index.html"), url)?;
    }
    publish(&stage)?;
    if url.is_some() {
        preview::add_picture(&stage)?;
    }
    let dist = project::dist();
    fs::remove_dir_all(&dist).ok();
    // Copied, not renamed: the target folder may be on another disk.
    copy(&stage, &dist)?;
    Ok(dist)
}

/// Turns a copy of www/ into what is published: few files in a folder named by their content.
pub fn publish(site: &Path) -> Result<()> {
    first_frame::embed(site)?;
    println!("Putting scripts and styles together …");
    let mut bundler = bundler("bundler");
    bundler.arg(site);
    run(bundler)?;
    seal::seal(site)
}

/// Prints a table of the site's sizes.
pub fn weigh(site: &Path) -> Result<()> {
    let mut size = bundler("size");
    size.args(seal::files(site)?);
    run(size)
}

/// A program of what publishing needs, and `serve` need not wait for.
fn bundler(program: &str) -> Command {
    let mut bundler = cargo(["run", "--quiet", "--package", "bundler", "--bin", program, "--"]);
    bundler.current_dir(project::root());
    bundler
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in seal::files(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("a file lies in a folder")?)?;
        fs::copy(&file, &copy).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

/// Takes the README's picture of the built site, and the one that links show.
pub fn screenshot() -> Result<()> {
    if find(&["node"]).is_none() {
        bail!("the screenshot is taken by a Node script: install Node 20 or later, or run `cargo xtask setup`");
    }
    build(None)?;
    run(command("node", ["tests/e2e/screenshot.js", "docs/screenshot.png"]))?;
    run(command("node", ["tests/e2e/preview.js", "docs/preview.png"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trunk copies only what index.html tells it to.
    #[test]
    fn trunk_is_told_of_every_part_of_the_page() {
        let index = fs::read_to_string(project::www().join("index.html")).unwrap();
        for file in seal::files(&project::www()).unwrap() {
            let path = seal::slashed(&project::www(), &file);
            let (kind, part) =
                path.split_once('/').map_or(("copy-file", path.as_str()), |(folder, _)| ("copy-dir", folder));
            let line = format!("<link data-trunk rel=\"{kind}\" href=\"{part}\">");
            assert!(part == "index.html" || index.contains(&line), "www/index.html lacks {line}");
        }
    }
}
