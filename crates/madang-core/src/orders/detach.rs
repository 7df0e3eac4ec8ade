//! 「첨부 파일 삭제」

use madang_model::{AttachmentId, OrderId};
use madang_store::order_attachments;
use serde_json::json;

use super::attach::{editable, note};
use crate::{Ctx, Entry, Error, Refusal, Result};

/// Takes a file off an order while it can be edited; its content is gone for good. The applicant may.
pub async fn detach(ctx: &Ctx, id: OrderId, attachment_id: AttachmentId) -> Result<()> {
    let mut work = ctx.begin().await?;
    let state = editable(ctx, &mut work, id).await?;
    if !order_attachments::hold(&mut work, id, state).await? {
        return Err(Refusal::Superseded.into());
    }
    let name = order_attachments::remove(&mut work, id, attachment_id).await?.ok_or(Error::NotFound)?;
    note(&mut work, id, "detach", &name).await?;
    work.audit(
        Entry::new("orders.detach", "order", id).with(json!({ "attachment_id": attachment_id.to_string() })),
    );
    work.commit().await
}
