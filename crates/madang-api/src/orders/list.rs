//! One's own orders, one's department's or an organisation's.

use axum::Json;
use madang_core::orders::{self, ListOf, OrderQuery};
use madang_model::OrganizationId;
use madang_store::order_lists::OrderLine;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Ident, Limit, ListView, time};

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ListOf)]
pub(crate) enum ListOfName {
    Mine,
    Department,
    Organization,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrdersQuery {
    #[param(inline)]
    of: Option<ListOfName>,
    #[param(value_type = Option<String>)]
    organization_id: Option<Ident<OrganizationId>>,
    kind: Option<String>,
    state: Option<String>,
    search: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

impl OrdersQuery {
    pub(super) fn into_parts(self) -> (ListOf, OrderQuery, Option<Limit>) {
        let of = match self.of {
            None | Some(ListOfName::Mine) => ListOf::Mine,
            Some(ListOfName::Department) => ListOf::Department,
            Some(ListOfName::Organization) => ListOf::Organization,
        };
        let query = OrderQuery {
            organization_id: self.organization_id.map(|id| id.0),
            kind: self.kind,
            state: self.state,
            search: self.search.unwrap_or_default(),
            before: self.cursor,
        };
        (of, query, self.limit)
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OrderLineView {
    id: String,
    number: String,
    kind: String,
    state: &'static str,
    organization_id: String,
    organization: String,
    department: Option<String>,
    applicant_id: String,
    applicant: Option<String>,
    project_id: Option<String>,
    title: String,
    amount: i64,
    result_id: Option<String>,
    created_at: String,
    since: String,
    submitted_at: Option<String>,
}

impl From<OrderLine> for OrderLineView {
    fn from(row: OrderLine) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            kind: row.kind,
            state: row.state.as_str(),
            organization_id: row.organization_id.to_string(),
            organization: row.organization,
            department: row.department,
            applicant_id: row.applicant_id.to_string(),
            applicant: Some(row.applicant).filter(|name| !name.is_empty()),
            project_id: row.project_id.map(|id| id.to_string()),
            title: row.title,
            amount: row.amount,
            result_id: row.result_id,
            created_at: time(row.created_at),
            since: time(row.since),
            submitted_at: row.submitted_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/orders",
    operation_id = "listOrders",
    tag = "orders",
    params(OrdersQuery),
    responses((status = 200, body = ListView<OrderLineView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<OrdersQuery>,
) -> Result<Json<ListView<OrderLineView>>, Fail> {
    let (of, query, limit) = query.into_parts();
    let page = orders::list(&ctx, of, &query).await?;
    Ok(Json(ListView::page(page, limit, OrderLineView::from)))
}
