//! Which modules become one file: those that are loaded together.

use crate::module::Module;
use anyhow::{Result, ensure};
use std::collections::{BTreeMap, BTreeSet};

/// A file of the bundle.
#[derive(Debug)]
pub struct Chunk {
    pub file: String,
    /// Indices of its modules, each after those it imports.
    pub modules: Vec<usize>,
}

/// All files of a bundle.
pub struct Chunks {
    chunks: Vec<Chunk>,
    /// For each module its chunk.
    of_module: Vec<usize>,
}

impl Chunks {
    /// The entries are loaded in their order, so what the first one loads is there for the next. Beyond them, modules
    /// that the same `import()`s need go together.
    pub fn of(modules: &[Module], entries: &[&str]) -> Result<Self> {
        let order = ascending(modules)?;
        let mut keys: Vec<Option<BTreeSet<String>>> = vec![None; modules.len()];
        for entry in entries {
            for index in reached(modules, index_of(modules, entry)) {
                keys[index].get_or_insert_with(|| BTreeSet::from([(*entry).to_string()]));
            }
        }
        let settled: Vec<bool> = keys.iter().map(Option::is_some).collect();
        let later: BTreeSet<&String> = modules.iter().flat_map(|module| &module.dynamic).map(|(_, to)| to).collect();
        for target in later {
            for index in reached(modules, index_of(modules, target)).into_iter().filter(|&index| !settled[index]) {
                keys[index].get_or_insert_default().insert(target.clone());
            }
        }
        Ok(Chunks::by_key(&order, &keys))
    }

    fn by_key(order: &[usize], keys: &[Option<BTreeSet<String>>]) -> Self {
        let mut by_key: BTreeMap<&BTreeSet<String>, Vec<usize>> = BTreeMap::new();
        for &index in order {
            by_key.entry(keys[index].as_ref().expect("every module is reached")).or_default().push(index);
        }
        let mut of_module = vec![0; keys.len()];
        let chunks = by_key.into_iter().enumerate().map(|(place, (key, modules))| {
            modules.iter().for_each(|&index| of_module[index] = place);
            // A worker's script stays where the worker is started from; all else lies on top.
            let file = match key.iter().next() {
                Some(only) if key.len() == 1 && !only.starts_with("worker/") => only.replace('/', "-"),
                Some(only) if key.len() == 1 => only.clone(),
                _ => format!("shared-{place}.js"),
            };
            Chunk { file, modules }
        });
        let chunks = chunks.collect();
        Chunks { chunks, of_module }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Chunk> {
        self.chunks.iter()
    }

    /// The chunk that holds a module.
    pub fn holding(&self, module: usize) -> &Chunk {
        &self.chunks[self.of_module[module]]
    }
}

pub fn index_of(modules: &[Module], path: &str) -> usize {
    modules.iter().position(|module| module.path == path).expect("what is imported was read")
}

/// What a module imports at once.
pub fn imported(modules: &[Module], index: usize) -> impl Iterator<Item = usize> {
    modules[index].imports.iter().map(|import| index_of(modules, &import.from))
}

/// A module and all that has to be there before it runs.
fn reached(modules: &[Module], start: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([start]);
    let mut waiting = vec![start];
    while let Some(index) = waiting.pop() {
        waiting.extend(imported(modules, index).filter(|&next| found.insert(next)));
    }
    found
}

/// Every module after those it imports.
fn ascending(modules: &[Module]) -> Result<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Unseen,
        Open,
        Done,
    }
    fn visit(modules: &[Module], index: usize, states: &mut [State], order: &mut Vec<usize>) -> Result<()> {
        ensure!(states[index] != State::Open, "{} imports itself in a circle", modules[index].path);
        if states[index] == State::Unseen {
            states[index] = State::Open;
            for next in imported(modules, index) {
                visit(modules, next, states, order)?;
            }
            states[index] = State::Done;
            order.push(index);
        }
        Ok(())
    }
    let (mut states, mut order) = (vec![State::Unseen; modules.len()], Vec::new());
    (0..modules.len()).try_for_each(|index| visit(modules, index, &mut states, &mut order))?;
    Ok(order)
}
