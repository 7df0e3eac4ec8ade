//! `madang admin …`: what whoever runs the machine may do, while the program runs or not. Each verb calls the
//! same operation as the console, as the program itself, and so stands in the audit log.

mod captcha_answer;
mod create_operator;
mod jobs;
mod outbox;
mod reset_password;
mod unlock;

use anyhow::{Result, anyhow, bail};
use clap::Subcommand;
use madang_core::{Ctx, Error};
use madang_i18n::Tr;
use madang_model::{MemberId, Secret};

use crate::invocation::Invocation;
use crate::terminal;
use crate::wiring::{self, Schema};

/// Looks after the program on its own machine.
#[derive(Debug, Subcommand)]
pub(crate) enum Admin {
    /// Make an operator
    CreateOperator(create_operator::CreateOperator),
    /// End a member's password, and print a link to choose a new one by; or give them one
    ResetPassword(reset_password::ResetPassword),
    /// Forget a member's failed sign-ins and sent messages
    Unlock(unlock::Unlock),
    /// Print what was sent, texts included, newest last
    Outbox(outbox::Outbox),
    /// Print how background work is doing, and what was given up
    Jobs(jobs::Jobs),
    /// Print a captcha's characters; only where the program runs with --dev
    CaptchaAnswer(captcha_answer::CaptchaAnswer),
}

impl Admin {
    pub(crate) async fn run(&self, invocation: &Invocation) -> Result<()> {
        let tr = invocation.tr;
        let platform = wiring::platform(invocation.config()?.settings, Schema::Keep, tr).await?;
        let mut ctx = Ctx::system(platform.clone());
        ctx.lang = tr.lang();
        let done = match self {
            Self::CreateOperator(verb) => verb.run(&ctx).await,
            Self::ResetPassword(verb) => verb.run(&ctx).await,
            Self::Unlock(verb) => verb.run(&ctx).await,
            Self::Outbox(verb) => verb.run(&ctx).await,
            Self::Jobs(verb) => verb.run(&ctx).await,
            Self::CaptchaAnswer(verb) => verb.run(&ctx).await,
        };
        platform.db.close().await;
        done
    }
}

/// The member with this ID.
async fn member(ctx: &Ctx, login_id: &str) -> Result<MemberId> {
    let key = login_id.trim().to_ascii_lowercase();
    match madang_store::members::find_by_login(&mut *ctx.read().await?, &key).await? {
        Some(member) => Ok(member.id),
        None => bail!(ctx.tr().a("admin-no-member", &[("id", login_id.into())])),
    }
}

/// The password on standard input.
fn read_password(tr: Tr) -> Result<Secret> {
    let password = terminal::read_password()?;
    if password.reveal().is_empty() {
        bail!(tr.s("admin-no-password"));
    }
    Ok(password)
}

/// An operation's error in the terminal's language.
fn told(tr: Tr, error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(fields) => {
            let lines = fields.iter().map(|field| {
                tr.a("admin-invalid", &[("field", field.field.into()), ("error", tr.rule(field.rule).into())])
            });
            anyhow!(lines.collect::<Vec<_>>().join("\n"))
        }
        Error::Refused(refusal) => anyhow!(tr.s(&format!("refusal-{}", refusal.code()))),
        Error::SignInRequired
        | Error::ReauthenticationRequired
        | Error::Forbidden
        | Error::NotFound
        | Error::Limited { .. }
        | Error::Unavailable(_)
        | Error::Internal(_) => error.into(),
    }
}
