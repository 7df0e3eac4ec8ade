//! The program: verbs, settings, wiring. The only crate that sees everything.

mod serve;
mod wiring;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Self-service cloud on the machines you own.
#[derive(Debug, Parser)]
#[command(name = "madang", version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Start the program
    Serve(serve::Serve),
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Serve(serve) => serve.run().await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the reader is at a terminal")]
            {
                eprintln!("madang: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
