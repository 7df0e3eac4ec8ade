//! Renaming an organisation, and deciding how it is joined.

use madang_model::organizations::{Joining, OrganizationName};
use madang_model::{OrganizationId, Rule};
use madang_store::organizations;
use serde_json::json;

use super::company::hold_company;
use super::standing;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// The form as it was typed.
#[derive(Debug, Clone)]
pub struct Update {
    /// The revision that the form was filled in from.
    pub revision: i64,
    /// 「회원사명」
    pub name: String,
    /// 「가입 방식」
    pub joining: String,
}

/// Changes a company's name and how it is joined. Its owners and the staff who look after organisations may.
/// Refused as superseded where somebody else changed it since the form was read.
pub async fn update(ctx: &Ctx, id: OrganizationId, input: Update) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::WriteOrganization, standing(ctx, &mut work, id).await?)?;
    let before = hold_company(&mut work, id).await?;
    let mut fields = Fields::default();
    let name = fields.take("name", OrganizationName::parse(&input.name));
    let joining = fields.take("joining", input.joining.parse::<Joining>().map_err(|_| Rule::Choice));
    fields.finish()?;
    let (Some(name), Some(joining)) = (name, joining) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let names = (name.as_str(), &*name.key());
    if !organizations::update(&mut work, id, input.revision, names, joining).await? {
        return Err(Refusal::Superseded.into());
    }
    let detail = json!({
        "renamed": before.name != name.as_str(),
        "joining": { "before": before.joining.as_str(), "after": joining.as_str() },
    });
    work.audit(Entry::new("organizations.update", "organization", id).with(detail));
    work.commit().await
}
