//! `madang migrate`

use anyhow::Result;
use madang_store::MIGRATIONS;

use crate::invocation::Invocation;
use crate::{terminal, wiring};

/// Brings the database's schema up to date. Several at once do it one after the other.
pub(crate) async fn run(invocation: &Invocation) -> Result<()> {
    let tr = invocation.tr;
    let config = invocation.config()?;
    let db = wiring::database(&config.settings, tr).await?;
    let ran = db.migrate(MIGRATIONS).await?;
    db.close().await;
    let number = MIGRATIONS.len();
    terminal::say(&match ran {
        0 => tr.a("database-current", &[("number", number.into())]),
        count => tr.a("database-migrated", &[("count", count.into()), ("number", number.into())]),
    });
    Ok(())
}
