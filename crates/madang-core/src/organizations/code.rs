//! Finding an organisation by the code that somebody typed, without letting codes be guessed.

use std::time::Duration;

use madang_model::organizations::{Joining, OrganizationCode, OrganizationState};
use madang_model::{MemberId, Rule};
use madang_store::organizations::{self, OrganizationRow};

use crate::{Ctx, Error, Result, limits};

/// How many wrong codes one member, and one address, may try within an hour. Only wrong ones count, so that a
/// whole company can join from one office.
const GUESSES: u32 = 20;

/// The organisation that can be joined by this code, or the rule that the code breaks: the same one for a code
/// that nobody has and for an organisation that lets nobody in. Limited by the address, and by the member where
/// there is one.
pub(crate) async fn joinable(
    ctx: &Ctx,
    member_id: Option<MemberId>,
    typed: &str,
) -> Result<Result<OrganizationRow, Rule>> {
    let code = match OrganizationCode::parse(typed) {
        Ok(code) => code,
        Err(rule) => return Ok(Err(rule)),
    };
    let mut names = vec![limits::from_here(ctx, "organization-code")];
    names.extend(member_id.map(|id| limits::about(ctx, "organization-code", &id.to_string())));
    let mut conn = ctx.read().await?;
    for name in &names {
        let (failures, ago) = limits::failures(ctx, &mut conn, name).await?;
        if failures >= GUESSES {
            let retry_after = Duration::from_secs(3600).saturating_sub(ago).max(Duration::from_secs(1));
            return Err(Error::Limited { retry_after });
        }
    }
    let found = organizations::by_code(&mut conn, code.as_str()).await?;
    drop(conn);
    if let Some(found) = found.filter(can_be_joined) {
        return Ok(Ok(found));
    }
    // In a work of its own: it stays although the caller fails.
    let mut work = ctx.begin().await?;
    for name in &names {
        limits::note_failure(ctx, &mut work, name).await?;
    }
    work.commit().await?;
    Ok(Err(Rule::OrganizationCodeUnknown))
}

/// Whether people come into it by its code.
pub(super) fn can_be_joined(organization: &OrganizationRow) -> bool {
    organization.state == OrganizationState::Active && organization.joining != Joining::Closed
}
