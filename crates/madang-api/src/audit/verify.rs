//! Whether the chain of entries is whole.

use axum::Json;
use madang_core::audit::{self, Broken, Verified};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct AuditVerifiedView {
    whole: bool,
    entries: Option<i64>,
    head: Option<String>,
    broken_seq: Option<i64>,
}

#[utoipa::path(
    post,
    path = "/api/v1/audit-entries/verify",
    operation_id = "verifyAudit",
    tag = "audit",
    responses((status = 200, body = AuditVerifiedView)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn verify(SignedIn(ctx): SignedIn) -> Result<Json<AuditVerifiedView>, Fail> {
    Ok(Json(match audit::verify(&ctx).await? {
        Ok(Verified { entries, head }) => {
            AuditVerifiedView { whole: true, entries: Some(entries), head: Some(head), broken_seq: None }
        }
        Err(Broken { seq }) => {
            AuditVerifiedView { whole: false, entries: None, head: None, broken_seq: Some(seq) }
        }
    }))
}
