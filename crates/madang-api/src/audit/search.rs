//! Entries, searched.

use axum::Json;
use madang_core::audit::{self, AuditQuery};
use madang_store::audit::FoundRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, Moment, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditEntriesQuery {
    actor: Option<String>,
    action: Option<String>,
    target: Option<String>,
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Moment>,
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Moment>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct AuditEntryView {
    seq: i64,
    at: String,
    actor: String,
    actor_login_id: Option<String>,
    action: String,
    target_kind: String,
    target_id: String,
    target_login_id: Option<String>,
    address: Option<String>,
    client: Option<String>,
    request_id: String,
    #[schema(value_type = Option<Object>)]
    detail: serde_json::Value,
    hash: String,
}

impl From<FoundRow> for AuditEntryView {
    fn from(row: FoundRow) -> Self {
        Self {
            seq: row.seq,
            at: time(row.at),
            actor: row.actor,
            actor_login_id: row.actor_login_id,
            action: row.action,
            target_kind: row.target_kind,
            target_id: row.target_id,
            target_login_id: row.target_login_id,
            address: row.address,
            client: row.client,
            request_id: row.request_id,
            detail: serde_json::from_str(&row.detail).unwrap_or(serde_json::Value::Null),
            hash: row.hash,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/audit-entries",
    operation_id = "searchAudit",
    tag = "audit",
    params(AuditEntriesQuery),
    responses((status = 200, body = ListView<AuditEntryView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn search(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<AuditEntriesQuery>,
) -> Result<Json<ListView<AuditEntryView>>, Fail> {
    let asked = AuditQuery {
        actor: query.actor.unwrap_or_default(),
        action: query.action.unwrap_or_default(),
        target: query.target.unwrap_or_default(),
        since: query.since.map(|at| at.0),
        until: query.until.map(|at| at.0),
        before: query.cursor,
    };
    let page = audit::search(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, AuditEntryView::from)))
}
