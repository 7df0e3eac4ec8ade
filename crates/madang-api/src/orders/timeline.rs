//! What happened to an order.

use axum::Json;
use madang_core::orders::{self, Happened};
use madang_model::OrderId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct OrderEventView {
    id: String,
    kind: String,
    actor: String,
    role: &'static str,
    name: Option<String>,
    on_behalf_of: Option<String>,
    text: Option<String>,
    at: String,
}

impl From<Happened> for OrderEventView {
    fn from(row: Happened) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind,
            actor: row.actor,
            role: row.role.as_str(),
            name: row.name,
            on_behalf_of: row.on_behalf_of,
            text: Some(row.text).filter(|text| !text.is_empty()),
            at: time(row.at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/orders/{id}/events",
    operation_id = "listOrderEvents",
    tag = "orders",
    params(PageQuery),
    responses((status = 200, body = ListView<OrderEventView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn timeline(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
    At(id): At<OrderId>,
) -> Result<Json<ListView<OrderEventView>>, Fail> {
    let page = orders::timeline(&ctx, id, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, OrderEventView::from)))
}
