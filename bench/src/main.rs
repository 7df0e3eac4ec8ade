//! Benchmarks: each figure beside a peer measured in the same run, as a ratio. Nothing here asserts a time.
//!
//! `make bench` builds and runs it; what it printed last is in `docs/benchmarks.md`.

mod house;
mod members_page;
mod orders_page;
mod pages;
mod sign_in;
mod start;
mod token;

use std::path::PathBuf;

use anyhow::Result;

#[tokio::main]
async fn main() -> Result<()> {
    let program = std::env::args().skip_while(|a| a != "--program").nth(1).map(PathBuf::from);
    let databases = databases();
    say(&format!("{} cores", std::thread::available_parallelism()?));
    if let Some(program) = &program {
        start::measure(program).await?;
    }
    sign_in::measure().await?;
    token::measure().await?;
    for (name, url) in databases {
        members_page::measure(name, url.as_deref()).await?;
        orders_page::measure(name, url.as_deref()).await?;
    }
    Ok(())
}

/// SQLite, and PostgreSQL where a server was started for the run.
fn databases() -> Vec<(&'static str, Option<String>)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the harness hands the server's address over in the environment"
    )]
    let postgres = std::env::var("MADANG_TEST_POSTGRES_URL").ok();
    let mut databases = vec![("SQLite", None)];
    databases.extend(postgres.map(|url| ("PostgreSQL", Some(url))));
    databases
}

/// One line of the report.
pub(crate) fn say(line: &str) {
    #[expect(clippy::print_stdout, reason = "the report is what this program is for")]
    {
        println!("{line}");
    }
}
