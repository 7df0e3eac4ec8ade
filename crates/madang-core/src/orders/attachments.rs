//! The files of an order.

use madang_model::{AttachmentId, OrderId};
use madang_store::order_attachments::{self, AttachmentRow, ContentRow};

use super::standing::found;
use crate::{Action, Capacity, Ctx, Error, Result};

/// A file with its content.
pub type Attachment = ContentRow;

/// The most that are read: the settings may have allowed more before.
const SHOWN: i64 = 1000;

/// The files of an order.
#[derive(Debug, Clone)]
pub struct AttachmentList {
    /// They, oldest first.
    pub files: Vec<AttachmentRow>,
    /// Whether the actor may attach and remove files now.
    pub writable: bool,
    /// How many there may be.
    pub most: u32,
}

/// The files of an order. Whoever sees the order may.
pub async fn attachments(ctx: &Ctx, id: OrderId) -> Result<AttachmentList> {
    let mut conn = ctx.read().await?;
    let (order, standing) = found(ctx, &mut conn, id, Action::ReadOrder).await?;
    Ok(AttachmentList {
        files: order_attachments::of(&mut conn, id, SHOWN).await?,
        writable: order.state.is_editable() && standing.has(Capacity::Applicant),
        most: ctx.settings().orders.attachments,
    })
}

/// One file of an order, with its content. Whoever sees the order may.
pub async fn attachment(ctx: &Ctx, id: OrderId, attachment_id: AttachmentId) -> Result<Attachment> {
    let mut conn = ctx.read().await?;
    found(ctx, &mut conn, id, Action::ReadOrder).await?;
    order_attachments::find(&mut conn, id, attachment_id).await?.ok_or(Error::NotFound)
}
