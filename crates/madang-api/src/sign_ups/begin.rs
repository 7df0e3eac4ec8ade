//! Step 1: agreeing to the terms.

use axum::Json;
use http::StatusCode;
use madang_core::members::{BeginSignUp, begin_sign_up};
use madang_model::TermsId;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::wire::Ident;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeginSignUpBody {
    #[schema(value_type = Vec<String>)]
    terms: Vec<Ident<TermsId>>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SignUpBegunView {
    token: String,
    seconds: u32,
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups",
    operation_id = "beginSignUp",
    tag = "sign-up",
    request_body = BeginSignUpBody,
    responses((status = 201, body = SignUpBegunView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn begin(
    Caller(ctx): Caller,
    Body(body): Body<BeginSignUpBody>,
) -> Result<(StatusCode, Json<SignUpBegunView>), Fail> {
    let agreed = body.terms.into_iter().map(|id| id.0).collect();
    let token = begin_sign_up(&ctx, BeginSignUp { agreed }).await?;
    let view =
        SignUpBegunView { token: token.reveal().to_owned(), seconds: ctx.settings().sign_up.minutes * 60 };
    Ok((StatusCode::CREATED, Json(view)))
}
