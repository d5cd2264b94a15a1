//! `masudi serve`: the record over HTTP.

use super::brief::read_dossier;
use crate::outcome::Outcome;
use masudi_brief::Dossier;
use masudi_serve::{Renewer, ServeError, Server, Settings};
use masudi_store::Store;
use std::future::Future;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tokio::runtime::Builder;

/// Threads that read the record, write to it and export it.
const READERS: usize = 12;

/// Show a record in the browser, and give it to scripts.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  masudi serve --db record.db --dossier examples/coalition.toml\n  masudi serve --db record.db --bind 0.0.0.0:8080 --token-file token\n\n\
                        Then open http://127.0.0.1:8080. Stop it with Ctrl-C. Logs are JSON lines on standard error."
)]
pub struct Serve {
    /// The record's file
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// Address and port to listen on; without a token only this machine's own
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    bind: SocketAddr,
    /// A file with the token that writers show; without one nothing can be written
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Requests of one address that are answered a second
    #[arg(long, value_name = "N", default_value_t = 200)]
    rate: u32,
    /// Dossiers to answer: TOML files, or folders of them; the first is the first page. Can be given again
    #[arg(long, value_name = "FILE")]
    dossier: Vec<PathBuf>,
    /// Leave it to masudi recode and masudi reconcile to make events of what is written to the server
    #[arg(long)]
    no_renew: bool,
}

impl Serve {
    /// Runs it.
    pub fn run(self) -> Outcome {
        let token = self.token_file.as_ref().map(|file| match std::fs::read_to_string(file) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(error) => Err(format!("{}: {error}; expected a file with a token", file.display())),
        });
        let token = match token.transpose() {
            Ok(token) => token,
            Err(why) => return Outcome::nothing(why),
        };
        let dossiers = match dossiers(&self.dossier) {
            Ok(dossiers) => dossiers,
            Err(why) => return Outcome::nothing(why),
        };
        let (bind, requests_a_second) = (self.bind, self.rate);
        let renewer = (token.is_some() && !self.no_renew).then(|| renewer(self.db.clone()));
        let settings = Settings { bind, token, requests_a_second, dossiers, renewer, ..Settings::of(self.db) };
        tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter()).init();
        // Few threads that read: each keeps memory of its own.
        let runtime = match Builder::new_multi_thread().enable_all().max_blocking_threads(READERS).build() {
            Ok(runtime) => runtime,
            Err(error) => return Outcome::nothing(error),
        };
        match runtime.block_on(serve(settings)) {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::nothing(error),
        }
    }
}

/// Codes new documents and makes events anew as the commands do, each a program of its own: the server's memory stays small, and
/// a fault of the coder is not one of the server.
fn renewer(db: PathBuf) -> Renewer {
    Renewer::new(move || {
        let uncoded = Store::open_read_only(&db).and_then(|store| store.stats()).map_err(|e| e.to_string())?.uncoded;
        // What cannot be coded keeps nobody from the rest.
        let coded = if uncoded > 0 { command(&["recode", "--new", "--jobs", "1"], &db) } else { Ok(()) };
        command(&["reconcile"], &db).and(coded)
    })
}

/// Runs a command of this program on the record. Errors: what it said.
fn command(words: &[&str], db: &Path) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.args(words).arg("--db").arg(db).stdin(Stdio::null()).stdout(Stdio::null());
    let done = command.output().map_err(|error| format!("masudi {}: {error}", words.join(" ")))?;
    match done.status.success() {
        true => Ok(()),
        false => Err(format!("masudi {}: {}", words.join(" "), String::from_utf8_lossy(&done.stderr).trim())),
    }
}

/// What is logged: `MASUDI_LOG`, else requests and faults.
fn filter() -> tracing_subscriber::EnvFilter {
    tracing_subscriber::EnvFilter::try_from_env("MASUDI_LOG").unwrap_or_else(|_| "info".into())
}

/// Reads dossiers, each named after its file. Errors: with file, line and what to do.
fn dossiers(paths: &[PathBuf]) -> Result<Vec<(String, Dossier)>, String> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut within: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        within.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
        if within.is_empty() {
            return Err(format!("{}: expected dossiers (.toml), but found none", path.display()));
        }
        within.sort();
        files.extend(within);
    }
    let named = |file: &PathBuf| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, read_dossier(file)?))
    };
    files.iter().map(named).collect()
}

async fn serve(settings: Settings) -> Result<(), ServeError> {
    let server = Server::start(settings).await?;
    // Before the address is said: who reads it may end the server at once.
    let stop = stopped()?;
    eprintln!("masudi: http://{}", server.address()?);
    server.run(stop).await
}

/// Listens for Ctrl-C, or a signal to end, from now on. Out: done when one has come.
#[cfg(unix)]
fn stopped() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut asked, mut told) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = asked.recv() => {}
            _ = told.recv() => {}
        }
    })
}

/// Done when Ctrl-C has come.
#[cfg(not(unix))]
fn stopped() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
