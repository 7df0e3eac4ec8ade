//! The organisation that a list shows things of.

use madang_model::OrganizationId;
use madang_model::organizations::{MembershipState, OrganizationKind, OrganizationState};
use madang_store::organizations::{self, MineRow, OrganizationRow};

use super::standing;
use crate::{Action, Ctx, Error, Result, Standing};

/// What the switcher in the masthead offers, and which of it is meant.
#[derive(Debug, Clone)]
pub struct Context {
    /// The organisation that is meant.
    pub organization: OrganizationRow,
    /// What the actor is in it.
    pub standing: Standing,
    /// Every organisation that the actor belongs to.
    pub mine: Vec<MineRow>,
}

/// The organisation that the signed-in member means: the wanted one, which for one who does not belong to it does
/// not exist; without one, the first company that they belong to, else their own.
pub async fn context(ctx: &Ctx, wanted: Option<OrganizationId>) -> Result<Context> {
    let member_id = ctx.actor.member()?;
    let mut conn = ctx.read().await?;
    let mine: Vec<MineRow> = organizations::of_member(&mut conn, member_id)
        .await?
        .into_iter()
        .filter(|row| row.state == MembershipState::Active)
        .collect();
    let company = mine.iter().find(|row| row.kind == OrganizationKind::Company);
    let meant = wanted.or(company.or(mine.first()).map(|row| row.id)).ok_or(Error::NotFound)?;
    let standing = standing(ctx, &mut conn, meant).await?;
    ctx.authorize_as(Action::ReadOrganization, standing)?;
    let organization = organizations::find(&mut conn, meant)
        .await?
        .filter(|row| row.state == OrganizationState::Active)
        .ok_or(Error::NotFound)?;
    Ok(Context { organization, standing, mine })
}
