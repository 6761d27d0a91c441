//! What index.html asks for: the files there are now.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

const STYLES: &str = "styles/page.css";

/// Styles become one file, and of the modules that are to be loaded early only those stay that still exist.
pub fn rewrite(site: &Path) -> Result<()> {
    let index = site.join("index.html");
    let html = fs::read_to_string(&index).context("the page has no index.html")?;
    let sheets: Vec<&str> = html.lines().filter_map(|line| reference(line, "stylesheet")).collect();
    ensure!(!sheets.is_empty(), "index.html has no styles");
    let mut styles = String::new();
    for sheet in &sheets {
        let text = fs::read_to_string(site.join(sheet)).with_context(|| format!("cannot read {sheet}"))?;
        ensure!(!text.contains("url("), "{sheet} names another file, which would move");
        styles += &without_comments(&text);
        fs::remove_file(site.join(sheet))?;
    }
    fs::write(site.join(STYLES), styles)?;
    let mut first = true;
    let kept = html.lines().filter_map(|line| {
        if reference(line, "stylesheet").is_some() {
            let line = line.replace(sheets[0], STYLES);
            return std::mem::take(&mut first).then_some(line);
        }
        let gone = reference(line, "modulepreload").is_some_and(|path| !site.join(path).exists());
        (!gone).then(|| line.to_string())
    });
    let html: String = kept.map(|line| line + "\n").collect();
    fs::write(index, html)?;
    Ok(())
}

/// Comments and indentation are for those who write styles. (No text in them holds a comment's signs.)
fn without_comments(styles: &str) -> String {
    let mut parts = styles.split("/*");
    let mut kept = parts.next().unwrap_or_default().to_string();
    for part in parts {
        kept += part.split_once("*/").map_or("", |(_, rest)| rest);
    }
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| without_spaces(line) + "\n").collect()
}

/// Spaces that no browser needs. Those in texts stay: what lies between quotes is left alone.
fn without_spaces(line: &str) -> String {
    let needless = [(" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}"), ("; ", ";"), (": ", ":"), (", ", ",")];
    let shorten = |part: &str| needless.iter().fold(part.to_string(), |text, (from, to)| text.replace(from, to));
    let parts = line.split('"').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { shorten(part) } else { part.to_string() }).collect::<Vec<_>>().join("\"")
}

/// The `href` of a line that is a `<link>` of that kind.
fn reference<'a>(line: &'a str, rel: &str) -> Option<&'a str> {
    line.trim().strip_prefix("<link rel=\"")?.strip_prefix(rel)?.split("href=\"").nth(1)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_lose_what_only_their_authors_need() {
        let styles = "/* all */\n.a :is(b, i) { color: red; }\n\n@media print {\n  /* two\n lines */ .b::after { content: \"; { \"; }\n}\n";
        let expected = ".a :is(b,i){color:red}\n@media print{\n.b::after{content:\"; { \"}\n}\n";
        assert_eq!(without_comments(styles), expected);
    }
}
