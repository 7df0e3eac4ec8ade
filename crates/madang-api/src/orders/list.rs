//! One's own orders, one's department's or an organisation's.

use axum::Json;
use madang_core::orders::{self, ListOf, OrderQuery};
use madang_core::{Error, organizations};
use madang_model::orders::OrderState;
use madang_model::{OrganizationId, Rule};
use madang_store::orders::OrderItem;
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

impl From<ListOfName> for ListOf {
    fn from(name: ListOfName) -> Self {
        match name {
            ListOfName::Mine => Self::Mine,
            ListOfName::Department => Self::Department,
            ListOfName::Organization => Self::Organization,
        }
    }
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

/// A state, by its name.
pub(super) fn state(name: Option<&str>) -> Result<Option<OrderState>, Error> {
    name.map(str::parse).transpose().map_err(|_| Error::invalid("state", Rule::Choice))
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
    applicant: Option<String>,
    title: String,
    created_at: String,
    since: String,
    submitted_at: Option<String>,
}

impl From<OrderItem> for OrderLineView {
    fn from(row: OrderItem) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            kind: row.kind,
            state: row.state.as_str(),
            organization_id: row.organization_id.to_string(),
            organization: row.organization,
            department: row.department,
            applicant: Some(row.applicant).filter(|name| !name.is_empty()),
            title: row.title,
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
    let wanted = query.organization_id.map(|id| id.0);
    let asked = OrderQuery {
        kind: query.kind,
        state: state(query.state.as_deref())?,
        search: query.search,
        before: query.cursor,
    };
    let organization_id = organizations::context(&ctx, wanted).await?.organization.id;
    let (_, page) = orders::list(&ctx, organization_id, query.of.map(Into::into), &asked).await?;
    Ok(Json(ListView::page(page, query.limit, OrderLineView::from)))
}
