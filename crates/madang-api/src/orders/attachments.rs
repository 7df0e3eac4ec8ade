//! The files of an order.

use axum::Json;
use axum::response::Response;
use madang_core::orders;
use madang_model::{AttachmentId, OrderId};
use madang_store::order_attachments::AttachmentRow;
use madang_web::{Fail, download};
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::{At, AtBoth};
use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct AttachmentView {
    id: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
    created_at: String,
}

impl From<AttachmentRow> for AttachmentView {
    fn from(row: AttachmentRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/orders/{id}/attachments",
    operation_id = "listOrderAttachments",
    tag = "orders",
    responses((status = 200, body = ListView<AttachmentView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
) -> Result<Json<ListView<AttachmentView>>, Fail> {
    Ok(Json(ListView::whole(orders::attachments(&ctx, id).await?.files, AttachmentView::from)))
}

#[utoipa::path(
    get,
    path = "/api/v1/orders/{id}/attachments/{attachment_id}/content",
    operation_id = "downloadOrderAttachment",
    tag = "orders",
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn content(
    SignedIn(ctx): SignedIn,
    AtBoth(id, attachment_id): AtBoth<OrderId, AttachmentId>,
) -> Result<Response, Fail> {
    let file = orders::attachment(&ctx, id, attachment_id).await?;
    Ok(download(&file.name, file.content))
}
