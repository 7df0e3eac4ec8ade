//! What an organisation subscribes to.

use axum::Json;
use madang_core::catalog::in_lang;
use madang_core::subscriptions;
use madang_i18n::Lang;
use madang_model::OrganizationId;
use madang_model::catalog::OfferingContent;
use madang_store::subscriptions::SubscriptionRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct SubscriptionLineView {
    id: String,
    organization_id: String,
    offering: String,
    product: &'static str,
    name: String,
    plan: String,
    version: i64,
    terms_version: i64,
    state: &'static str,
    started_at: String,
    ended_at: Option<String>,
    order_id: String,
}

impl SubscriptionLineView {
    pub(super) fn new(lang: Lang, row: &SubscriptionRow, offering: &OfferingContent) -> Self {
        Self {
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            offering: row.code.to_string(),
            product: row.product.as_str(),
            name: in_lang(lang, &offering.name).to_owned(),
            plan: row.plan.clone(),
            version: row.version,
            terms_version: row.terms_version,
            state: row.state.as_str(),
            started_at: time(row.started_at),
            ended_at: row.ended_at.map(time),
            order_id: row.order_id.to_string(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/subscriptions",
    operation_id = "listSubscriptions",
    tag = "subscriptions",
    params(PageQuery),
    responses((status = 200, body = ListView<SubscriptionLineView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<SubscriptionLineView>>, Fail> {
    let page = subscriptions::list(&ctx, id, query.cursor.as_deref()).await?;
    let view = |item: subscriptions::Listed| SubscriptionLineView::new(ctx.lang, &item.row, &item.offering);
    Ok(Json(ListView::page(page, query.limit, view)))
}
