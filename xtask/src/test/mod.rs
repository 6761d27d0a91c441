//! `cargo xtask test`: every check there is, one after the other, and a table of how they went.

mod checks;
mod tally;
mod unsteady;

use crate::setup;
use anyhow::{Result, bail};
use checks::{Check, Needs, Outcome};
use std::time::{Duration, Instant};
use tally::Tally;

#[derive(clap::Args)]
pub struct Options {
    /// Only what needs neither a browser nor the tools that take minutes to install
    #[arg(long)]
    quick: bool,
    /// Only checks whose name contains one of these
    names: Vec<String>,
}

struct Report {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
}

pub fn run(options: &Options) -> Result<()> {
    println!("Set-up");
    if options.quick {
        setup::run_quick()?
    } else {
        setup::run()?
    }
    let chosen: Vec<&Check> = checks::ALL.iter().filter(|check| options.wants(check)).collect();
    if chosen.is_empty() {
        bail!("no check has such a name; there are: {}", checks::ALL.map(|check| check.name).join(", "));
    }
    let reports: Vec<Report> = chosen.into_iter().map(report).collect();
    summarise(&reports)
}

impl Options {
    fn wants(&self, check: &Check) -> bool {
        let named = self.names.is_empty() || self.names.iter().any(|name| check.name.contains(name.as_str()));
        named && !(self.quick && check.needs == Needs::Tools)
    }
}

fn report(check: &Check) -> Report {
    println!("\n── {} ──", check.name);
    let start = Instant::now();
    let outcome = (check.run)().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Outcome::Ran { tally: Tally::default(), success: false }
    });
    Report { name: check.name, outcome, time: start.elapsed() }
}

/// Prints the table and, alone on the last line, the sums.
fn summarise(reports: &[Report]) -> Result<()> {
    println!("\n{:<28}{:>8}{:>8}{:>9}{:>9}", "check", "passed", "failed", "skipped", "time");
    let mut sum = Tally::default();
    for report in reports {
        let tally = report.outcome.tally();
        let Tally { passed, failed, skipped } = tally;
        let note = report.outcome.note();
        println!("{:<28}{passed:>8}{failed:>8}{skipped:>9}{:>7.0} s  {note}", report.name, report.time.as_secs_f64());
        sum.add(tally);
    }
    println!("\n{} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.skipped);
    if sum.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}
