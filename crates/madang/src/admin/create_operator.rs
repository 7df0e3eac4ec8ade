//! `madang admin create-operator`

use anyhow::{Result, bail};
use clap::Args;
use madang_core::{Ctx, members};

use super::told;
use crate::terminal;

/// Makes an operator.
#[derive(Debug, Args)]
pub(crate) struct CreateOperator {
    /// The ID
    #[arg(long)]
    id: String,
    /// Read the password from standard input: its first line
    #[arg(long, required = true)]
    password_stdin: bool,
    /// The name; without it, the ID
    #[arg(long)]
    name: Option<String>,
    /// The address for recovery
    #[arg(long)]
    email: Option<String>,
    /// The mobile number
    #[arg(long)]
    phone: Option<String>,
}

impl CreateOperator {
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        let password = terminal::read_password()?;
        if password.reveal().is_empty() {
            bail!(tr.s("admin-no-password"));
        }
        let input = members::CreateOperator {
            login_id: self.id.clone(),
            password,
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
        };
        members::create_operator(ctx, input).await.map_err(|error| told(tr, error))?;
        terminal::say(&tr.a("admin-created", &[("id", (&self.id).into())]));
        Ok(())
    }
}
