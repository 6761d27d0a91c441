//! Counting tests by what their runners print.

/// How many tests went how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Adds what a line of output counts, if it is the closing line of cargo test, wasm-bindgen-test or node --test.
    pub fn read(&mut self, line: &str) {
        let line = without_colours(line);
        if line.starts_with("test result:") {
            self.add(Tally {
                passed: number_before(&line, " passed"),
                failed: number_before(&line, " failed"),
                skipped: number_before(&line, " ignored"),
            });
        } else if let Some((name, count)) = line.strip_prefix("ℹ ").and_then(|rest| rest.split_once(' ')) {
            let count = count.parse().unwrap_or(0);
            match name {
                "pass" => self.passed += count,
                "fail" | "cancelled" => self.failed += count,
                "skipped" | "todo" => self.skipped += count,
                _ => {}
            }
        }
    }
}

fn number_before(line: &str, word: &str) -> usize {
    let before = line.split(word).next().filter(|before| before.len() < line.len()).unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Without the escape sequences that colour a terminal.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn cargo_is_counted_in_colour_too() {
        let plain = "running 2 tests\ntest result: ok. 12 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(counted(plain), Tally { passed: 12, failed: 1, skipped: 3 });
        let coloured = "test result: \u{1b}[32mok\u{1b}[0m. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(counted(coloured), Tally { passed: 5, failed: 0, skipped: 1 });
    }

    #[test]
    fn node_is_counted() {
        let output =
            "✔ works (1 ms)\nℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 9";
        assert_eq!(counted(output), Tally { passed: 3, failed: 1, skipped: 1 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(counted("3 passed the door\ntest a_test ... ok"), Tally::default());
    }
}
