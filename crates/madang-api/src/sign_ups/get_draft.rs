//! What was typed so far.

use axum::Json;
use madang_core::members;
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use super::keep_draft::DraftBody;
use super::token::SignUpToken;

#[derive(Serialize, ToSchema)]
pub(crate) struct DraftView {
    terms: Vec<String>,
    typed: DraftBody,
    confirmed_phone: Option<String>,
    awaited_code: Option<AwaitedCodeView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct AwaitedCodeView {
    phone: String,
    seconds: u32,
}

#[utoipa::path(
    get,
    path = "/api/v1/sign-ups/current",
    operation_id = "getSignUpDraft",
    tag = "sign-up",
    security(("signUp" = [])),
    responses((status = 200, body = DraftView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get_draft(
    Caller(ctx): Caller,
    SignUpToken(token): SignUpToken,
) -> Result<Json<DraftView>, Fail> {
    let draft = members::get_draft(&ctx, &token).await?;
    Ok(Json(DraftView {
        terms: draft.agreed.iter().map(ToString::to_string).collect(),
        typed: DraftBody::from_typed(&draft.typed),
        confirmed_phone: draft.confirmed_phone,
        awaited_code: draft
            .awaited_code
            .map(|code| AwaitedCodeView { phone: code.phone, seconds: code.seconds }),
    }))
}
