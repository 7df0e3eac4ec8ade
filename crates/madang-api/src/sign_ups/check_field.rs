//! The live check of one field of step 2.

use axum::Json;
use madang_core::members;
use madang_core::members::SignUpField as Checked;
use madang_model::Secret;
use madang_model::members::{EmailAddress, PasswordContext};
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SignUpField {
    LoginId,
    Password,
    Name,
    Email,
    Phone,
    Landline,
    Domain,
    IpCount,
    OrganizationCode,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckFieldBody {
    field: SignUpField,
    #[schema(value_type = String)]
    value: Secret,
    /// The other fields are for a password, which must not contain them.
    #[serde(default)]
    login_id: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct FieldCheckView {
    valid: bool,
    code: Option<&'static str>,
    message: Option<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/sign-ups/check",
    operation_id = "checkSignUpField",
    tag = "sign-up",
    request_body = CheckFieldBody,
    responses((status = 200, body = FieldCheckView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn check_field(
    Caller(ctx): Caller,
    Body(body): Body<CheckFieldBody>,
) -> Result<Json<FieldCheckView>, Fail> {
    let text = body.value.reveal();
    let email = EmailAddress::parse(&body.email).ok();
    let field = match body.field {
        SignUpField::LoginId => Checked::LoginId(text),
        SignUpField::Password => Checked::Password {
            password: &body.value,
            about: PasswordContext {
                login_id: body.login_id.trim(),
                phone: &body.phone,
                name: body.name.trim(),
                email_local: email.as_ref().map_or("", EmailAddress::local_part),
            },
        },
        SignUpField::Name => Checked::Name(text),
        SignUpField::Email => Checked::Email(text),
        SignUpField::Phone => Checked::Phone(text),
        SignUpField::Landline => Checked::Landline(text),
        SignUpField::Domain => Checked::Domain(text),
        SignUpField::IpCount => Checked::IpCount(text),
        SignUpField::OrganizationCode => Checked::OrganizationCode(text),
    };
    let broken = members::check_field(&ctx, field).await?;
    Ok(Json(FieldCheckView {
        valid: broken.is_none(),
        code: broken.map(|rule| rule.code()),
        message: broken.map(|rule| ctx.tr().rule(rule)),
    }))
}
