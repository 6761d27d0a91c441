//! Tests in a browser hang on a machine's scheduler as well. One that failed is run once more, by itself: where it
//! fails again, it has failed; where it passes, it is named as unsteady in the table, for somebody to find out why.

/// More failures than these are no accident, and nothing is run again.
const MOST: usize = 3;

/// Reads the names of the failed tests from the lines that node's spec reporter prints at its end.
#[derive(Default)]
pub struct FailedTests {
    closing: bool,
    names: Vec<String>,
}

impl FailedTests {
    pub fn read(&mut self, line: &str) {
        self.closing |= line.ends_with("failing tests:");
        if !self.closing {
            return;
        }
        if let Some((name, _)) = line.strip_prefix("✖ ").and_then(|rest| rest.rsplit_once(" (")) {
            self.names.push(name.to_string());
        }
    }

    /// Those to be run again, if all that failed are known by name and are few.
    pub fn worth_repeating(&self, failed: usize) -> Option<&[String]> {
        (failed == self.names.len() && (1..=MOST).contains(&failed)).then_some(&self.names)
    }
}

/// A pattern of node's that only this name matches.
pub fn pattern(name: &str) -> String {
    let escaped: String = name
        .chars()
        .flat_map(|char| {
            (!char.is_alphanumeric() && char.is_ascii() && char != ' ').then_some('\\').into_iter().chain([char])
        })
        .collect();
    format!("^{escaped}$")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> FailedTests {
        let mut tests = FailedTests::default();
        output.lines().for_each(|line| tests.read(line));
        tests
    }

    #[test]
    fn failed_tests_are_read_by_name() {
        let tests = read(
            "✖ a storm (5 ms)\nℹ fail 1\n\n✖ failing tests:\n\ntest at a.js:67:5\n✖ a storm (at 360 px) (50586.63ms)\n  Error",
        );
        assert_eq!(tests.worth_repeating(1), Some(&["a storm (at 360 px)".to_string()][..]));
        assert_eq!(tests.worth_repeating(2), None, "one that failed is not known");
    }

    #[test]
    fn nothing_is_repeated_where_nothing_or_much_failed() {
        assert_eq!(read("ℹ fail 0").worth_repeating(0), None);
        let many = "✖ failing tests:\n".to_string() + &"test at a.js:1:1\n✖ a (1 ms)\n".repeat(4);
        assert_eq!(read(&many).worth_repeating(4), None);
    }

    #[test]
    fn a_pattern_takes_signs_as_they_are() {
        assert_eq!(pattern("f(x) = 0.5, “ä”"), "^f\\(x\\) \\= 0\\.5\\, “ä”$");
    }
}
