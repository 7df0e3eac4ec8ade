//! Registering an organisation with its code.

use madang_db::DbError;
use madang_model::organizations::{
    Joining, MembershipState, OrgRole, OrganizationCode, OrganizationKind, OrganizationName,
};
use madang_model::{MemberId, OrganizationId, Rule};
use madang_store::organizations::NewOrganization;
use madang_store::{members, organizations};
use serde_json::json;

use super::create_personal::enter;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result, events};

/// The form as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// 「회원사 코드」
    pub code: String,
    /// 「회원사명」
    pub name: String,
    /// 「가입 방식」: what becomes of those who come with the code.
    pub joining: String,
    /// The first owner's ID 「소유자 아이디」, optional: without one, the provider's staff look after it.
    pub owner: String,
}

/// Registers a company under a code that no other has; its people join with it (guide 003, preconditions).
/// Staff who look after organisations may. Every field's error is told at once.
pub async fn register(ctx: &Ctx, input: Register) -> Result<OrganizationId> {
    ctx.authorize(Action::RegisterOrganization, None)?;
    let mut fields = Fields::default();
    let code = fields.take("code", OrganizationCode::parse(&input.code));
    let name = fields.take("name", OrganizationName::parse(&input.name));
    let joining = fields.take("joining", input.joining.parse::<Joining>().map_err(|_| Rule::Choice));
    let owner = match input.owner.trim() {
        "" => None,
        typed => {
            let found = active_member(ctx, typed).await?;
            fields.take("owner", found.ok_or(Rule::Unknown))
        }
    };
    fields.finish()?;
    let (Some(code), Some(name), Some(joining)) = (code, name, joining) else {
        return Err(Error::internal("a field without a value has an error"));
    };

    let mut work = ctx.begin().await?;
    let id: OrganizationId = ctx.new_id();
    let created_by = ctx.actor.audit_name();
    let new = NewOrganization {
        id,
        code: Some(code.as_str()),
        name: (name.as_str(), &name.key()),
        kind: OrganizationKind::Company,
        joining,
        created_by: &created_by,
    };
    organizations::insert(&mut work, new, ctx.now()).await.map_err(|error: DbError| {
        if error.is_unique("organizations_code_key") {
            Error::invalid("code", Rule::OrganizationCodeTaken)
        } else {
            error.into()
        }
    })?;
    if let Some(owner) = owner {
        enter(&mut work, id, owner, MembershipState::Active, &[OrgRole::Owner]).await?;
    }
    events::publish(&mut work, id, "organization.registered", &id.to_string(), &json!({})).await?;
    work.audit(
        Entry::new("organizations.register", "organization", id)
            .with(json!({ "code": code.as_str(), "joining": joining.as_str(), "owner": owner.map(|id| id.to_string()) })),
    );
    work.commit().await?;
    Ok(id)
}

/// The active member of this ID, without regard to case.
pub(super) async fn active_member(ctx: &Ctx, login_id: &str) -> Result<Option<MemberId>> {
    let key = login_id.trim().to_ascii_lowercase();
    let member = members::find_by_login(&mut *ctx.read().await?, &key).await?;
    Ok(member.filter(|member| member.state == "active").map(|member| member.id))
}
