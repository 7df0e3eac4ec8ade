//! One's own account, to be looked at.

use axum::Json;
use madang_core::members;
use madang_store::members::MemberRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::{StaffRoleName, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct ProfileView {
    id: String,
    login_id: String,
    name: String,
    email: String,
    phone: String,
    landline: Option<String>,
    domain: Option<String>,
    ip_count: Option<i64>,
    marketing_since: Option<String>,
    language: String,
    staff: Option<StaffRoleName>,
    password_changed_at: String,
    created_at: String,
    last_sign_in_at: Option<String>,
}

impl From<MemberRow> for ProfileView {
    fn from(member: MemberRow) -> Self {
        Self {
            id: member.id.to_string(),
            login_id: member.login_id,
            name: member.name,
            email: member.email,
            phone: member.phone,
            landline: member.landline,
            domain: member.domain,
            ip_count: member.ip_count,
            marketing_since: member.marketing_at.map(time),
            language: member.lang,
            staff: member.staff.map(Into::into),
            password_changed_at: time(member.password_changed_at),
            created_at: time(member.created_at),
            last_sign_in_at: member.last_sign_in_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me",
    operation_id = "getProfile",
    tag = "me",
    responses((status = 200, body = ProfileView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get_profile(SignedIn(ctx): SignedIn) -> Result<Json<ProfileView>, Fail> {
    Ok(Json(members::get_profile(&ctx).await?.into()))
}
