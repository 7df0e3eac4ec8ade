//! What the member is invited to.

use axum::Json;
use madang_core::organizations;
use madang_store::invitations::OfferedRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct OfferedInvitationView {
    id: String,
    organization_id: String,
    organization: String,
    expires_at: String,
}

impl From<OfferedRow> for OfferedInvitationView {
    fn from(row: OfferedRow) -> Self {
        Self {
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            organization: row.name,
            expires_at: time(row.expires_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me/invitations",
    operation_id = "listMyInvitations",
    tag = "organizations",
    responses((status = 200, body = ListView<OfferedInvitationView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn offered(SignedIn(ctx): SignedIn) -> Result<Json<ListView<OfferedInvitationView>>, Fail> {
    Ok(Json(ListView::whole(organizations::offered(&ctx).await?, OfferedInvitationView::from)))
}
