//! Having read all notices up to one.

use axum::Json;
use madang_core::notices;
use madang_model::NoticeId;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::Ident;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkAllReadBody {
    #[schema(value_type = Option<String>)]
    last_id: Option<Ident<NoticeId>>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MarkedReadView {
    count: u64,
}

#[utoipa::path(
    post,
    path = "/api/v1/notices/read",
    operation_id = "markAllNoticesRead",
    tag = "notices",
    request_body = MarkAllReadBody,
    responses((status = 200, body = MarkedReadView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn mark_all_read(
    SignedIn(ctx): SignedIn,
    Body(body): Body<MarkAllReadBody>,
) -> Result<Json<MarkedReadView>, Fail> {
    let count = notices::mark_all_read(&ctx, body.last_id.map(|id| id.0)).await?;
    Ok(Json(MarkedReadView { count }))
}
