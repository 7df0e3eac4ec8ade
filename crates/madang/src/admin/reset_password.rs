//! `madang admin reset-password`

use anyhow::Result;
use clap::Args;
use madang_core::{Ctx, members};

use super::{member, read_password, told};
use crate::terminal;

/// Ends a member's password, or replaces it.
#[derive(Debug, Args)]
pub(crate) struct ResetPassword {
    /// The member's ID
    #[arg(long)]
    id: String,
    /// Read a new password from standard input: its first line. The member has to change it at the next sign-in
    #[arg(long)]
    password_stdin: bool,
}

impl ResetPassword {
    /// Without a password, prints the link on a line of its own, so that a script can take it.
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        let id = member(ctx, &self.id).await?;
        if self.password_stdin {
            let password = read_password(tr)?;
            members::give_password(ctx, id, &password).await.map_err(|error| told(tr, error))?;
            terminal::say(&tr.a("admin-password-given", &[("id", (&self.id).into())]));
            return Ok(());
        }
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
