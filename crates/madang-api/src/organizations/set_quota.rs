//! 「할당량 한도」

use std::collections::BTreeMap;

use http::StatusCode;
use madang_core::organizations;
use madang_model::OrganizationId;
use madang_model::quota::Dimension;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::Change;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuotaBody {
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    vcpu: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    memory_mib: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    disk_gib: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    instances: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    addresses: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    services: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    monthly_krw: Change<i64>,
}

impl QuotaBody {
    /// As the core takes them: what is there, no bound being no text.
    fn bounds(self) -> BTreeMap<Dimension, String> {
        let each = [
            (Dimension::Vcpu, self.vcpu),
            (Dimension::MemoryMib, self.memory_mib),
            (Dimension::DiskGib, self.disk_gib),
            (Dimension::Instances, self.instances),
            (Dimension::Addresses, self.addresses),
            (Dimension::Services, self.services),
            (Dimension::MonthlyKrw, self.monthly_krw),
        ];
        let said = |(dimension, change)| match change {
            Change::Keep => None,
            Change::Set(bound) => Some((dimension, bound.map(|n: i64| n.to_string()).unwrap_or_default())),
        };
        each.into_iter().filter_map(said).collect()
    }
}

#[utoipa::path(
    patch,
    path = "/api/v1/organizations/{id}/quota",
    operation_id = "setOrganizationQuota",
    tag = "organizations",
    request_body = QuotaBody,
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn set_quota(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<QuotaBody>,
) -> Result<StatusCode, Fail> {
    organizations::set_quota(&ctx, id, &body.bounds()).await?;
    Ok(StatusCode::NO_CONTENT)
}
