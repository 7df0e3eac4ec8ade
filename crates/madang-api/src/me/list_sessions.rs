//! Where one is signed in.

use axum::Json;
use madang_core::members::{self, Session};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct SessionView {
    id: String,
    is_current: bool,
    created_at: String,
    seen_at: String,
    expires_at: String,
    address: String,
    client: String,
}

impl From<Session> for SessionView {
    fn from(session: Session) -> Self {
        Self {
            id: session.id.to_string(),
            is_current: session.is_current,
            created_at: time(session.created_at),
            seen_at: time(session.seen_at),
            expires_at: time(session.expires_at),
            address: session.address,
            client: session.client,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me/sessions",
    operation_id = "listSessions",
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = ListView<SessionView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_sessions(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<SessionView>>, Fail> {
    let page = members::list_sessions(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, SessionView::from)))
}
