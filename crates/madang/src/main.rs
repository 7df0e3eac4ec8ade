//! The program: verbs, settings, wiring. The only crate that sees everything.
//!
//! Each verb is a file or folder of its own; `config` reads the settings, `wiring` puts the parts together.

mod admin;
mod audit;
mod backup;
mod config;
mod doctor;
mod first_start;
mod invocation;
mod keys;
mod logging;
mod machine;
mod made_password;
mod migrate;
mod payments;
mod serve;
mod terminal;
mod wiring;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use invocation::{Invocation, Whereabouts};

/// Self-service cloud on the machines you own.
#[derive(Debug, Parser)]
#[command(name = "madang", version)]
struct Cli {
    #[command(flatten)]
    whereabouts: Whereabouts,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Start the program
    Serve(serve::Serve),
    /// Bring the database's schema up to date
    Migrate,
    /// Say what this machine can and can't do, and how to fix it
    Doctor,
    /// Print the settings in force, secrets hidden
    Config(config::Show),
    /// Write database, keys and files into one archive, while the program runs or not
    Backup(backup::Backup),
    /// Bring a backup back into an empty database and data folder
    Restore(backup::Restore),
    /// Look after the program on its own machine
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Look after the audit log
    #[command(subcommand)]
    Audit(audit::Audit),
}

#[tokio::main]
async fn main() -> ExitCode {
    // Whatever is written here is this user's alone: database, logs, backups, keys.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cli = Cli::parse();
    let invocation = Invocation::new(cli.whereabouts);
    match run(cli.verb, &invocation).await {
        Ok(code) => code,
        Err(error) => {
            terminal::complain(&format!("madang: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(verb: Verb, invocation: &Invocation) -> Result<ExitCode> {
    match verb {
        Verb::Serve(serve) => serve.run(invocation).await?,
        Verb::Migrate => migrate::run(invocation).await?,
        Verb::Doctor => return doctor::run(invocation).await,
        Verb::Config(show) => show.run(invocation)?,
        Verb::Backup(backup) => backup.run(invocation).await?,
        Verb::Restore(restore) => restore.run(invocation).await?,
        Verb::Admin(admin) => admin.run(invocation).await?,
        Verb::Audit(audit) => return audit.run(invocation).await,
    }
    Ok(ExitCode::SUCCESS)
}
