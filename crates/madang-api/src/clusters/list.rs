//! All clusters.

use axum::Json;
use madang_core::clusters::{self, Cluster, DIMENSIONS};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct ClusterView {
    id: String,
    name: String,
    kind: String,
    description: String,
    state: &'static str,
    everyone: bool,
    room: Vec<RoomView>,
    health: &'static str,
    health_detail: Option<String>,
    observed_at: Option<String>,
    created_at: String,
}

/// What there is of one dimension.
#[derive(Serialize, ToSchema)]
pub(crate) struct RoomView {
    dimension: &'static str,
    offered: i64,
    promised: i64,
    left: i64,
}

impl From<Cluster> for ClusterView {
    fn from(Cluster { row, room }: Cluster) -> Self {
        let left = room.left();
        let lines = DIMENSIONS.into_iter().map(|dimension| RoomView {
            dimension: dimension.as_str(),
            offered: room.offered.of(dimension),
            promised: room.promised.of(dimension),
            left: left.of(dimension),
        });
        Self {
            id: row.id.to_string(),
            name: row.name,
            kind: row.kind,
            description: row.description,
            state: row.state.as_str(),
            everyone: row.everyone == 1,
            room: lines.collect(),
            health: row.health.as_str(),
            health_detail: Some(row.health_detail).filter(|detail| !detail.is_empty()),
            observed_at: row.observed_at.map(time),
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/clusters",
    operation_id = "listClusters",
    tag = "clusters",
    responses((status = 200, body = ListView<ClusterView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list(SignedIn(ctx): SignedIn) -> Result<Json<ListView<ClusterView>>, Fail> {
    Ok(Json(ListView::whole(clusters::list(&ctx).await?, ClusterView::from)))
}
