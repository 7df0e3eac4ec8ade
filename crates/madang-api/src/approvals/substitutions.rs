//! 「대결」: who stands in for the member.

use axum::Json;
use madang_core::approvals::{self, SubstitutionView as Substitution};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{ListView, PageQuery, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct SubstitutionView {
    id: String,
    organization_id: String,
    organization: String,
    member_id: String,
    name: String,
    substitute_id: String,
    substitute: String,
    starts: String,
    ends: String,
    state: &'static str,
    created_at: String,
    ended_at: Option<String>,
}

impl From<Substitution> for SubstitutionView {
    fn from(view: Substitution) -> Self {
        let row = view.row;
        Self {
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            organization: view.organization,
            member_id: row.member_id.to_string(),
            name: view.member,
            substitute_id: row.substitute_id.to_string(),
            substitute: view.substitute,
            starts: view.starts.to_string(),
            ends: view.ends.to_string(),
            state: match (view.is_now, view.is_open) {
                (true, _) => "active",
                (false, true) => "planned",
                (false, false) => "over",
            },
            created_at: time(row.created_at),
            ended_at: row.ended_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me/substitutions",
    operation_id = "listSubstitutions",
    tag = "approvals",
    params(PageQuery),
    responses((status = 200, body = ListView<SubstitutionView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn substitutions(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<ListView<SubstitutionView>>, Fail> {
    let page = approvals::list_substitutions(&ctx, query.cursor.as_deref()).await?;
    Ok(Json(ListView::page(page, query.limit, SubstitutionView::from)))
}
