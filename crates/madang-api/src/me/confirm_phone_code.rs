//! Typing in the code, which makes the number one's own.

use axum::Json;
use madang_core::members::{self, PhoneSubject};
use madang_web::Fail;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::sign_ups::confirm_phone_code::{ConfirmedPhoneView, PhoneCodeBody};

#[utoipa::path(
    post,
    path = "/api/v1/me/phone/confirm",
    operation_id = "confirmPhoneCode",
    tag = "me",
    request_body = PhoneCodeBody,
    responses((status = 200, body = ConfirmedPhoneView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn confirm_phone_code(
    SignedIn(ctx): SignedIn,
    Body(body): Body<PhoneCodeBody>,
) -> Result<Json<ConfirmedPhoneView>, Fail> {
    let phone = members::confirm_phone_code(&ctx, &PhoneSubject::Member, &body.code).await?;
    Ok(Json(ConfirmedPhoneView { phone: phone.into_string() }))
}
