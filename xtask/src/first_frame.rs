//! What the page shows before its module has come: the `first-frame` program's JSON, within index.html. A browser executes
//! no JSON, so a strict policy lets it pass.

use crate::command::{cargo, output};
use crate::project;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// In a folder of modules, for the test that compares the two, and for whoever puts it into the page.
const FILE: &str = "first-frame.json";
const END: &str = "  </body>";

/// Computes it anew, for the modules in that folder.
pub fn write(modules: &Path) -> Result<()> {
    let mut program = cargo(["run", "--quiet", "--package", "first-frame"]);
    program.current_dir(project::root());
    let json =
        output(program).context("the first frame cannot be computed: `cargo run --package first-frame` says why")?;
    fs::write(modules.join(FILE), json).with_context(|| format!("cannot write {FILE}"))
}

/// So that none is shown that other modules gave.
pub fn forget(modules: &Path) {
    fs::remove_file(modules.join(FILE)).ok();
}

/// Moves it into the index.html of a copied site.
pub fn embed(site: &Path) -> Result<()> {
    let (index, file) = (site.join("index.html"), site.join("pkg").join(FILE));
    let html = fs::read_to_string(&index).context("the page has no index.html")?;
    let json = fs::read_to_string(&file).with_context(|| format!("there is no pkg/{FILE}"))?;
    ensure!(html.contains(END), "index.html has no body that ends on a line of its own");
    fs::write(index, within(&html, &json))?;
    Ok(fs::remove_file(file)?)
}

/// The page as its sources are, with the frame where there is one.
pub fn served(html: &str, www: &Path) -> String {
    fs::read_to_string(www.join("pkg").join(FILE)).map_or_else(|_| html.to_string(), |json| within(html, &json))
}

/// No text of it can end the element.
fn within(html: &str, json: &str) -> String {
    let json = json.trim().replace('<', "\\u003c");
    html.replacen(END, &format!("    <script type=\"application/json\" id=\"first-frame\">{json}</script>\n{END}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let html = within("<html>\n  <body>\n  </body>\n</html>\n", "{\"a\":\"</script>\"}\n");
        let line = "    <script type=\"application/json\" id=\"first-frame\">{\"a\":\"\\u003c/script>\"}</script>";
        assert_eq!(html, format!("<html>\n  <body>\n{line}\n  </body>\n</html>\n"));
    }
}
