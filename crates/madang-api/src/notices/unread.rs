//! How many notices are unread.

use axum::Json;
use madang_core::notices;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct UnreadView {
    count: u32,
}

#[utoipa::path(
    get,
    path = "/api/v1/notices/unread",
    operation_id = "countUnreadNotices",
    tag = "notices",
    responses((status = 200, body = UnreadView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn unread(SignedIn(ctx): SignedIn) -> Result<Json<UnreadView>, Fail> {
    Ok(Json(UnreadView { count: notices::unread(&ctx).await? }))
}
