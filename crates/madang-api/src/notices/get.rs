//! One notice.

use axum::Json;
use madang_core::notices;
use madang_model::NoticeId;
use madang_web::Fail;

use super::list::NoticeView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/notices/{id}",
    operation_id = "getNotice",
    tag = "notices",
    responses((status = 200, body = NoticeView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<NoticeId>) -> Result<Json<NoticeView>, Fail> {
    Ok(Json(notices::get(&ctx, id).await?.into()))
}
