//! The terms of an offering that are in force.

use axum::Json;
use madang_core::Error;
use madang_core::catalog::{show, terms as in_force};
use madang_i18n::Lang;
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;

#[derive(Serialize, ToSchema)]
pub(crate) struct OfferingTermsView {
    version: i64,
    title: String,
    body: String,
}

#[utoipa::path(
    get,
    path = "/api/v1/offerings/{code}/terms",
    operation_id = "getOfferingTerms",
    tag = "offerings",
    responses((status = 200, body = OfferingTermsView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn terms(
    Caller(ctx): Caller,
    At(code): At<String>,
) -> Result<Json<OfferingTermsView>, Fail> {
    let offering = show(&ctx, &code).await?;
    let found = in_force(&ctx, offering.id).await?.ok_or(Error::NotFound)?;
    let (title, body) = match ctx.lang {
        Lang::Ko => (found.title_ko, found.body_ko),
        Lang::En => (found.title_en, found.body_en),
    };
    Ok(Json(OfferingTermsView { version: found.version, title, body }))
}
