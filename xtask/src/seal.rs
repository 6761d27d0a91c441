//! The published form of the page: index.html on top, and everything else in a folder named by its content's
//! hash, so that an old script never meets a new module, whatever a cache holds.
//!
//! Scripts, styles and the module refer to one another relatively, so they move together without a change; only
//! index.html has to learn the folder's name. `cargo xtask build` and trunk both end here.

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

const INDEX: &str = "index.html";
const WORKER: &str = "sw.js";

/// Seals a copy of www/ in place.
pub fn seal(site: &Path) -> Result<()> {
    remove_unpublished(site)?;
    let folder = content_hash(site)?;
    let index = fs::read_to_string(site.join(INDEX)).context("the page has no index.html")?;
    let index = rewrite(&index, &folder, |reference| site.join(reference).exists())?;
    move_into(site, &folder)?;
    rebase_manifest(&site.join(&folder))?;
    fs::write(site.join(INDEX), index)?;
    list_for_offline(site, &folder)
}

/// Every file below `folder`, sorted by path with `/` on every system.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort_by_key(|path| slashed(folder, path));
    Ok(found)
}

/// `path` below `folder`, with `/` on every system.
pub fn slashed(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Types are for those who write code, dot files for tools.
fn remove_unpublished(site: &Path) -> Result<()> {
    for file in files(site)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".d.ts") || name.starts_with('.') {
            fs::remove_file(&file)?;
        }
    }
    Ok(())
}

