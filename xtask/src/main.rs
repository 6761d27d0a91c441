//! The project's own commands, as `cargo xtask <command>`. No product code lives here.

mod aarch64;
mod bench;
mod bind;
mod command;
mod first_frame;
mod preview;
mod project;
mod seal;
mod serve;
mod setup;
mod site;
mod test;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Serves, builds and tests Lernkurve", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the page and shows it, again after every change
    Serve(serve::Options),
    /// Writes the static site to dist/
    Build {
        /// Where the site will be: links to it then show a title, a line and a picture
        #[arg(long, value_parser = preview::address)]
        url: Option<String>,
    },
    /// Runs every test, after installing what they need
    Test(test::Options),
    /// Measures the same work natively and in WebAssembly, or against another commit
    Bench(bench::Options),
    /// Installs what the tests need and is not there yet
    Setup,
    /// Takes docs/screenshot.png, and docs/preview.png for links
    Screenshot,
    /// Builds the modules into www/pkg (trunk's pre_build hook)
    Bind,
    /// Turns a copied www/ into the published form (trunk's post_build hook)
    Seal {
        /// The folder; trunk's staging folder where left out
        #[arg(env = "TRUNK_STAGING_DIR")]
        folder: PathBuf,
    },
}

fn main() {
    let outcome = match Cli::parse().task {
        Task::Serve(options) => serve::run(&options),
        Task::Build { url } => site::build(url.as_deref()).and_then(|dist| site::weigh(&dist)),
        Task::Test(options) => test::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Setup => setup::run(),
        Task::Screenshot => site::screenshot(),
        Task::Bind => bind::page_modules(),
        Task::Seal { folder } => site::publish(&folder),
    };
    if let Err(error) = outcome {
        eprintln!("\nerror: {error:#}");
        std::process::exit(1);
    }
}
