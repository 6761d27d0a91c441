//! Running other programs, in the repository's top folder unless told otherwise.

use crate::project;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program with its arguments, in the top folder.
pub fn command<A: AsRef<OsStr>>(program: &str, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(resolved(program));
    command.args(args).current_dir(project::root());
    command
}

/// Cargo, the very one that runs this.
pub fn cargo<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Command {
    command(&env::var("CARGO").unwrap_or_else(|_| "cargo".into()), args)
}

/// Runs it with its output shown; anything but success is an error that says what was run.
pub fn run(mut command: Command) -> Result<()> {
    let line = line(&command);
    let status = command.status().with_context(|| format!("cannot run `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs it and returns what it printed; `None` where it is missing or fails.
pub fn output(mut command: Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// The command as one would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// The first of these programs that is on the PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().find_map(|folder| executable(folder, name)))
}

/// npm and its tools are `.cmd` files on Windows, which only a full name starts.
fn executable(folder: &Path, name: &str) -> Option<PathBuf> {
    let extensions: &[&str] = if cfg!(windows) { &["exe", "cmd", "bat"] } else { &[""] };
    extensions.iter().map(|extension| folder.join(name).with_extension(extension)).find(|path| path.is_file())
}

fn resolved(program: &str) -> PathBuf {
    if Path::new(program).components().count() > 1 {
        return program.into();
    }
    find(&[program]).unwrap_or_else(|| program.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_named_as_typed() {
        let mut command = Command::new("/somewhere/bin/npm");
        command.args(["ci", "--silent"]);
        assert_eq!(line(&command), "npm ci --silent");
    }

    #[test]
    fn what_is_not_installed_is_not_found() {
        assert_eq!(find(&["no-program-has-this-name"]), None);
    }

    #[test]
    fn a_failing_command_is_an_error_that_names_it() {
        let error = run(cargo(["no-such-subcommand"])).unwrap_err().to_string();
        assert!(error.starts_with("`cargo no-such-subcommand` failed"), "{error}");
    }
}