/// 16 hex digits over the names and contents of all files but index.html.
fn content_hash(site: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files(site)? {
        let name = slashed(site, &file);
        if name != INDEX {
            let content = fs::read(&file)?;
            hash.update(format!("{name}\0{}\0", content.len()));
            hash.update(content);
        }
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// The service worker lies beside index.html, since it serves nothing above its own folder, and knows every file.
fn list_for_offline(site: &Path, folder: &str) -> Result<()> {
    let source = site.join(folder).join(WORKER);
    let Ok(text) = fs::read_to_string(&source) else { return Ok(()) };
    fs::remove_file(source)?;
    let mut listed = vec!["./".to_string()];
    listed.extend(files(site)?.iter().map(|file| slashed(site, file)).filter(|file| file != INDEX));
    let version: String =
        Sha256::digest(fs::read(site.join(INDEX))?).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let list = serde_json::to_string(&listed)?;
    let filled = text
        .replacen("const VERSION = 'source';", &format!("const VERSION = '{folder}-{version}';"), 1)
        .replacen("const FILES = [];", &format!("const FILES = {list};"), 1);
    ensure!(filled.contains(&list) && filled.contains(folder), "{WORKER} has no place for its version and its files");
    fs::write(site.join(WORKER), filled)?;
    Ok(())
}

fn move_into(site: &Path, folder: &str) -> Result<()> {
    let sealed = site.join(folder);
    fs::create_dir(&sealed)?;
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        if entry.file_name() != INDEX && entry.file_name() != folder {
            fs::rename(entry.path(), sealed.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// A web app's manifest says where the app begins relative to itself, which is now one folder up.
fn rebase_manifest(folder: &Path) -> Result<()> {
    let path = folder.join("manifest.webmanifest");
    let Ok(text) = fs::read_to_string(&path) else { return Ok(()) };
    let mut manifest: serde_json::Value = serde_json::from_str(&text).context("manifest.webmanifest is not JSON")?;
    for key in ["id", "start_url", "scope"] {
        if let Some(serde_json::Value::String(address)) = manifest.get_mut(key) {
            ensure!(!address.starts_with('/'), "the manifest's {key} must be relative, to work from any folder");
            *address = format!("../{}", address.trim_start_matches("./").trim_start_matches('.'));
        }
    }
    Ok(fs::write(&path, serde_json::to_string(&manifest)?)?)
}

/// index.html with the references to files of its own put into `folder`, without the lines that only trunk or only
/// people read, and without the empty ones that trunk leaves.
fn rewrite(html: &str, folder: &str, exists: impl Fn(&str) -> bool) -> Result<String> {
    let mut sealed = String::with_capacity(html.len() + 1024);
    for line in html.lines().filter(|line| is_published(line.trim())) {
        sealed += &rewrite_line(line, folder, &exists)?;
        sealed.push('\n');
    }
    Ok(sealed)
}

fn is_published(line: &str) -> bool {
    let comment = line.starts_with("<!--") && line.ends_with("-->");
    !line.is_empty() && !comment && !line.starts_with("<link data-trunk")
}

fn rewrite_line(line: &str, folder: &str, exists: impl Fn(&str) -> bool) -> Result<String> {
    let mut rest = line;
    let mut sealed = String::new();
    while let Some(start) = next_reference(rest) {
        let end = start + rest[start..].find('"').with_context(|| format!("an attribute does not end: {line}"))?;
        sealed += &rest[..start];
        let reference = &rest[start..end];
        match own_file(reference)? {
            Some(file) if exists(file) => sealed += &format!("{folder}/{}", reference.trim_start_matches("./")),
            Some(file) => bail!("index.html refers to {file}, which is not there"),
            None => sealed += reference,
        }
        rest = &rest[end..];
    }
    Ok(sealed + rest)
}

/// Where the value of the next attribute that refers to something begins.
fn next_reference(html: &str) -> Option<usize> {
    [" href=\"", " src=\""].iter().filter_map(|name| html.find(name).map(|start| start + name.len())).min()
}

/// The file of this site that a reference names, if it names one.
fn own_file(reference: &str) -> Result<Option<&str>> {
    if reference.starts_with('/') {
        bail!("index.html refers to {reference} from the server's root, so the site would not work from any folder");
    }
    let path = reference.trim_start_matches("./").split(['?', '#']).next().unwrap_or_default();
    let foreign = reference.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    Ok((!foreign && !path.is_empty() && path != ".").then_some(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn sealed(html: &str) -> Result<String> {
        rewrite(html, "f0", |file| file == "main.js" || file == "styles/page.css")
    }

    #[test]
    fn own_files_move_into_the_folder() {
        let html = r#"<link rel="stylesheet" href="./styles/page.css"><script type="module" src="main.js?v"></script>"#;
        let expected =
            r#"<link rel="stylesheet" href="f0/styles/page.css"><script type="module" src="f0/main.js?v"></script>"#;
        assert_eq!(sealed(html).unwrap(), format!("{expected}\n"));
    }

    #[test]
    fn other_references_stay() {
        let html = "<a href=\"#main\"></a><a href=\"?lang=de\"></a><a href=\"./\"></a><a href=\"https://example.org/main.js\"></a>\n<a href=\"mailto:a@b.c\">\n";
        assert_eq!(sealed(html).unwrap(), html);
    }

    #[test]
    fn what_no_browser_reads_goes() {
        let html = "<head>\n\n  <!-- copied -->\n  <link data-trunk rel=\"copy-dir\" href=\"pkg\">\n  \n</head>\n";
        assert_eq!(sealed(html).unwrap(), "<head>\n</head>\n");
    }

    #[test]
    fn a_missing_or_rooted_file_is_an_error() {
        assert!(sealed("<script src=\"gone.js\"></script>").unwrap_err().to_string().contains("gone.js"));
        assert!(sealed("<script src=\"/main.js\"></script>").unwrap_err().to_string().contains("any folder"));
    }

    #[test]
    fn the_folder_is_named_by_all_but_the_index() {
        let site = project::scratch("seal-test");
        let name = |index: &str, script: &str| {
            fs::remove_dir_all(&site).ok();
            fs::create_dir_all(site.join("pkg")).unwrap();
            fs::write(site.join(INDEX), index).unwrap();
            fs::write(site.join("main.js"), script).unwrap();
            fs::write(site.join("sw.js"), "const VERSION = 'source';\nconst FILES = [];\n").unwrap();
            fs::write(site.join("pkg/lernkurve.d.ts"), script).unwrap();
            fs::write(site.join("manifest.webmanifest"), r#"{"start_url":"./","scope":"."}"#).unwrap();
            seal(&site).unwrap();
            let found: Vec<String> = files(&site).unwrap().iter().map(|file| slashed(&site, file)).collect();
            let folder = found[0].split('/').next().unwrap().to_string();
            assert_eq!(
                found,
                [
                    format!("{folder}/main.js"),
                    format!("{folder}/manifest.webmanifest"),
                    INDEX.to_string(),
                    WORKER.to_string()
                ]
            );
            let worker = fs::read_to_string(site.join(WORKER)).unwrap();
            assert!(
                worker
                    .contains(&format!(r#"const FILES = ["./","{folder}/main.js","{folder}/manifest.webmanifest"];"#))
            );
            assert!(worker.starts_with(&format!("const VERSION = '{folder}-")));
            let manifest = fs::read_to_string(site.join(&folder).join("manifest.webmanifest")).unwrap();
            assert_eq!(manifest, r#"{"scope":"../","start_url":"../"}"#);
            folder
        };
        let first = name("<script src=\"main.js\"></script>", "1");
        assert_eq!(first.len(), 16);
        assert_eq!(name("<p>other</p>", "1"), first);
        assert_ne!(name("<p>other</p>", "2"), first);
    }
}
