//! Which of the sources have changed.
//!
//! The system's notices only say when to look: on some systems they also come when a file is merely read, as the
//! compiler and the server do all the time. Changed is what has another time or length than at the last look.

use crate::{project, seal};
use anyhow::{Context, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

/// An editor writes a file in several steps, and saves several files at once: looked at is what has come to rest.
const REST: Duration = Duration::from_millis(150);

type Look = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

pub struct Changes {
    notices: Receiver<()>,
    last: RefCell<Look>,
    _watcher: RecommendedWatcher,
}

/// Begins to watch src/, www/ (without the module in it) and Cargo.toml.
pub fn changes() -> Result<Changes> {
    let (sender, notices) = channel();
    let notice = move |event: notify::Result<Event>| {
        if !event.is_ok_and(|event| event.kind.is_access()) {
            // Nobody listens any more when the server ends.
            sender.send(()).ok();
        }
    };
    let mut watcher = recommended_watcher(notice).context("cannot watch files")?;
    let root = project::root();
    // Cargo.toml by its folder: editors replace a file, and a watch would stay with the replaced one.
    let watched = [
        (root.clone(), RecursiveMode::NonRecursive),
        (root.join("src"), RecursiveMode::Recursive),
        (project::www(), RecursiveMode::Recursive),
    ];
    for (folder, mode) in watched {
        watcher.watch(&folder, mode).with_context(|| format!("cannot watch {}", folder.display()))?;
    }
    Ok(Changes { notices, last: RefCell::new(look()), _watcher: watcher })
}

impl Changes {
    /// Waits for the next changed files; `None` when there is no more watching.
    pub fn next(&self) -> Option<Vec<PathBuf>> {
        loop {
            self.notices.recv().ok()?;
            while self.notices.recv_timeout(REST).is_ok() {}
            let now = look();
            let changed = difference(&self.last.replace(now.clone()), &now);
            if !changed.is_empty() {
                return Some(changed);
            }
        }
    }
}

/// The sources as they are. A file that vanishes meanwhile is simply not among them.
fn look() -> Look {
    let pkg = project::www_pkg();
    let folders = [project::root().join("src"), project::www()];
    let found = folders.iter().filter_map(|folder| seal::files(folder).ok()).flatten();
    let sources = found.filter(|path| !path.starts_with(&pkg)).chain([project::root().join("Cargo.toml")]);
    sources.filter_map(|path| path.metadata().ok().map(|data| (path, (data.modified().ok(), data.len())))).collect()
}

/// Files that came, went, or are not as they were.
fn difference(before: &Look, now: &Look) -> Vec<PathBuf> {
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let new_or_other = now.iter().filter(|(path, state)| before.get(*path) != Some(state)).map(|(path, _)| path);
    gone.chain(new_or_other).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(files: &[(&str, u64)]) -> Look {
        files.iter().map(|(path, length)| (PathBuf::from(path), (None, *length))).collect()
    }

    #[test]
    fn new_gone_and_other_files_have_changed() {
        let changed = difference(&seen(&[("a", 1), ("b", 1), ("c", 1)]), &seen(&[("b", 1), ("c", 2), ("d", 1)]));
        assert_eq!(changed, ["a", "c", "d"].map(PathBuf::from));
    }
}
