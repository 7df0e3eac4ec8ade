//! What happened to an order.

use axum::Json;
use madang_core::orders::{self, Happened, Who};
use madang_model::OrderId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct OrderEventView {
    id: String,
    kind: String,
    /// `system`, `applicant`, `member` or `provider`.
    actor: &'static str,
    name: Option<String>,
    on_behalf_of: Option<String>,
    text: Option<String>,
    at: String,
}

impl From<Happened> for OrderEventView {
    fn from(entry: Happened) -> Self {
        let (actor, name) = match entry.who {
            Who::System => ("system", None),
            Who::Applicant(name) => ("applicant", name),
            Who::Member(name) => ("member", name),
            Who::Provider(name) => ("provider", name),
        };
        Self {
            id: entry.id.to_string(),
            kind: entry.kind,
            actor,
            name,
            on_behalf_of: entry.on_behalf_of,
            text: Some(entry.text).filter(|text| !text.is_empty()),
            at: time(entry.at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/orders/{id}/events",
    operation_id = "listOrderEvents",
    tag = "orders",
    responses((status = 200, body = ListView<OrderEventView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn timeline(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
) -> Result<Json<ListView<OrderEventView>>, Fail> {
    Ok(Json(ListView::whole(orders::timeline(&ctx, id).await?.past, OrderEventView::from)))
}
