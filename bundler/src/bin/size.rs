//! `size <file>…`: what the files of a site weigh, as they lie on disk and as a server sends them (brotli).

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The kinds of file, in the order they are shown.
const KINDS: [(&str, &[&str]); 4] = [
    ("module", &["wasm"]),
    ("scripts", &["js"]),
    ("styles", &["css"]),
    ("page", &["html", "svg", "webmanifest", "json"]),
];

#[derive(Default, Clone, Copy)]
struct Size {
    files: usize,
    raw: usize,
    brotli: usize,
}

impl Size {
    fn add(&mut self, other: Size) {
        self.files += other.files;
        self.raw += other.raw;
        self.brotli += other.brotli;
    }
}

fn main() -> Result<()> {
    let mut sizes = [Size::default(); KINDS.len() + 1];
    for file in std::env::args_os().skip(1).map(PathBuf::from) {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        sizes[kind_of(&file)].add(Size { files: 1, raw: content.len(), brotli: brotli_length(&content)? });
    }
    println!("\n{:<10}{:>7}{:>12}{:>12}", "", "files", "kB", "kB brotli");
    let mut total = Size::default();
    for (index, size) in sizes.into_iter().enumerate().filter(|(_, size)| size.files > 0) {
        print_row(KINDS.get(index).map_or("other", |kind| kind.0), size);
        total.add(size);
    }
    print_row("all", total);
    Ok(())
}

fn print_row(name: &str, size: Size) {
    println!("{name:<10}{:>7}{:>12.1}{:>12.1}", size.files, size.raw as f64 / 1000.0, size.brotli as f64 / 1000.0);
}

fn kind_of(file: &Path) -> usize {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    KINDS.iter().position(|(_, extensions)| extensions.contains(&extension.as_ref())).unwrap_or(KINDS.len())
}

/// At the strongest setting, as static hosts compress.
fn brotli_length(content: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_compresses() {
        let length = brotli_length(&[b'a'; 10_000]).unwrap();
        assert!((1..100).contains(&length), "{length}");
    }

    #[test]
    fn every_file_has_its_kind() {
        assert_eq!(kind_of(Path::new("a/lernkurve_bg.wasm")), 0);
        assert_eq!(kind_of(Path::new("main.js")), 1);
        assert_eq!(kind_of(Path::new("icon.png")), KINDS.len());
    }
}
