//! Prints the golden table of this engine.

#[path = "../tests/support/golden.rs"]
mod golden;

fn main() {
    golden::lines().iter().for_each(|line| println!("{line}"));
}
