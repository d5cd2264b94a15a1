//! `masudi serve`: the record over HTTP.

use crate::outcome::Outcome;
use masudi_serve::{ServeError, Server, Settings};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Show a record in the browser, and give it to scripts.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  masudi serve --db record.db\n  masudi serve --db record.db --bind 0.0.0.0:8080 --token-file token\n\n\
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
        let settings = Settings { bind: self.bind, token, requests_a_second: self.rate, ..Settings::of(self.db) };
        tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter()).init();
        let runtime = match tokio::runtime::Runtime::new() {
            Ok(runtime) => runtime,
            Err(error) => return Outcome::nothing(error),
        };
        match runtime.block_on(serve(settings)) {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::nothing(error),
        }
    }
}

/// What is logged: `MASUDI_LOG`, else requests and faults.
fn filter() -> tracing_subscriber::EnvFilter {
    tracing_subscriber::EnvFilter::try_from_env("MASUDI_LOG").unwrap_or_else(|_| "info".into())
}

async fn serve(settings: Settings) -> Result<(), ServeError> {
    let server = Server::start(settings).await?;
    eprintln!("masudi: http://{}", server.address()?);
    server.run(stopped()).await
}

/// Until Ctrl-C, or a signal to end.
async fn stopped() {
    #[cfg(unix)]
    let ended = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = ended => {}
    }
}
