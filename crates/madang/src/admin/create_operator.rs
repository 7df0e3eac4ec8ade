//! `madang admin create-operator`

use anyhow::Result;
use clap::Args;
use madang_core::Ctx;
use madang_core::members::{self, PasswordBy};

use super::{read_password, told};
use crate::made_password::made_password;
use crate::terminal;

/// Makes an operator.
#[derive(Debug, Args)]
pub(crate) struct CreateOperator {
    /// The ID
    #[arg(long)]
    id: String,
    /// Read the password from standard input: its first line. Without this, one is made and printed, which has
    /// to be changed at the first sign-in
    #[arg(long)]
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
        let (password, password_by) = if self.password_stdin {
            (read_password(tr)?, PasswordBy::Owner)
        } else {
            (made_password(ctx), PasswordBy::Another)
        };
        let input = members::CreateOperator {
            login_id: self.id.clone(),
            password: password.clone(),
            password_by,
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
        };
        members::create_operator(ctx, input).await.map_err(|error| told(tr, error))?;
        match password_by {
            PasswordBy::Owner => terminal::say(&tr.a("admin-created", &[("id", (&self.id).into())])),
            // The password on a line of its own, so that a script can take it.
            PasswordBy::Another => {
                terminal::complain(&tr.a("admin-created", &[("id", (&self.id).into())]));
                terminal::complain(&tr.s("admin-made-password"));
                terminal::say(password.reveal());
            }
        }
        Ok(())
    }
}
