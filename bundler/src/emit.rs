//! The text of a chunk: each module as a scope that gives back what it exports.

use crate::chunks::{Chunk, Chunks, imported, index_of};
use crate::module::{Import, Module};
use anyhow::{Result, ensure};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;
use std::collections::BTreeSet;

/// The script of one chunk.
pub fn script(modules: &[Module], chunks: &Chunks, chunk: &Chunk) -> Result<String> {
    let mut text = String::new();
    for (file, names) in imports_of(modules, chunks, chunk) {
        text += &format!("import {{ {} }} from '{}{file}';\n", names.join(", "), to_top(chunk));
    }
    for &index in &chunk.modules {
        text += &scope(modules, chunks, chunk, index)?;
    }
    let exported: Vec<String> = chunk.modules.iter().map(|&index| name(index)).collect();
    text += &format!("export {{ {} }};\n", exported.join(", "));
    Ok(text)
}

/// The other chunks this one needs at once, with the modules it needs of each.
fn imports_of(modules: &[Module], chunks: &Chunks, chunk: &Chunk) -> Vec<(String, Vec<String>)> {
    let needed: BTreeSet<usize> = chunk.modules.iter().flat_map(|&index| imported(modules, index)).collect();
    let mut files: Vec<(String, Vec<String>)> = Vec::new();
    for index in needed.into_iter().filter(|index| !chunk.modules.contains(index)) {
        let file = &chunks.holding(index).file;
        match files.iter_mut().find(|(other, _)| other == file) {
            Some((_, names)) => names.push(name(index)),
            None => files.push((file.clone(), vec![name(index)])),
        }
    }
    files
}

/// The variable that holds a module's exports.
fn name(index: usize) -> String {
    format!("module_{index}")
}

/// One module; the one that starts all has nothing to give back.
fn scope(modules: &[Module], chunks: &Chunks, chunk: &Chunk, index: usize) -> Result<String> {
    let module = &modules[index];
    let named = module.imports.iter().filter(|import| !import.names.is_empty());
    let head: String = named
        .map(|import| format!("const {} = {};\n", pattern(import), name(index_of(modules, &import.from))))
        .collect();
    let body = body(modules, chunks, chunk, module)?;
    if module.exports.is_empty() {
        return Ok(format!("const {} = {{}};\n{{\n{head}{body}\n}}\n", name(index)));
    }
    let exports: Vec<String> = module.exports.iter().map(|(outer, inner)| format!("{outer}: {inner}")).collect();
    let exports = exports.join(", ");
    Ok(format!("const {} = (() => {{\n{head}{body}\nreturn {{ {exports} }};\n}})();\n", name(index)))
}

/// `{ a, b: c }`, or the name of all.
fn pattern(import: &Import) -> String {
    if let [(all, local)] = &import.names[..]
        && all == "*"
    {
        return local.clone();
    }
    let names: Vec<String> = import.names.iter().map(|(outer, inner)| format!("{outer}: {inner}")).collect();
    format!("{{ {} }}", names.join(", "))
}

/// From a chunk's folder to the top of the site.
fn to_top(chunk: &Chunk) -> String {
    match chunk.file.matches('/').count() {
        0 => "./".to_string(),
        depth => "../".repeat(depth),
    }
}

