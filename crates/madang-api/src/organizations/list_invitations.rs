//! An organisation's open invitations.

use axum::Json;
use madang_core::organizations;
use madang_model::OrganizationId;
use madang_store::invitations::InvitationRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationView {
    id: String,
    email: String,
    department_id: Option<String>,
    roles: Vec<String>,
    created_at: String,
    expires_at: String,
}

impl From<InvitationRow> for InvitationView {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id.to_string(),
            email: row.email,
            department_id: row.department_id.map(|id| id.to_string()),
            roles: row.roles.split_whitespace().map(str::to_owned).collect(),
            created_at: time(row.created_at),
            expires_at: time(row.expires_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/invitations",
    operation_id = "listInvitations",
    tag = "organizations",
    params(PageQuery),
    responses((status = 200, body = ListView<InvitationView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_invitations(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<InvitationView>>, Fail> {
    let page = organizations::list_invitations(&ctx, id, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, InvitationView::from)))
}
