//! Bounding what an organisation may have 「할당량 한도」.

use std::collections::BTreeMap;

use madang_model::quota::{Amounts, Dimension, QuotaScope};
use madang_model::{OrganizationId, Rule};
use madang_store::{organizations, quotas};
use serde_json::json;

use super::company::{hold, tell_owners};
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result, quota};

/// Sets an organisation's bounds, each as it was typed; an empty one is no bound, and dimensions that are not
/// named stay. The staff who decide for the provider may. Refused where a bound is less than what is in use or
/// held for orders: it is taken back first.
pub async fn set_quota(ctx: &Ctx, id: OrganizationId, bounds: &BTreeMap<Dimension, String>) -> Result<()> {
    ctx.authorize(Action::SetOrganizationQuota, None)?;
    if organizations::find(&mut *ctx.read().await?, id).await?.is_none() {
        return Err(Error::NotFound);
    }
    let scope = QuotaScope::Organization(id);
    let mut fields = Fields::default();
    let mut parsed = Vec::new();
    for (dimension, typed) in bounds {
        if let Some(bound) = fields.take(dimension.as_str(), amount(typed)) {
            parsed.push((*dimension, bound));
        }
    }
    fields.finish()?;
    let mut work = ctx.begin().await?;
    let organization = hold(&mut work, id).await?;
    let before = quota::read(&mut work, scope).await?;
    let mut changed = serde_json::Map::new();
    let mut fields = Fields::default();
    for (dimension, bound) in parsed {
        quotas::set_bound(&mut work, scope, dimension, bound).await?;
        if before.of(dimension).bound != bound {
            changed.insert(dimension.to_string(), json!([before.of(dimension).bound, bound]));
        }
    }
    // After the change, whose rows are held from then on: an order of this moment comes before or after it.
    for line in quota::read(&mut work, scope).await?.0 {
        if changed.contains_key(line.dimension.as_str())
            && line.bound.is_some_and(|bound| bound < line.used + line.reserved)
        {
            fields.broke(line.dimension.as_str(), Rule::BelowUse);
        }
    }
    fields.finish()?;
    if !changed.is_empty() {
        if let Ok(by) = ctx.actor.member() {
            tell_owners(&mut work, &organization, "quota-changed", by, format!("/organizations/{id}"))
                .await?;
        }
        let entry = Entry::new("organizations.set_quota", "organization", id);
        work.audit(entry.with(serde_json::Value::Object(changed)));
    }
    work.commit().await
}

fn amount(typed: &str) -> Result<Option<i64>, Rule> {
    let digits: String = typed.trim().chars().filter(|c| *c != ',').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.parse::<i64>().map_err(|_| Rule::Amount)?;
    if (0..=Amounts::MOST).contains(&number) { Ok(Some(number)) } else { Err(Rule::Amount) }
}
