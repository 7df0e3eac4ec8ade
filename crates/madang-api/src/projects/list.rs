//! 「프로젝트 현황」

use axum::Json;
use madang_core::Error;
use madang_core::projects::{self, ProjectQuery};
use madang_model::{OrganizationId, Rule};
use madang_store::projects::ProjectRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Ident, Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProjectsQuery {
    #[param(value_type = Option<String>)]
    organization_id: Option<Ident<OrganizationId>>,
    mine: Option<bool>,
    state: Option<String>,
    search: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectLineView {
    id: String,
    organization_id: String,
    department_id: Option<String>,
    name: String,
    description: String,
    state: &'static str,
    state_since: String,
    order_id: Option<String>,
    applicant_id: String,
    created_at: String,
}

impl From<ProjectRow> for ProjectLineView {
    fn from(row: ProjectRow) -> Self {
        Self {
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            department_id: row.department_id.map(|id| id.to_string()),
            name: row.name,
            description: row.description,
            state: row.state.as_str(),
            state_since: time(row.state_since),
            order_id: row.order_id.map(|id| id.to_string()),
            applicant_id: row.created_by.to_string(),
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/projects",
    operation_id = "listProjects",
    tag = "projects",
    params(ProjectsQuery),
    responses((status = 200, body = ListView<ProjectLineView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<ProjectsQuery>,
) -> Result<Json<ListView<ProjectLineView>>, Fail> {
    let state = query.state.map(|name| name.parse()).transpose();
    let asked = ProjectQuery {
        organization_id: query.organization_id.map(|id| id.0),
        mine: query.mine.unwrap_or_default(),
        search: query.search.unwrap_or_default(),
        state: state.map_err(|_| Error::invalid("state", Rule::Choice))?,
        before: query.cursor,
    };
    let page = projects::list(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, ProjectLineView::from)))
}
