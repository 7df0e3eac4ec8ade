//! Making somebody belong to an organisation, by the provider's staff.

use madang_model::organizations::MembershipState;
use madang_model::{MembershipId, OrganizationId, Rule};
use serde_json::json;

use super::company::{self, hold_company, tell_member};
use super::create_personal::enter;
use super::register::active_member;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result, events};

/// The form as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Add {
    /// 「아이디」
    pub login_id: String,
    /// 「역할」: the words of the roles.
    pub roles: Vec<String>,
}

/// Makes a member belong to a company at once, with these roles. The staff who register organisations may; owners
/// invite instead, so that nobody is made to belong without wanting to.
pub async fn add(ctx: &Ctx, id: OrganizationId, input: Add) -> Result<MembershipId> {
    ctx.authorize(Action::RegisterOrganization, None)?;
    let mut fields = Fields::default();
    let found = active_member(ctx, &input.login_id).await?;
    let member = fields.take("login_id", found.ok_or(Rule::Unknown));
    let roles = fields.take("roles", company::roles(&input.roles));
    fields.finish()?;
    let (Some(member_id), Some(roles)) = (member, roles) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let mut work = ctx.begin().await?;
    let organization = hold_company(&mut work, id).await?;
    let row = enter(&mut work, id, member_id, MembershipState::Active, &roles).await?;
    tell_member(&mut work, &organization, "member-admitted", member_id).await?;
    let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    let detail = json!({ "membership": row.id.to_string(), "roles": words });
    events::publish(&mut work, id, "membership.joined", &row.id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.add", "organization", id).with(detail));
    work.commit().await?;
    Ok(row.id)
}
