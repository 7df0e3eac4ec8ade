//! All companies.

use axum::Json;
use madang_core::organizations::{self, OrganizationQuery};
use madang_store::organizations::OrganizationRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrganizationsQuery {
    search: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OrganizationLineView {
    id: String,
    code: Option<String>,
    name: String,
    state: &'static str,
    joining: &'static str,
    created_at: String,
}

impl From<OrganizationRow> for OrganizationLineView {
    fn from(row: OrganizationRow) -> Self {
        Self {
            id: row.id.to_string(),
            code: row.code,
            name: row.name,
            state: row.state.as_str(),
            joining: row.joining.as_str(),
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/all",
    operation_id = "listOrganizations",
    tag = "organizations",
    params(OrganizationsQuery),
    responses((status = 200, body = ListView<OrganizationLineView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list_all(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<OrganizationsQuery>,
) -> Result<Json<ListView<OrganizationLineView>>, Fail> {
    let asked = OrganizationQuery { search: query.search.unwrap_or_default(), before: query.cursor };
    let page = organizations::list(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, OrganizationLineView::from)))
}
