//! Counting what is there, in the work that changes it.

use madang_db::DbError;
use madang_model::catalog::Meter;
use madang_model::{OfferingId, OrganizationId, ProjectId, SubscriptionId, UsageIntervalId};
use madang_store::subscriptions::{self, SubscriptionRow};
use madang_store::usage_intervals::{self, Counted};

use crate::{Refusal, Result, Work};

/// The organisation's running subscription to an offering, held until the work ends: nobody ends it before what this
/// work adds is there. Refused as [`Refusal::NotSubscribed`] where none runs. Whoever calls looked at who may.
pub async fn require(
    work: &mut Work<'_>,
    organization_id: OrganizationId,
    offering_id: OfferingId,
) -> Result<SubscriptionRow> {
    let found = subscriptions::running(work, organization_id, offering_id).await?;
    let found = found.ok_or(Refusal::NotSubscribed)?;
    if !subscriptions::hold(work, found.id).await? {
        return Err(Refusal::NotSubscribed.into());
    }
    Ok(found)
}

/// Counts a thing from now on. One that is counted already goes on with another quantity; with the same, nothing
/// changes. Nothing of it, none: its counting ends.
pub async fn begin_use(
    work: &mut Work<'_>,
    subscription: &SubscriptionRow,
    project_id: Option<ProjectId>,
    (meter, resource_kind, resource_id): (Meter, &str, &str),
    quantity: i64,
) -> Result<()> {
    let now = work.ctx().now();
    let what = Counted { subscription_id: subscription.id, meter, resource_kind, resource_id };
    usage_intervals::end(work, what, now).await?;
    if quantity <= 0 {
        return Ok(());
    }
    let id: UsageIntervalId = work.ctx().new_id();
    let whose = (subscription.organization_id, project_id);
    usage_intervals::begin(work, id, whose, what, quantity, now).await.map_err(|error| {
        if matches!(error, DbError::Unique(_)) { Refusal::Superseded.into() } else { error.into() }
    })
}

/// Counts a thing no more; false where it was not counted.
pub async fn end_use(
    work: &mut Work<'_>,
    subscription_id: SubscriptionId,
    (meter, resource_kind, resource_id): (Meter, &str, &str),
) -> Result<bool> {
    let now = work.ctx().now();
    let what = Counted { subscription_id, meter, resource_kind, resource_id };
    Ok(usage_intervals::end(work, what, now).await?)
}
