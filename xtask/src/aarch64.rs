//! Native code for 64-bit ARM, with NEON in place of SSE: cross-compiled, and run by QEMU where this machine is not one.

use crate::command::{cargo, command, find, output};
use std::path::Path;
use std::process::Command;

pub const TARGET: &str = "aarch64-unknown-linux-gnu";
const LINKER: &str = "aarch64-linux-gnu-gcc";
const EMULATOR: &str = "qemu-aarch64";
/// Where Debian puts the C library of the other processor.
const LIBRARIES: &str = "/usr/aarch64-linux-gnu";

/// Whether programs for it can be built and run here.
pub fn is_ready() -> bool {
    let libraries = output(command("rustc", ["--print", "target-libdir", "--target", TARGET]));
    let target = libraries.is_some_and(|folder| Path::new(&folder).is_dir());
    target && find(&[LINKER]).is_some() && find(&[EMULATOR]).is_some() && Path::new(LIBRARIES).is_dir()
}

/// The test files that compare bits.
pub fn test(names: &[&str]) -> Command {
    let mut test = cargo(["test", "--profile", "optimized", "--quiet", "--target", TARGET]);
    test.args(names.iter().flat_map(|name| ["--test", name]));
    test.env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", LINKER);
    test.env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", format!("{EMULATOR} -L {LIBRARIES}"));
    test
}
