//! One member, as operators and auditors see it.

use madang_model::MemberId;
use madang_store::consents::{self, ConsentRow};
use madang_store::members::{self, HoldingsRow, MemberRow};

use super::failures::{self, SignInFailures};
use crate::{Action, Ctx, Error, Result};

/// A member with what belongs to it.
#[derive(Clone)]
pub struct MemberDetails {
    /// State and profile.
    pub member: MemberRow,
    /// What was agreed to, newest first, at most 100.
    pub consents: Vec<ConsentRow>,
    /// How many sessions, tokens and keys.
    pub holdings: HoldingsRow,
    /// Whether signing in is hampered.
    pub failures: SignInFailures,
}

/// The member with this id. Staff may.
pub async fn get(ctx: &Ctx, id: MemberId) -> Result<MemberDetails> {
    ctx.authorize(Action::ReadMembers, None)?;
    let mut conn = ctx.read().await?;
    let member = members::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let consents = consents::list(&mut conn, id, None, 100).await?;
    let holdings = members::holdings(&mut conn, id, ctx.now()).await?;
    let failures = failures::of(ctx, &mut conn, &member.login_id.to_ascii_lowercase()).await?;
    Ok(MemberDetails { member, consents, holdings, failures })
}
