//! Following the link in the verification mail: the member becomes active.

use madang_db::{Conn, DbError};
use madang_model::members::MemberState;
use madang_model::{MemberId, Secret};
use madang_store::members::{self, MemberRow};

use super::links::{self, Purpose};
use crate::{Ctx, Entry, Error, Refusal, Result, limits};

/// Makes the member active and takes a place of the e-mail address for them. Whoever has the link's token may,
/// once. Of several members with one address, as many as the settings allow become active, however parallel
/// their links are followed; the others are refused and stay unverified.
pub async fn verify_email(ctx: &Ctx, token: &Secret) -> Result<MemberId> {
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let link = links::follow(&mut work, Purpose::VerifyEmail, token).await?;
    let id: MemberId = link.subject.parse().map_err(Error::internal)?;
    let member = members::find(&mut work, id).await?.ok_or(Refusal::LinkOver)?;
    let from = state_of(&member)?;
    let was = from.name();
    let to = from.verify().map_err(|_| Refusal::LinkOver)?;
    claim_email(ctx, &mut work, id, &member.email).await?;
    if !members::change_state(&mut work, id, was, to.name(), "", now).await? {
        return Err(Refusal::LinkOver.into());
    }
    work.audit(Entry::new("members.verify_email", "member", id));
    work.commit().await?;
    Ok(id)
}

/// The state that a stored member is in.
pub(super) fn state_of(member: &MemberRow) -> Result<MemberState> {
    MemberState::from_columns(&member.state, member.state_since, member.state_reason.clone())
        .ok_or_else(|| Error::internal("a stored state has no name"))
}

/// Takes one of the places that an address has. Works that want one of the same address look one after the
/// other; should that ever fail, the place's uniqueness decides.
pub(super) async fn claim_email(ctx: &Ctx, conn: &mut Conn, id: MemberId, email: &str) -> Result<()> {
    let key = email.to_ascii_lowercase();
    limits::one_at_a_time(ctx, conn, &limits::about(ctx, "claim", &key)).await?;
    let taken = members::email_claims(conn, &key).await?;
    let free = (0..ctx.settings().sign_up.ids_per_email)
        .map(|n| format!("{key}#{n}"))
        .find(|place| taken.iter().all(|t| &t.email_claim != place));
    let Some(place) = free else { return Err(Refusal::EmailFull.into()) };
    members::claim_email(conn, id, &place).await.map_err(|error: DbError| {
        if error.is_unique("members_email_claim_key") { Refusal::EmailFull.into() } else { error.into() }
    })
}
