//! `madang audit …`

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use madang_core::{Ctx, audit};

use crate::invocation::Invocation;
use crate::terminal;
use crate::wiring::{self, Schema};

/// Looks after the audit log.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Read the whole chain and say whether it holds
    Verify,
}

impl Audit {
    pub(crate) async fn run(&self, invocation: &Invocation) -> Result<ExitCode> {
        match self {
            Self::Verify => verify(invocation).await,
        }
    }
}

async fn verify(invocation: &Invocation) -> Result<ExitCode> {
    let tr = invocation.tr;
    let platform = wiring::platform(invocation.config()?.settings, Schema::Keep, tr).await?;
    match audit::verify(&Ctx::system(platform)).await? {
        Ok(whole) => {
            terminal::say(
                &tr.a("audit-holds", &[("entries", whole.entries.into()), ("head", whole.head.into())]),
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(broken) => {
            terminal::complain(&tr.a("audit-broken", &[("seq", broken.seq.into())]));
            Ok(ExitCode::FAILURE)
        }
    }
}
