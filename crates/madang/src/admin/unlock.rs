//! `madang admin unlock`

use anyhow::Result;
use clap::Args;
use madang_core::{Ctx, members};

use super::{member, told};
use crate::terminal;

/// Forgets what failed sign-ins have brought upon a member.
#[derive(Debug, Args)]
pub(crate) struct Unlock {
    /// The member's ID
    #[arg(long)]
    id: String,
}

impl Unlock {
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        let id = member(ctx, &self.id).await?;
        members::unlock(ctx, id).await.map_err(|error| told(tr, error))?;
        terminal::say(&tr.a("admin-unlocked", &[("id", (&self.id).into())]));
        Ok(())
    }
}
