//! Where things lie.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The repository's top folder. Cargo says it at run time too, which stays right when a checkout has moved.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The page's sources, themselves a site once the module is in them.
pub fn www() -> PathBuf {
    root().join("www")
}

/// Where the page expects the module.
pub fn www_pkg() -> PathBuf {
    www().join("pkg")
}

/// The published site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Our own corner of cargo's target folder.
pub fn scratch(name: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir));
    target.join("xtask").join(name)
}

/// The version of a package that Cargo.lock holds.
pub fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    version_in_lock(&text, package).with_context(|| format!("Cargo.lock does not hold {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let start = lock.find(&format!("name = \"{package}\"\n"))?;
    let version = lock[start..].lines().nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_string())
}

/// A path as a person in the repository would write it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_a_version() {
        let lock = "[[package]]\nname = \"walrus-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"walrus\"\nversion = \"2.3.4\"\n";
        assert_eq!(version_in_lock(lock, "walrus").as_deref(), Some("2.3.4"));
        assert_eq!(version_in_lock(lock, "wal"), None);
    }

    #[test]
    fn the_binding_library_is_as_old_as_the_bound_one() {
        assert_eq!(locked_version("wasm-bindgen").unwrap(), locked_version("wasm-bindgen-cli-support").unwrap());
    }
}
