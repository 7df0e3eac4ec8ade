//! One subscription.

use axum::Json;
use madang_core::promotions::Offered;
use madang_core::subscriptions::{self, Bill, Held};
use madang_model::SubscriptionId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::SubscriptionLineView;
use crate::address::At;
use crate::caller::SignedIn;
use crate::offerings::BillLineView;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct SubscriptionView {
    subscription: SubscriptionLineView,
    prices: Vec<HeldPriceView>,
    consent: Option<SubscriptionConsentView>,
    promotion: Option<DiscountView>,
    bill: BillView,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct HeldPriceView {
    meter: &'static str,
    price: String,
    since: String,
    coming: Vec<ComingPriceView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ComingPriceView {
    price: String,
    since: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SubscriptionConsentView {
    login_id: String,
    version: i64,
    agreed_at: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DiscountView {
    kind: &'static str,
    amount: i64,
    months: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BillView {
    month: String,
    starts_at: String,
    ends_at: String,
    lines: Vec<BillLineView>,
    discount: String,
    sum: String,
    tax: String,
    total: String,
}

impl From<Offered> for DiscountView {
    fn from(offered: Offered) -> Self {
        Self {
            kind: offered.discount.kind().as_str(),
            amount: offered.discount.value(),
            months: offered.months,
        }
    }
}

impl From<&Held> for HeldPriceView {
    fn from(held: &Held) -> Self {
        let coming = held
            .coming
            .iter()
            .map(|rate| ComingPriceView { price: rate.price.plain(), since: time(rate.since) });
        Self {
            meter: held.meter.as_str(),
            price: held.now.price.plain(),
            since: time(held.now.since),
            coming: coming.collect(),
        }
    }
}

impl From<&Bill> for BillView {
    fn from(bill: &Bill) -> Self {
        let lines = bill.lines.iter().map(|line| BillLineView {
            meter: line.meter.as_str(),
            quantity: line.quantity,
            included: line.included,
            sum: line.sum.plain(),
        });
        Self {
            month: bill.month.to_string(),
            starts_at: time(bill.from),
            ends_at: time(bill.to),
            lines: lines.collect(),
            discount: bill.discount.plain(),
            sum: bill.sum.plain(),
            tax: bill.tax.plain(),
            total: bill.total().plain(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/subscriptions/{id}",
    operation_id = "getSubscription",
    tag = "subscriptions",
    responses((status = 200, body = SubscriptionView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(
    SignedIn(ctx): SignedIn,
    At(id): At<SubscriptionId>,
) -> Result<Json<SubscriptionView>, Fail> {
    let found = subscriptions::get(&ctx, id).await?;
    Ok(Json(SubscriptionView {
        subscription: SubscriptionLineView::new(ctx.lang, &found.row, &found.offering),
        prices: found.prices.iter().map(HeldPriceView::from).collect(),
        consent: found.consent.map(|consent| SubscriptionConsentView {
            login_id: consent.login_id,
            version: consent.version,
            agreed_at: time(consent.agreed_at),
        }),
        promotion: found.promotion.map(DiscountView::from),
        bill: BillView::from(&found.bill),
    }))
}
