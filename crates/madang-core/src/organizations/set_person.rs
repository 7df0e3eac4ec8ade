//! What somebody is in an organisation: department, head, roles.

use madang_model::organizations::{MembershipState, OrgRole};
use madang_model::{DepartmentId, MembershipId, OrganizationId, Rule};
use madang_store::{departments, memberships};
use serde_json::json;

use super::company::{self, hold, keep_an_owner, tell_member};
use super::standing;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result, events};

/// The form as it was typed. It replaces all of these.
#[derive(Debug, Clone, Default)]
pub struct SetPerson {
    /// 「부서」: its id; empty for none.
    pub department: String,
    /// 「부서장」: whether they head it.
    pub head: bool,
    /// 「역할」: the words of the roles.
    pub roles: Vec<String>,
}

/// Moves a person to a department, makes them its head or not, and gives them exactly these roles. The
/// organisation's owners and the staff who look after organisations may. Refused for the last owner, also where
/// two owners take the role from each other at once.
pub async fn set_person(
    ctx: &Ctx,
    id: OrganizationId,
    membership_id: MembershipId,
    input: SetPerson,
) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    let organization = hold(&mut work, id).await?;
    let row = memberships::find(&mut work, id, membership_id)
        .await?
        .filter(|row| row.state == MembershipState::Active)
        .ok_or(Error::NotFound)?;
    let mut fields = Fields::default();
    let department_id = match input.department.trim() {
        "" => None,
        typed => {
            let found = match typed.parse::<DepartmentId>() {
                Ok(wanted) => departments::find(&mut work, id, wanted).await?,
                Err(_) => None,
            };
            fields.take("department", found.map(|found| found.id).ok_or(Rule::Unknown))
        }
    };
    if input.head && input.department.trim().is_empty() {
        fields.broke("department", Rule::Required);
    }
    let roles = fields.take("roles", company::roles(&input.roles)).unwrap_or_default();
    fields.finish()?;
    let mut had: Vec<OrgRole> =
        memberships::roles_of(&mut work, &[row.id]).await?.into_iter().map(|held| held.role).collect();
    had.sort_unstable();
    memberships::place(&mut work, row.id, department_id, input.head).await?;
    if had != roles {
        memberships::set_roles(&mut work, &row, &roles).await?;
        let kind = if roles.contains(&OrgRole::Owner) && !had.contains(&OrgRole::Owner) {
            "organization-owner"
        } else {
            "organization-roles"
        };
        tell_member(&mut work, &organization, kind, row.member_id).await?;
    }
    if had.contains(&OrgRole::Owner) {
        keep_an_owner(&mut work, id).await?;
    }
    let words = |roles: &[OrgRole]| roles.iter().map(|role| role.as_str()).collect::<Vec<_>>();
    let text = |id: Option<DepartmentId>| id.map(|id| id.to_string());
    let detail = json!({
        "membership": row.id.to_string(),
        "roles": [words(&had), words(&roles)],
        "department": [text(row.department_id), text(department_id)],
        "head": [row.head == 1, input.head],
    });
    events::publish(&mut work, id, "membership.changed", &row.id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.set_person", "organization", id).with(detail));
    work.commit().await
}
