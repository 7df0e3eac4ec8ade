//! 「정리」

use http::StatusCode;
use madang_core::subscriptions;
use madang_model::SubscriptionId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TearDownBody {
    /// Everything where it is left out.
    resource_kind: Option<String>,
    /// Everything where it is left out.
    resource: Option<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/subscriptions/{id}/tear-down",
    operation_id = "tearDownSubscription",
    tag = "subscriptions",
    request_body = TearDownBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn tear_down(
    SignedIn(ctx): SignedIn,
    At(id): At<SubscriptionId>,
    Body(body): Body<TearDownBody>,
) -> Result<StatusCode, Fail> {
    let (kind, resource) = (body.resource_kind.unwrap_or_default(), body.resource.unwrap_or_default());
    let only = Some((kind.as_str(), resource.as_str())).filter(|only| *only != ("", ""));
    subscriptions::tear_down(&ctx, id, only).await?;
    Ok(StatusCode::NO_CONTENT)
}
