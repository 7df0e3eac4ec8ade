//! Noting an event, as part of the work that causes it.

use madang_model::{EventId, OrganizationId};
use madang_store::events;
use serde_json::Value;

use crate::{Result, Work};

/// Keeps what happened to a thing of the organisation: `kind` is `area.verb`, the payload carries ids, states
/// and amounts, never personal data.
pub async fn publish(
    work: &mut Work<'_>,
    organization_id: OrganizationId,
    kind: &'static str,
    subject_id: &str,
    payload: &Value,
) -> Result<()> {
    let ctx = work.ctx();
    let id: EventId = ctx.new_id();
    let payload = payload.to_string();
    let event = events::NewEvent { id, organization_id, kind, subject_id, payload: &payload };
    events::insert(work, event, ctx.now()).await?;
    Ok(())
}
