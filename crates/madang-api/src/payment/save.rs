//! Saying who pays.

use axum::Json;
use madang_core::billing::{SaveAccount, save_account};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = Payer)]
pub(crate) enum PayerName {
    Person,
    Company,
}

/// What belongs to the other kind of payer is not looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaymentBody {
    revision: i64,
    payer: PayerName,
    name: String,
    email: String,
    mobile: String,
    #[serde(default)]
    landline: String,
    #[serde(default)]
    postcode: String,
    #[serde(default)]
    road_address: String,
    #[serde(default)]
    lot_address: String,
    #[serde(default)]
    detail_address: String,
    #[serde(default)]
    company_name: String,
    #[serde(default)]
    business_number: String,
    #[serde(default)]
    corporate_number: String,
}

#[utoipa::path(
    put,
    path = "/api/v1/organizations/{id}/payment",
    operation_id = "savePaymentInformation",
    tag = "payment",
    request_body = PaymentBody,
    responses((status = 200, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn save(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<PaymentBody>,
) -> Result<Json<CreatedView>, Fail> {
    let kind = match body.payer {
        PayerName::Person => "person",
        PayerName::Company => "company",
    };
    let input = SaveAccount {
        revision: body.revision,
        kind: kind.to_owned(),
        name: body.name,
        email: body.email,
        mobile: body.mobile,
        landline: body.landline,
        postcode: body.postcode,
        road_address: body.road_address,
        lot_address: body.lot_address,
        detail_address: body.detail_address,
        company_name: body.company_name,
        business_number: body.business_number,
        corporate_number: body.corporate_number,
    };
    Ok(Json(CreatedView::new(save_account(&ctx, id, input).await?)))
}
