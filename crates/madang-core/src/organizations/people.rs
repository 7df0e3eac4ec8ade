//! The people of an organisation, as their colleagues see them.

use std::collections::HashMap;

use madang_db::Conn;
use madang_model::organizations::{MembershipState, OrgRole};
use madang_model::{DepartmentId, MembershipId, OrganizationId};
use madang_store::memberships::{self, PeopleFilter, PersonRow};

use super::standing;
use crate::page::{self, Page};
use crate::{Action, Capacity, Ctx, Error, Result};

/// A person and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who, and in which department.
    pub row: PersonRow,
    /// As what.
    pub roles: Vec<OrgRole>,
}

/// Which people to list.
#[derive(Debug, Default, Clone)]
pub struct PeopleQuery {
    /// Those who wait to be admitted, instead of those who belong.
    pub pending: bool,
    /// Only those of this department.
    pub department_id: Option<DepartmentId>,
    /// The page before's `next`.
    pub after: Option<String>,
}

/// Lists an organisation's people in the order in which they came. Whoever belongs to it may, and staff; those
/// who wait are shown to its owners and staff.
pub async fn list_people(ctx: &Ctx, id: OrganizationId, query: &PeopleQuery) -> Result<Page<Person>> {
    let mut conn = ctx.read().await?;
    let standing = standing(ctx, &mut conn, id).await?;
    ctx.authorize_as(Action::ReadOrganization, standing)?;
    if query.pending && !standing.has(Capacity::Owner) && ctx.actor.staff().is_none() {
        return Err(Error::Forbidden);
    }
    let state = if query.pending { MembershipState::Pending } else { MembershipState::Active };
    let after: Option<MembershipId> = page::after(query.after.as_deref())?;
    let filter = PeopleFilter { state, department_id: query.department_id, after };
    let rows = memberships::people(&mut conn, id, filter, page::ASKED).await?;
    let page = Page::cut(rows, |row| row.id.to_string());
    let ids: Vec<MembershipId> = page.items.iter().map(|row| row.id).collect();
    let mut roles = roles_of(&mut conn, &ids).await?;
    page.try_map(|row| {
        let roles = roles.remove(&row.id).unwrap_or_default();
        Ok(Person { row, roles })
    })
}

/// One person of the organisation. Whoever belongs to it may, and staff; one who waits is shown to its owners and
/// staff.
pub async fn get_person(ctx: &Ctx, id: OrganizationId, membership_id: MembershipId) -> Result<Person> {
    let mut conn = ctx.read().await?;
    let standing = standing(ctx, &mut conn, id).await?;
    ctx.authorize_as(Action::ReadOrganization, standing)?;
    let sees_all = standing.has(Capacity::Owner) || ctx.actor.staff().is_some();
    let row = memberships::person(&mut conn, id, membership_id)
        .await?
        .filter(|row| sees_all || row.state == MembershipState::Active)
        .ok_or(Error::NotFound)?;
    let roles = roles_of(&mut conn, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(Person { row, roles })
}

async fn roles_of(conn: &mut Conn, ids: &[MembershipId]) -> Result<HashMap<MembershipId, Vec<OrgRole>>> {
    let mut roles: HashMap<MembershipId, Vec<OrgRole>> = HashMap::new();
    for held in memberships::roles_of(conn, ids).await? {
        roles.entry(held.membership_id).or_default().push(held.role);
    }
    for list in roles.values_mut() {
        list.sort_unstable();
    }
    Ok(roles)
}
