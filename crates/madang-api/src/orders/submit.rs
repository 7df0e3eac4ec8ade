//! 「승인의뢰」

use http::StatusCode;
use madang_core::orders::{self, Confirm};
use madang_model::OrderId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubmitBody {
    revision: i64,
    seal: Option<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/submit",
    operation_id = "submitOrder",
    tag = "orders",
    request_body = SubmitBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn submit(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
    Body(body): Body<SubmitBody>,
) -> Result<StatusCode, Fail> {
    match body.seal {
        Some(seal) => orders::confirm(&ctx, id, &Confirm { revision: body.revision, seal }).await?,
        None => orders::submit(&ctx, id, body.revision).await?,
    }
    Ok(StatusCode::NO_CONTENT)
}
