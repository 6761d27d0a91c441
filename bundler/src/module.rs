//! The sources: what each module imports and exports, and where in its text.

use anyhow::{Context, Result, bail, ensure};
use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Declaration, ExportDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration, ImportDeclaration,
    ImportDeclarationSpecifier, Statement, VariableDeclarationKind,
};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType, Span};
use std::collections::VecDeque;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A module of the page.
#[derive(Debug, Default)]
pub struct Module {
    /// Below the site, such as `views/curve.js`.
    pub path: String,
    pub source: String,
    /// Imports at the top, in their order.
    pub imports: Vec<Import>,
    /// Exported name and the name inside.
    pub exports: Vec<(String, String)>,
    /// `import('…')`: the place of the whole call, and what it loads.
    pub dynamic: Vec<(Range<usize>, String)>,
    /// Places of `import.meta`.
    pub metas: Vec<Range<usize>>,
    /// Scripts that workers are started with.
    pub workers: Vec<String>,
    /// Text to be replaced: `import` statements, the word `export`.
    pub edits: Vec<(Range<usize>, String)>,
}

/// `import { a as b } from '…'`
#[derive(Debug)]
pub struct Import {
    pub from: String,
    /// Exported name and local name; the name `*` stands for all of them.
    pub names: Vec<(String, String)>,
}

/// Reads those modules and all that they import, whether at once or later.
pub fn load(site: &Path, entries: &[&str]) -> Result<Vec<Module>> {
    let mut modules: Vec<Module> = Vec::new();
    let mut waiting: VecDeque<String> = entries.iter().map(|entry| (*entry).to_string()).collect();
    while let Some(path) = waiting.pop_front() {
        if modules.iter().any(|module| module.path == path) {
            continue;
        }
        let source = fs::read_to_string(site.join(&path)).with_context(|| format!("cannot read {path}"))?;
        let module = read(path.clone(), source).with_context(|| format!("in {path}"))?;
        waiting.extend(module.imports.iter().map(|import| import.from.clone()));
        waiting.extend(module.dynamic.iter().map(|(_, to)| to.clone()));
        modules.push(module);
    }
    Ok(modules)
}

/// Reads one module.
pub fn read(path: String, source: String) -> Result<Module> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &source, SourceType::mjs()).parse();
    ensure!(parsed.diagnostics.is_empty(), "{}", parsed.diagnostics[0]);
    let mut module = Module { path, ..Module::default() };
    for statement in &parsed.program.body {
        match statement {
            Statement::ImportDeclaration(import) => module.import(import)?,
            Statement::ExportDeclaration(export) => module.export(export)?,
            Statement::ExportNamedDeclaration(export) => module.export_names(export),
            Statement::ExportDefaultDeclaration(export) => module.export_default(export),
            Statement::ExportAllDeclaration(_) | Statement::ExportFromDeclaration(_) => {
                bail!("`export … from` is not bundled: import it and export it")
            }
            _ => {}
        }
    }
    let record = &parsed.module_record;
    module.metas = record.import_metas.iter().map(|&span| range(span)).collect();
    for import in &record.dynamic_imports {
        let request = quoted(&source[range(import.module_request)])?;
        module.dynamic.push((range(import.span), resolve(&module.path, &request)?));
    }
    module.workers = workers(&source).map(|script| resolve(&module.path, script)).collect::<Result<_>>()?;
    module.source = source;
    Ok(module)
}

impl Module {
    fn import(&mut self, import: &ImportDeclaration) -> Result<()> {
        let names = import.specifiers.iter().flatten().map(|specifier| {
            let local = specifier.local().name.to_string();
            match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(named) => (named.imported.name().to_string(), local),
                ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => ("default".to_string(), local),
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => ("*".to_string(), local),
            }
        });
        let from = resolve(&self.path, import.source.value.as_str())?;
        self.imports.push(Import { from, names: names.collect() });
        self.edits.push((range(import.span), String::new()));
        Ok(())
    }

    fn export(&mut self, export: &ExportDeclaration) -> Result<()> {
        for name in declared(&export.declaration)? {
            self.exports.push((name.clone(), name));
        }
        self.edits.push((export.span.start as usize..export.declaration.span().start as usize, String::new()));
        Ok(())
    }

    fn export_names(&mut self, export: &ExportNamedDeclaration) {
        let names = export.specifiers.iter();
        self.exports.extend(names.map(|name| (name.exported.name().to_string(), name.local.name().to_string())));
        self.edits.push((range(export.span), String::new()));
    }

    fn export_default(&mut self, export: &ExportDefaultDeclaration) {
        const NAME: &str = "exported_by_default";
        self.exports.push(("default".to_string(), NAME.to_string()));
        let word = export.span.start as usize..export.declaration.span().start as usize;
        self.edits.push((word, format!("const {NAME} = ")));
    }
}

/// The names a declaration declares. What changes later would not change for those who import it.
fn declared(declaration: &Declaration) -> Result<Vec<String>> {
    match declaration {
        Declaration::FunctionDeclaration(function) => Ok(function.id.iter().map(|id| id.name.to_string()).collect()),
        Declaration::ClassDeclaration(class) => Ok(class.id.iter().map(|id| id.name.to_string()).collect()),
        Declaration::VariableDeclaration(variables) => {
            ensure!(variables.kind == VariableDeclarationKind::Const, "only constants can be exported");
            let name = |id: Option<_>| id.context("only plain names can be exported");
            variables.declarations.iter().map(|one| name(one.id.get_identifier_name()).map(|n| n.to_string())).collect()
        }
        _ => bail!("this kind of export is not bundled"),
    }
}

/// `new Worker(new URL('./x.js', import.meta.url)`, as this project writes it.
fn workers(source: &str) -> impl Iterator<Item = &str> {
    source.split("new Worker(new URL('").skip(1).filter_map(|rest| rest.split('\'').next())
}

fn quoted(text: &str) -> Result<String> {
    let inner = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    inner.map(str::to_string).context("import() needs a plain text in single quotes")
}

/// The path below the site that a module means by a relative one.
pub fn resolve(from: &str, to: &str) -> Result<String> {
    ensure!(to.starts_with('.'), "{to}: only files of the page can be imported");
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." => {}
            ".." => ensure!(parts.pop().is_some(), "{to} leads out of the page"),
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
