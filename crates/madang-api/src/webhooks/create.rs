//! 「웹훅 추가」

use axum::Json;
use http::StatusCode;
use madang_core::events::{self, WebhookInput};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookBody {
    name: String,
    address: String,
    kinds: Vec<String>,
}

impl From<WebhookBody> for WebhookInput {
    fn from(body: WebhookBody) -> Self {
        Self { name: body.name, address: body.address, kinds: body.kinds }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct CreatedWebhookView {
    id: String,
    secret: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/webhooks",
    operation_id = "createWebhook",
    tag = "webhooks",
    request_body = WebhookBody,
    responses((status = 201, body = CreatedWebhookView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn create(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<WebhookBody>,
) -> Result<(StatusCode, Json<CreatedWebhookView>), Fail> {
    let made = events::create_webhook(&ctx, id, &body.into()).await?;
    let view = CreatedWebhookView { id: made.id.to_string(), secret: made.secret.reveal().to_owned() };
    Ok((StatusCode::CREATED, Json(view)))
}
