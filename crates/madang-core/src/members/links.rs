//! Single-use links sent by mail: made here, followed elsewhere.

use std::time::Duration;

use madang_db::Conn;
use madang_model::{MailLinkId, Secret};
use madang_store::mail_links::{self, MailLinkRow, NewMailLink};

use crate::context::token_hash;
use crate::{Ctx, Refusal, Result, Work};

/// What following a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Completes a sign-up.
    VerifyEmail,
    /// Makes another e-mail address the member's.
    ChangeEmail,
    /// Sets a new password.
    ResetPassword,
}

impl Purpose {
    /// Every purpose.
    pub(super) const ALL: [Self; 3] = [Self::VerifyEmail, Self::ChangeEmail, Self::ResetPassword];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ChangeEmail => "change_email",
            Self::ResetPassword => "reset_password",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::VerifyEmail => "/sign-up/verify",
            Self::ChangeEmail => "/account/email/confirm",
            Self::ResetPassword => "/password/reset",
        }
    }
}

/// Makes a link for `subject` that works once, for `lasts`; its address.
pub(super) async fn make(
    work: &mut Work<'_>,
    purpose: Purpose,
    subject: &str,
    sealed: Option<&str>,
    lasts: Duration,
) -> Result<String> {
    let ctx = work.ctx();
    let token = ctx.new_token("");
    let now = ctx.now();
    let new = NewMailLink {
        id: ctx.new_id::<MailLinkId>(),
        purpose: purpose.as_str(),
        subject,
        token_hash: &token_hash(token.reveal()),
        sealed,
        expires_at: now.plus(lasts),
    };
    mail_links::insert(work, new, now).await?;
    Ok(address(ctx, purpose.path(), &token))
}

/// The row of a link that still works, without using it.
pub(super) async fn peek(
    ctx: &Ctx,
    conn: &mut Conn,
    purpose: Purpose,
    token: &Secret,
) -> Result<MailLinkRow> {
    let row = mail_links::find(conn, purpose.as_str(), &token_hash(token.reveal())).await?;
    row.filter(|row| row.used_at.is_none() && row.expires_at > ctx.now())
        .ok_or_else(|| Refusal::LinkOver.into())
}

/// Uses a link up: the first of parallel requests gets its row, every other one a refusal.
pub(super) async fn follow(work: &mut Work<'_>, purpose: Purpose, token: &Secret) -> Result<MailLinkRow> {
    let now = work.ctx().now();
    let row = mail_links::find(work, purpose.as_str(), &token_hash(token.reveal()))
        .await?
        .ok_or(Refusal::LinkOver)?;
    if mail_links::use_up(work, row.id, now).await? { Ok(row) } else { Err(Refusal::LinkOver.into()) }
}

/// The address of a page of the console, with a token.
fn address(ctx: &Ctx, path: &str, token: &Secret) -> String {
    format!("{}{path}?token={}", ctx.settings().base_url(), token.reveal())
}

/// Ends every link by which somebody could take a member's account over: with a new password, the old one's
/// holder must not finish what they began.
pub(super) async fn void_outstanding(work: &mut Work<'_>, subject: &str) -> Result<()> {
    let now = work.ctx().now();
    for purpose in [Purpose::ResetPassword, Purpose::ChangeEmail] {
        mail_links::void(work, purpose.as_str(), subject, now).await?;
    }
    Ok(())
}
