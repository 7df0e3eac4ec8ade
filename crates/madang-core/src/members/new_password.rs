//! What a new password has to be for one member.

use madang_model::Rule;
use madang_model::Secret;
use madang_model::members::{EmailAddress, PasswordContext};
use madang_store::members::{MemberRow, PasswordRow};

use super::hasher::{Match, is_breached};
use crate::error::Fields;
use crate::{Ctx, Result};

/// Whether the new password may be the present one.
#[derive(Clone, Copy)]
pub(super) enum Same<'a> {
    /// Yes: it was forgotten, and is now remembered.
    Fine,
    /// No: a change was asked for from this one.
    Refused(&'a PasswordRow),
}

/// Checks `password` and its second typing against the policy and the member's own data; every error at once.
pub(super) async fn check(
    ctx: &Ctx,
    member: &MemberRow,
    password: &Secret,
    confirm: &Secret,
    same: Same<'_>,
) -> Result<()> {
    let email = EmailAddress::parse(&member.email).ok();
    let about = PasswordContext {
        login_id: &member.login_id,
        phone: &member.phone,
        name: &member.name,
        email_local: email.as_ref().map_or("", EmailAddress::local_part),
    };
    let mut fields = Fields::default();
    let fits = fields
        .take("password", ctx.settings().password.policy().check(password, about, |p| is_breached(ctx, p)))
        .is_some();
    if password != confirm {
        fields.broke("password_confirm", Rule::PasswordMismatch);
    }
    if fits
        && let Same::Refused(present) = same
        && ctx.platform.hasher.verify(password, present.hash()).await? != Match::No
    {
        fields.broke("password", Rule::PasswordUnchanged);
    }
    fields.finish()
}
