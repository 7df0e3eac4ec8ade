//! 「의견」

use axum::Json;
use http::StatusCode;
use madang_core::orders;
use madang_model::OrderId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommentBody {
    text: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/comments",
    operation_id = "commentOrder",
    tag = "orders",
    request_body = CommentBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn comment(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
    Body(body): Body<CommentBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let id = orders::comment(&ctx, id, &body.text).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
