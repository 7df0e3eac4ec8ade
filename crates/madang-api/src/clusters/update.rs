//! What a cluster is called, offers, and whether it is open.

use http::StatusCode;
use madang_core::clusters::{self, UpdateCluster};
use madang_model::ClusterId;
use madang_model::clusters::ClusterState;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ClusterState)]
pub(crate) enum ClusterStateName {
    Open,
    Closed,
}

impl From<ClusterStateName> for ClusterState {
    fn from(name: ClusterStateName) -> Self {
        match name {
            ClusterStateName::Open => Self::Open,
            ClusterStateName::Closed => Self::Closed,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClusterBody {
    name: String,
    description: String,
    state: ClusterStateName,
    everyone: bool,
    vcpu: i64,
    memory_gib: i64,
    disk_gib: i64,
}

#[utoipa::path(
    put,
    path = "/api/v1/clusters/{id}",
    operation_id = "updateCluster",
    tag = "clusters",
    request_body = ClusterBody,
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn update(
    SignedIn(ctx): SignedIn,
    At(id): At<ClusterId>,
    Body(body): Body<ClusterBody>,
) -> Result<StatusCode, Fail> {
    let input = UpdateCluster {
        name: body.name,
        description: body.description,
        state: body.state.into(),
        everyone: body.everyone,
        vcpu: body.vcpu,
        memory_gib: body.memory_gib,
        disk_gib: body.disk_gib,
    };
    clusters::update(&ctx, id, &input).await?;
    Ok(StatusCode::NO_CONTENT)
}
