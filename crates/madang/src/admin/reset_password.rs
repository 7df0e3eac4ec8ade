//! `madang admin reset-password`

use anyhow::Result;
use clap::Args;
use madang_core::{Ctx, members};

use super::{member, told};
use crate::terminal;

/// Ends a member's password.
#[derive(Debug, Args)]
pub(crate) struct ResetPassword {
    /// The member's ID
    #[arg(long)]
    id: String,
}

impl ResetPassword {
    /// Prints the link on a line of its own, so that a script can take it.
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        let id = member(ctx, &self.id).await?;
        let expired = members::expire_password(ctx, id).await.map_err(|error| told(tr, error))?;
        let minutes = ctx.settings().password.reset_minutes;
        terminal::complain(
            &tr.a("admin-reset-link", &[("id", (&self.id).into()), ("minutes", minutes.into())]),
        );
        if let Some(link) = expired.link {
            terminal::say(link.reveal());
        }
        Ok(())
    }
}
