//! A code to one's new number.

use axum::Json;
use madang_core::members::{self, PhoneSubject};
use madang_web::Fail;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::sign_ups::send_phone_code::{PhoneBody, SentCodeView};

#[utoipa::path(
    post,
    path = "/api/v1/me/phone/code",
    operation_id = "sendPhoneCode",
    tag = "me",
    request_body = PhoneBody,
    responses((status = 200, body = SentCodeView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn send_phone_code(
    SignedIn(ctx): SignedIn,
    Body(body): Body<PhoneBody>,
) -> Result<Json<SentCodeView>, Fail> {
    Ok(Json(members::send_phone_code(&ctx, &PhoneSubject::Member, &body.phone).await?.into()))
}
