//! Benchmarks: each figure beside a peer measured in the same run, as a ratio. Nothing here asserts a time.
//!
//! `make bench` builds and runs it, `make bench ARGS="--only orders"` one part of it (`start`, `sign_in`, `token`,
//! `members`, `orders`); what it printed last is in `docs/benchmarks.md`.

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
    let program = argument("--program").map(PathBuf::from);
    let only = argument("--only");
    let wants = |what: &str| only.as_ref().is_none_or(|only| only == what);
    let databases = databases();
    say(&format!("{} cores", std::thread::available_parallelism()?));
    if let Some(program) = program.as_ref().filter(|_| wants("start")) {
        start::measure(program).await?;
    }
    if wants("sign_in") {
        sign_in::measure().await?;
    }
    if wants("token") {
        token::measure().await?;
    }
    for (name, url) in databases {
        if wants("members") {
            members_page::measure(name, url.as_deref()).await?;
        }
        if wants("orders") {
            orders_page::measure(name, url.as_deref()).await?;
        }
    }
    Ok(())
}

/// What follows this word on the command line.
fn argument(word: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != word).nth(1)
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
