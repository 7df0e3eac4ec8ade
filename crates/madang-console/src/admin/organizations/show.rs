//! One organisation, its quota's bounds, and adding people to it.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::organizations::{self, Add};
use madang_model::OrganizationId;
use madang_model::organizations::OrganizationKind;
use madang_model::quota::Dimension;
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::organizations::{QuotaLineView, RoleChoice, joining, quota, role_choices, state};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/organizations/show.html")]
struct Show {
    page: Page,
    id: String,
    code: String,
    joining: String,
    state_kind: &'static str,
    state: String,
    people: String,
    projects: String,
    owners: String,
    since: String,
    quota: Vec<QuotaLineView>,
    bounds_quota: bool,
    adds_people: bool,
    login_id: String,
    roles: Vec<RoleChoice>,
    done: String,
    trouble: Trouble,
}

/// `GET /admin/organizations/{id}`
pub(super) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    page(frame, id, &Form::default(), Trouble::default()).await
}

/// `POST /admin/organizations/{id}/people`
pub(super) async fn add(frame: Frame, At(id): At<OrganizationId>, form: Form) -> Result<Response, Fail> {
    let input = Add {
        login_id: form.text("login_id").to_owned(),
        roles: form.all("roles").map(str::to_owned).collect(),
    };
    match organizations::add(&frame.ctx, id, input).await {
        Ok(_) => Ok(Redirect::to(&format!("/admin/organizations/{id}?done=added")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, &form, trouble).await
        }
    }
}

/// `POST /admin/organizations/{id}/quota`
pub(super) async fn set_quota(
    frame: Frame,
    At(id): At<OrganizationId>,
    form: Form,
) -> Result<Response, Fail> {
    let bounds: BTreeMap<Dimension, String> = Dimension::ALL
        .iter()
        .filter(|dimension| form.fields().any(|(name, _)| name == dimension.as_str()))
        .map(|dimension| (*dimension, form.text(dimension.as_str()).to_owned()))
        .collect();
    match organizations::set_quota(&frame.ctx, id, &bounds).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/organizations/{id}?done=quota")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, &form, trouble).await
        }
    }
}

async fn page(frame: Frame, id: OrganizationId, form: &Form, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    frame.ctx.authorize(Action::ReadOrganizations, None)?;
    let details = organizations::get(&frame.ctx, id).await?;
    let row = details.organization;
    let (state_kind, state) = state(t, row.state);
    let mut lines = quota(t, &details.quota);
    for line in &mut lines {
        if form.fields().any(|(name, _)| name == line.name) {
            form.text(line.name).clone_into(&mut line.bound);
        }
    }
    let may = |action| frame.ctx.actor.may(action, None).is_ok();
    let ticked: Vec<String> = form.all("roles").map(str::to_owned).collect();
    let view = Show {
        page: Section::Organizations.page_below(&frame, row.name),
        id: id.to_string(),
        code: row.code.unwrap_or_default(),
        joining: joining(t, row.joining),
        state_kind,
        state,
        people: t.a("organizations-people-count", &[("count", details.people.into())]),
        projects: t.a("organizations-projects-count", &[("count", details.projects.into())]),
        owners: t.a(
            "organizations-people-count",
            &[("count", i64::try_from(details.owners).unwrap_or(i64::MAX).into())],
        ),
        since: frame.zone().minute(row.created_at),
        quota: lines,
        bounds_quota: may(Action::SetOrganizationQuota),
        adds_people: may(Action::RegisterOrganization) && row.kind == OrganizationKind::Company,
        login_id: form.text("login_id").to_owned(),
        roles: role_choices(t, &ticked),
        done: crate::organizations::done(&frame),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
