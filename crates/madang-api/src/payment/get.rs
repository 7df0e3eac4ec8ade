//! Who pays for an organisation, and how.

use axum::Json;
use madang_core::Error;
use madang_core::billing::{Account, get_account};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct PaymentView {
    id: String,
    revision: i64,
    state: &'static str,
    payer: &'static str,
    method: &'static str,
    name: String,
    email: String,
    mobile: String,
    landline: Option<String>,
    postcode: String,
    road_address: String,
    lot_address: String,
    detail_address: String,
    company_name: String,
    business_number: String,
    corporate_number: String,
    card_brand: Option<String>,
    card_tail: Option<String>,
    card_tries_left: i64,
}

impl From<Account> for PaymentView {
    fn from(account: Account) -> Self {
        let card_tries_left = account.tries_left();
        let has_card = account.has_card();
        let row = account.row;
        Self {
            id: row.id.to_string(),
            revision: row.revision,
            state: row.state.as_str(),
            payer: row.kind.as_str(),
            method: row.method.as_str(),
            name: row.contact_name,
            email: row.email,
            mobile: row.mobile,
            landline: row.landline,
            postcode: row.postcode,
            road_address: row.road_address,
            lot_address: row.lot_address,
            detail_address: row.detail_address,
            company_name: row.company_name,
            business_number: row.business_number,
            corporate_number: row.corporate_number,
            card_brand: has_card.then_some(row.card_brand),
            card_tail: has_card.then_some(row.card_tail),
            card_tries_left,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/payment",
    operation_id = "getPaymentInformation",
    tag = "payment",
    responses((status = 200, body = PaymentView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
) -> Result<Json<PaymentView>, Fail> {
    let account = get_account(&ctx, id).await?.ok_or(Error::NotFound)?;
    Ok(Json(account.into()))
}
