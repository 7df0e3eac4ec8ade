//! Writing what is asked for.

use axum::Json;
use madang_core::orders::{self, SaveDraft};
use madang_model::{MemberId, OrderId};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::Ident;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaveOrderBody {
    revision: i64,
    #[schema(value_type = Object)]
    form: Map<String, Value>,
    #[schema(value_type = Option<String>)]
    approver_id: Option<Ident<MemberId>>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct RevisionView {
    revision: i64,
}

#[utoipa::path(
    put,
    path = "/api/v1/orders/{id}",
    operation_id = "saveOrder",
    tag = "orders",
    request_body = SaveOrderBody,
    responses((status = 200, body = RevisionView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn save(
    SignedIn(ctx): SignedIn,
    At(id): At<OrderId>,
    Body(body): Body<SaveOrderBody>,
) -> Result<Json<RevisionView>, Fail> {
    let input = SaveDraft {
        revision: body.revision,
        form: Value::Object(body.form),
        approver_id: body.approver_id.map(|id| id.0),
    };
    let revision = orders::save_draft(&ctx, id, &input).await?;
    Ok(Json(RevisionView { revision }))
}
