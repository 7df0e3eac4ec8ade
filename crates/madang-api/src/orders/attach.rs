//! 「파일 첨부」

use axum::Json;
use axum::extract::Request;
use http::StatusCode;
use madang_core::Ctx;
use madang_core::orders::{self, Attach};
use madang_model::OrderId;
use madang_web::{Fail, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::CreatedView;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileQuery {
    name: Option<String>,
}

/// The most bytes that a request of this path may bring, where that is more than any other may.
pub(crate) fn most(ctx: &Ctx, path: &str) -> Option<usize> {
    let id = path.strip_prefix("/api/v1/orders/")?.strip_suffix("/attachments")?;
    let is_member = ctx.actor.member().is_ok();
    (is_member && !id.contains('/')).then(|| orders::largest(ctx))
}

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/attachments",
    operation_id = "attachToOrder",
    tag = "orders",
    params(FileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn attach(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
    Asked(query): Asked<FileQuery>,
    request: Request,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    // Whoever may not, is told so before their file is read.
    orders::attachable(&ctx, id).await?;
    let content = axum::body::to_bytes(request.into_body(), orders::largest(&ctx))
        .await
        .map_err(|_| Fail::problem(Problem::TooLarge))?;
    let input = Attach { name: query.name.unwrap_or_default(), content: content.into() };
    let made = orders::attach(&ctx, id, input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(made))))
}
