//! One organisation.

use madang_model::OrganizationId;
use madang_model::organizations::OrgRole;
use madang_model::quota::QuotaScope;
use madang_store::organizations::{self, OrganizationRow};
use madang_store::{departures, memberships};

use super::standing;
use crate::quota::{self, Quota};
use crate::{Action, Ctx, Error, Result, Standing};

/// An organisation, and what it has.
#[derive(Debug, Clone)]
pub struct Details {
    /// The organisation.
    pub organization: OrganizationRow,
    /// What the actor is in it.
    pub standing: Standing,
    /// How many people belong to it.
    pub people: i64,
    /// How many projects it has.
    pub projects: i64,
    /// How many owners it has.
    pub owners: usize,
    /// Its quota.
    pub quota: Quota,
}

/// The organisation with what it has. Whoever belongs to it may, and staff; closed ones are staff's to see.
pub async fn get(ctx: &Ctx, id: OrganizationId) -> Result<Details> {
    let mut conn = ctx.read().await?;
    let standing = standing(ctx, &mut conn, id).await?;
    ctx.authorize_as(Action::ReadOrganization, standing)?;
    let organization = organizations::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    Ok(Details {
        organization,
        standing,
        people: memberships::count(&mut conn, id).await?,
        projects: departures::count_projects(&mut conn, id).await?,
        owners: memberships::with_role(&mut conn, id, OrgRole::Owner).await?.len(),
        quota: quota::read(&mut conn, QuotaScope::Organization(id)).await?,
    })
}
