//! How much an organisation may have.

use madang_model::quota::{Amounts, Dimension, QuotaScope};
use madang_model::{OrganizationId, Rule};
use madang_store::{projects, quotas};
use serde_json::json;

use super::take::in_order;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result, events};

/// New bounds of an organisation's quota.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetOrganizationQuota {
    /// The bound of each dimension that changes; `None` takes the bound away. What is not named stays.
    pub bounds: Vec<(Dimension, Option<i64>)>,
}

/// Bounds what an organisation's projects may have together. The provider's operators and approvals staff may.
/// No bound goes below what is in use and held: all dimensions where it would are told, and none is changed.
pub async fn set_organization(
    ctx: &Ctx,
    organization_id: OrganizationId,
    input: &SetOrganizationQuota,
) -> Result<()> {
    ctx.authorize(Action::SetOrganizationQuota, None)?;
    let mut fields = Fields::default();
    for (dimension, bound) in &input.bounds {
        if bound.is_some_and(|bound| !(0..=Amounts::MOST).contains(&bound)) {
            fields.broke(dimension.as_str(), Rule::Amount);
        }
    }
    fields.finish()?;
    let scope = QuotaScope::Organization(organization_id);
    let mut work = ctx.begin().await?;
    if projects::organization(&mut work, organization_id).await?.is_none() {
        return Err(Error::NotFound);
    }
    let mut fields = Fields::default();
    let mut changed = serde_json::Map::new();
    for dimension in in_order() {
        let Some((_, bound)) = input.bounds.iter().find(|(named, _)| *named == dimension) else { continue };
        if !quotas::bound_above_use(&mut work, scope, dimension, *bound).await? {
            fields.broke(dimension.as_str(), Rule::BelowUse);
        }
        changed.insert(dimension.to_string(), json!(bound));
    }
    fields.finish()?;
    let changed = serde_json::Value::Object(changed);
    let id = organization_id.to_string();
    events::publish(&mut work, organization_id, "quota.organization_set", &id, &changed).await?;
    work.audit(Entry::new("quota.set_organization", "organization", organization_id).with(changed));
    work.commit().await
}
