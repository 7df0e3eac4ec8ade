//! The orders of all organisations.

use axum::Json;
use madang_core::orders::{self, OrderQuery};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::IntoParams;

use super::list::{OrderLineView, state};
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AllOrdersQuery {
    kind: Option<String>,
    state: Option<String>,
    search: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[utoipa::path(
    get,
    path = "/api/v1/orders/all",
    operation_id = "listAllOrders",
    tag = "orders",
    params(AllOrdersQuery),
    responses((status = 200, body = ListView<OrderLineView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list_all(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<AllOrdersQuery>,
) -> Result<Json<ListView<OrderLineView>>, Fail> {
    let asked = OrderQuery {
        kind: query.kind,
        state: state(query.state.as_deref())?,
        search: query.search,
        before: query.cursor,
    };
    let page = orders::list_all(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, OrderLineView::from)))
}
