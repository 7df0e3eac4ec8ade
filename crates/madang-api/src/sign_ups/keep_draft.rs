//! Keeping what was typed so far.

use std::collections::BTreeMap;

use http::StatusCode;
use madang_core::members;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::token::SignUpToken;
use crate::body::Body;

#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DraftBody {
    login_id: String,
    name: String,
    email: String,
    marketing: bool,
    phone: String,
    landline: String,
    domain: String,
    ip_count: String,
    organization_code: String,
}

impl DraftBody {
    pub(super) fn from_typed(typed: &BTreeMap<String, String>) -> Self {
        let text = |field: &str| typed.get(field).cloned().unwrap_or_default();
        Self {
            login_id: text("login_id"),
            name: text("name"),
            email: text("email"),
            marketing: !text("marketing").is_empty(),
            phone: text("phone"),
            landline: text("landline"),
            domain: text("domain"),
            ip_count: text("ip_count"),
            organization_code: text("organization_code"),
        }
    }

    fn into_typed(self) -> BTreeMap<String, String> {
        let marketing = if self.marketing { "on".to_owned() } else { String::new() };
        let fields = [
            ("login_id", self.login_id),
            ("name", self.name),
            ("email", self.email),
            ("marketing", marketing),
            ("phone", self.phone),
            ("landline", self.landline),
            ("domain", self.domain),
            ("ip_count", self.ip_count),
            ("organization_code", self.organization_code),
        ];
        fields
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(field, text)| (field.to_owned(), text))
            .collect()
    }
}

#[utoipa::path(
    put,
    path = "/api/v1/sign-ups/current",
    operation_id = "keepSignUpDraft",
    tag = "sign-up",
    security(("signUp" = [])),
    request_body = DraftBody,
    responses((status = 204)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn keep_draft(
    Caller(ctx): Caller,
    SignUpToken(token): SignUpToken,
    Body(body): Body<DraftBody>,
) -> Result<StatusCode, Fail> {
    members::keep_draft(&ctx, &token, &body.into_typed()).await?;
    Ok(StatusCode::NO_CONTENT)
}
