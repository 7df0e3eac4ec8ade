//! One member with what belongs to it.

use axum::Json;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::me::ConsentView;
use crate::wire::{StaffRoleName, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct MemberDetailsView {
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
    state: String,
    state_since: String,
    state_reason: String,
    staff: Option<StaffRoleName>,
    created_at: String,
    last_sign_in_at: Option<String>,
    password_changed_at: String,
    password_expired_at: Option<String>,
    sessions: i64,
    tokens: i64,
    ssh_keys: i64,
    failures: SignInFailuresView,
    consents: Vec<ConsentView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SignInFailuresView {
    count: u32,
    addresses: u32,
    captcha_needed: bool,
    waits_until: Option<String>,
}

#[utoipa::path(
    get,
    path = "/api/v1/members/{id}",
    operation_id = "getMember",
    tag = "members",
    responses((status = 200, body = MemberDetailsView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn get(
    SignedIn(ctx): SignedIn,
    At(id): At<MemberId>,
) -> Result<Json<MemberDetailsView>, Fail> {
    let details = members::get(&ctx, id).await?;
    let (member, holdings, failures) = (details.member, details.holdings, details.failures);
    Ok(Json(MemberDetailsView {
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
        state: member.state,
        state_since: time(member.state_since),
        state_reason: member.state_reason,
        staff: member.staff.map(Into::into),
        created_at: time(member.created_at),
        last_sign_in_at: member.last_sign_in_at.map(time),
        password_changed_at: time(member.password_changed_at),
        password_expired_at: member.password_expired_at.map(time),
        sessions: holdings.sessions,
        tokens: holdings.tokens,
        ssh_keys: holdings.ssh_keys,
        failures: SignInFailuresView {
            count: failures.failures,
            addresses: failures.addresses,
            captcha_needed: failures.captcha,
            waits_until: failures.waits_until.map(time),
        },
        consents: details.consents.into_iter().map(|row| ConsentView::new(ctx.lang, row)).collect(),
    }))
}
