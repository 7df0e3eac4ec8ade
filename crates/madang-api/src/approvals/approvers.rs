//! Whom an applicant may pick as approver.

use axum::Json;
use madang_core::approvals::{self, ApproverQuery};
use madang_model::{DepartmentId, OrganizationId};
use madang_store::approvers::PersonRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Ident, Limit, ListView};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ApproversQuery {
    #[param(value_type = Option<String>)]
    department_id: Option<Ident<DepartmentId>>,
    search: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ApproverView {
    member_id: String,
    login_id: String,
    name: String,
    department: Option<String>,
}

impl From<PersonRow> for ApproverView {
    fn from(row: PersonRow) -> Self {
        Self {
            member_id: row.id.to_string(),
            login_id: row.login_id,
            name: row.name,
            department: row.department,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/approvers",
    operation_id = "findApprovers",
    tag = "approvals",
    params(ApproversQuery),
    responses((status = 200, body = ListView<ApproverView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn approvers(
    SignedIn(ctx): SignedIn,
    At(organization_id): At<OrganizationId>,
    Asked(query): Asked<ApproversQuery>,
) -> Result<Json<ListView<ApproverView>>, Fail> {
    let asked = ApproverQuery {
        organization_id,
        department_id: query.department_id.map(|id| id.0),
        search: query.search.unwrap_or_default(),
        after: query.cursor,
    };
    let page = approvals::find_approvers(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, ApproverView::from)))
}
