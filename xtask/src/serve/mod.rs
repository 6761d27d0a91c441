//! `cargo xtask serve`: builds the page, shows it, and shows it again after every change.

mod page;
mod reload;
mod watch;

use crate::{bind, command, first_frame, project};
use anyhow::{Context, Result};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use page::Page;
use reload::Reload;
use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};

/// How many ports are tried when the wanted one is taken.
const PORTS_TRIED: u16 = 20;
/// Until another connection is looked for, where one could not be taken.
const PAUSE: Duration = Duration::from_millis(100);

#[derive(clap::Args)]
pub struct Options {
    /// Where to listen; the next free port is taken where this one is not
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on; 0.0.0.0 shows the page to the whole network
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Opens the page in the browser
    #[arg(long)]
    open: bool,
}

pub fn run(options: &Options) -> Result<()> {
    let reload = Arc::new(Reload::default());
    // Watched before it is built, so that a change during the build is not lost.
    let changes = watch::changes()?;
    // The page is there sooner without its first frame, which comes while somebody looks at it.
    let is_built = build(bind::modules_alone);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = listen(options).await?;
        let url = url(listener.local_addr()?);
        announce(&url, options.open);
        let builder = reload.clone();
        std::thread::spawn(move || keep_building(&changes, &builder, is_built));
        let page = Arc::new(Page::new(project::www()));
        loop {
            match listener.accept().await {
                Ok((connection, _)) => drop(tokio::spawn(answer(connection, page.clone(), reload.clone()))),
                // A browser that goes away before it is answered is no end of serving; where there are too many of
                // them, some will go.
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    })
}

/// Answers the requests of one connection until the browser closes it.
async fn answer(connection: TcpStream, page: Arc<Page>, reload: Arc<Reload>) {
    let service = service_fn(async |request| Ok::<_, Infallible>(page.answer(request, &reload).await));
    // A browser that breaks off is no fault of the server's.
    http1::Builder::new().serve_connection(TokioIo::new(connection), service).await.ok();
}

/// Rebuilds and reloads for as long as files change; before, what the first build has left out.
fn keep_building(changes: &watch::Changes, reload: &Reload, is_built: bool) {
    if is_built && let Err(error) = first_frame::write(&project::www_pkg()) {
        eprintln!("\nerror: {error:#}");
    }
    while let Some(changed) = changes.next() {
        println!("\nChanged: {}", listed(&changed));
        if !changed.iter().any(|path| path.extension().is_some_and(|kind| kind == "rs" || kind == "toml"))
            || build(bind::page_modules)
        {
            reload.all();
        }
    }
}

fn listed(changed: &[PathBuf]) -> String {
    let more = if changed.len() > 3 { format!(" and {} more", changed.len() - 3) } else { String::new() };
    changed.iter().take(3).map(|path| project::shown(path)).collect::<Vec<_>>().join(", ") + &more
}

/// Whether it worked. What was built before stays in place where it did not.
fn build(modules: fn() -> Result<()>) -> bool {
    let start = Instant::now();
    println!("Building the module …");
    let outcome = modules();
    match &outcome {
        Ok(()) => println!("Built in {:.1} s", start.elapsed().as_secs_f64()),
        Err(error) => {
            eprintln!("\nerror: {error:#}\nThe page stays as it was last built; the next change builds it again.")
        }
    }
    outcome.is_ok()
}

async fn listen(options: &Options) -> Result<TcpListener> {
    let last = options.port.saturating_add(PORTS_TRIED);
    for port in options.port..=last {
        match TcpListener::bind((options.host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => println!("Port {port} is taken, trying the next one"),
            Err(error) => return Err(error).with_context(|| format!("cannot listen on {}:{port}", options.host)),
        }
    }
    anyhow::bail!("ports {} to {last} are all taken: choose another by --port", options.port)
}

/// Browsers grant WebAssembly threads, clipboards and the like to `localhost`, not to 0.0.0.0.
fn url(address: SocketAddr) -> String {
    let local = address.ip().is_unspecified() || address.ip().is_loopback();
    if local { format!("http://localhost:{}/", address.port()) } else { format!("http://{address}/") }
}

fn announce(url: &str, open: bool) {
    println!("\n  Lernkurve is at {url}\n  Files are watched; Ctrl+C ends it.");
    if open {
        let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
            "macos" => ("open", &[]),
            "windows" => ("cmd", &["/C", "start"]),
            _ => ("xdg-open", &[]),
        };
        if command::output(command::command(program, arguments.iter().copied().chain([url]))).is_none() {
            println!("  No browser could be opened from here: open the address yourself.");
        }
    }
}
