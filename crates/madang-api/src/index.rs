//! Where to begin: what there is, and its description.

use axum::Json;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use madang_web::{Caller, Fail, Web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::document;

pub(crate) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(get_index)).routes(routes!(get_openapi))
}

#[derive(Serialize, ToSchema)]
pub(crate) struct IndexView {
    openapi: &'static str,
    reference: &'static str,
    links: Vec<LinkView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct LinkView {
    operation: String,
    method: String,
    path: String,
    access: String,
    summary: String,
}

#[utoipa::path(
    get,
    path = "/api/v1",
    operation_id = "getIndex",
    tag = "about",
    responses((status = 200, body = IndexView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get_index(Caller(ctx): Caller) -> Json<IndexView> {
    let links = document::operations(document::openapi(ctx.lang)).map(|operation| LinkView {
        operation: operation.text("operationId"),
        method: operation.method.to_ascii_uppercase(),
        path: operation.path.to_owned(),
        access: operation.text("x-access"),
        summary: operation.text("summary"),
    });
    Json(IndexView { openapi: "/api/v1/openapi.json", reference: "/api/docs", links: links.collect() })
}

#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "getOpenApi",
    tag = "about",
    responses((status = 200, body = Object)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get_openapi(Caller(ctx): Caller) -> Result<Response, Fail> {
    let headers = [(CONTENT_TYPE, "application/json"), (CONTENT_LANGUAGE, ctx.lang.tag())];
    Ok((headers, document::text(ctx.lang)).into_response())
}
