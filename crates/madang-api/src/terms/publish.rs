//! Another version.

use axum::Json;
use http::StatusCode;
use madang_core::terms::{self, PublishTerms};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishTermsBody {
    kind: String,
    replaces: u32,
    required: bool,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/terms/versions",
    operation_id = "publishTerms",
    tag = "terms",
    request_body = PublishTermsBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn publish(
    SignedIn(ctx): SignedIn,
    Body(body): Body<PublishTermsBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let input = PublishTerms {
        kind: body.kind,
        replaces: body.replaces.into(),
        required: body.required,
        title_ko: body.title_ko,
        title_en: body.title_en,
        body_ko: body.body_ko,
        body_en: body.body_en,
    };
    Ok((StatusCode::CREATED, Json(CreatedView::new(terms::publish(&ctx, input).await?))))
}
