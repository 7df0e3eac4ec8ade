//! Another order, as a draft.

use axum::Json;
use http::StatusCode;
use madang_core::orders::{self, CreateDraft};
use madang_core::organizations;
use madang_model::{OrganizationId, ProjectId};
use madang_web::Fail;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::{CreatedView, Ident};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderBody {
    kind: String,
    #[schema(value_type = Option<String>)]
    organization_id: Option<Ident<OrganizationId>>,
    #[schema(value_type = Option<String>)]
    project_id: Option<Ident<ProjectId>>,
    #[schema(value_type = Option<Object>)]
    form: Option<Map<String, Value>>,
}

#[utoipa::path(
    post,
    path = "/api/v1/orders",
    operation_id = "createOrder",
    tag = "orders",
    request_body = OrderBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn create(
    SignedIn(ctx): SignedIn,
    Body(body): Body<OrderBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let organization_id = match body.organization_id {
        Some(id) => id.0,
        None => organizations::context(&ctx, None).await?.organization.id,
    };
    let input = CreateDraft {
        kind: body.kind,
        organization_id,
        project_id: body.project_id.map(|id| id.0),
        form: Value::Object(body.form.unwrap_or_default()),
    };
    let id = orders::create_draft(&ctx, input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
