//! Chores of this repository that need more than a shell line: `cargo xtask tidy`.
//!
//! No dependencies, so that it builds in a second and never holds up `make check`. Start at
//! [`tidy::run`].
#![expect(clippy::print_stdout, reason = "a command line tool answers on standard output")]

mod tidy;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root");
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => match tidy::run(root) {
            Ok(summary) => {
                println!("{summary}");
                ExitCode::SUCCESS
            }
            Err(report) => {
                println!("{report}");
                ExitCode::FAILURE
            }
        },
        _ => {
            println!("usage: cargo xtask tidy");
            ExitCode::from(64)
        }
    }
}
