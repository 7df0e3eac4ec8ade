//! One organisation, with its quota.

use axum::Json;
use madang_core::organizations::{self, Details};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::projects::QuotaLineView;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct OrganizationView {
    id: String,
    code: Option<String>,
    name: String,
    kind: &'static str,
    state: &'static str,
    joining: &'static str,
    revision: i64,
    created_at: String,
    people: i64,
    projects: i64,
    quota: Vec<QuotaLineView>,
}

impl From<Details> for OrganizationView {
    fn from(found: Details) -> Self {
        let row = found.organization;
        Self {
            id: row.id.to_string(),
            code: row.code,
            name: row.name,
            kind: row.kind.as_str(),
            state: row.state.as_str(),
            joining: row.joining.as_str(),
            revision: row.revision,
            created_at: time(row.created_at),
            people: found.people,
            projects: found.projects,
            quota: found.quota.0.into_iter().map(Into::into).collect(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}",
    operation_id = "getOrganization",
    tag = "organizations",
    responses((status = 200, body = OrganizationView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
) -> Result<Json<OrganizationView>, Fail> {
    Ok(Json(organizations::get(&ctx, id).await?.into()))
}