/// A module's own text, without its imports and exports, and with its addresses as seen from the chunk.
fn body(modules: &[Module], chunks: &Chunks, chunk: &Chunk, module: &Module) -> Result<String> {
    let mut edits = module.edits.clone();
    for place in &module.metas {
        // Where the module lay, seen from where the chunk lies.
        let url = format!("{{ url: new URL('{}{}', import.meta.url).href }}", to_top(chunk), module.path);
        edits.push((place.clone(), format!("({url})")));
    }
    for (place, to) in &module.dynamic {
        let index = index_of(modules, to);
        let file = &chunks.holding(index).file;
        let module = name(index);
        edits.push((place.clone(), format!("import('{}{file}').then((chunk) => chunk.{module})", to_top(chunk))));
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut text = module.source.clone();
    for (place, replacement) in edits.into_iter().rev() {
        text.replace_range(place, &replacement);
    }
    Ok(text)
}

/// The same script in fewer bytes.
pub fn minified(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    ensure!(parsed.diagnostics.is_empty(), "{}", parsed.diagnostics[0]);
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let printer = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(minified.scoping);
    Ok(printer.build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::read;

    /// The bundled files of a page of those modules, unminified.
    fn bundled(sources: &[(&str, &str)]) -> Result<Vec<(String, String)>> {
        let read = |(path, source): &(&str, &str)| read((*path).to_string(), (*source).to_string());
        let modules: Vec<Module> = sources.iter().map(read).collect::<Result<_>>()?;
        let chunks = Chunks::of(&modules, &["main.js"])?;
        chunks.iter().map(|chunk| Ok((chunk.file.clone(), script(&modules, &chunks, chunk)?))).collect()
    }

    #[test]
    fn what_is_loaded_together_is_one_file_and_what_is_loaded_later_another() {
        let files = bundled(&[
            (
                "main.js",
                "import { a as b } from './state/a.js';\nvoid import('./views/later.js').then(({ show }) => show(b));",
            ),
            ("state/a.js", "export const a = 1;"),
            ("views/later.js", "import { a } from '../state/a.js';\nexport function show(x) { return x + a; }"),
        ]);
        let files = files.unwrap();
        assert_eq!(files.iter().map(|(file, _)| file.as_str()).collect::<Vec<_>>(), ["main.js", "views-later.js"]);
        let (main, later) = (&files[0].1, &files[1].1);
        assert!(main.contains("const { a: b } = module_1;"), "{main}");
        assert!(main.find("const a = 1").unwrap() < main.find("a: b").unwrap(), "what is imported runs first: {main}");
        assert!(main.contains("import('./views-later.js').then((chunk) => chunk.module_2).then("), "{main}");
        assert!(later.contains("import { module_1 } from './main.js';"), "{later}");
        assert!(later.contains("return { show: show };"), "{later}");
    }

    #[test]
    fn what_wasm_bindgen_writes_is_bundled_with_what_needs_it() {
        let files = bundled(&[
            ("main.js", "import init, { Trainer } from './pkg/lernkurve.js';\ninit(Trainer);"),
            (
                "pkg/lernkurve.js",
                "export class Trainer {}\nasync function start() { new URL('a.wasm', import.meta.url); }\nexport { start as default };",
            ),
        ]);
        let script = &files.unwrap()[0].1;
        assert!(script.contains("return { Trainer: Trainer, default: start };"), "{script}");
        assert!(script.contains("const { default: init, Trainer: Trainer } = module_1;"), "{script}");
        assert!(script.contains("new URL('./pkg/lernkurve.js', import.meta.url)"), "{script}");
    }

    #[test]
    fn addresses_stay_those_of_the_source() {
        let files = bundled(&[
            ("main.js", "import './worker/host.js';"),
            ("worker/host.js", "new URL('./x.js', import.meta.url);"),
        ]);
        let script = &files.unwrap()[0].1;
        assert!(
            script.contains("new URL('./x.js', ({ url: new URL('./worker/host.js', import.meta.url).href }).url)"),
            "{script}"
        );
    }

    #[test]
    fn what_cannot_be_bundled_is_an_error_and_not_a_broken_page() {
        for source in [
            "export let a = 1;",
            "export * from './main.js';",
            "import fs from 'fs';",
            "const a = ;",
            "import('./' + a);",
        ] {
            assert!(bundled(&[("main.js", source)]).is_err(), "{source}");
        }
        let circle = [("main.js", "import './a.js';"), ("a.js", "import './main.js';")];
        assert!(bundled(&circle).unwrap_err().to_string().contains("circle"));
    }

    #[test]
    fn names_that_only_a_module_knows_become_short() {
        let script = "const module_0 = (() => { const aLongName = Math.random(); return { it: aLongName }; })(); export { module_0 };";
        let short = minified(script).unwrap();
        assert!(!short.contains("aLongName") && short.contains("module_0"), "{short}");
    }
}
