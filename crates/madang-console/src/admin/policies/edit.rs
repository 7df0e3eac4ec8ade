//! Writing a policy, or the next version of one.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Action, approvals};
use madang_model::PolicyId;
use madang_model::orders::StepKind;
use madang_web::{Fail, Form};

use super::form::{Row, Typed};
use crate::admin::section::Section;
use crate::approvals::step_name;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/policies/form.html")]
struct Edit {
    page: Page,
    typed: Typed,
    kinds: Vec<Choice>,
    step_kinds: Vec<Choice>,
    claims: Vec<(String, String, String)>,
    trouble: Trouble,
}

/// `GET /admin/policies/new`
pub(super) async fn ask(frame: Frame) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePolicies, None)?;
    Ok(draw(&frame, Typed::new(), Trouble::default()))
}

/// `GET /admin/policies/{id}/edit`
pub(super) async fn ask_again(frame: Frame, At(id): At<PolicyId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePolicies, None)?;
    let policy = approvals::get_policy(&frame.ctx, id).await?;
    Ok(draw(&frame, Typed::kept(&policy), Trouble::default()))
}

/// `POST /admin/policies`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePolicies, None)?;
    let mut typed = Typed::of(&form);
    // A button beside a step takes it away, another one adds a row: the form comes back with it.
    if form.ticked("add") {
        typed.steps.push(Row::default());
        return Ok(draw(&frame, typed, Trouble::default()));
    }
    if let Ok(at) = form.text("remove").parse::<usize>() {
        if at < typed.steps.len() {
            typed.steps.remove(at);
        }
        return Ok(draw(&frame, typed, Trouble::default()));
    }
    match approvals::publish_policy(&frame.ctx, &typed.input()).await {
        Ok(id) => Ok(Redirect::to(&format!("/admin/policies/{id}?done=policy-published")).into_response()),
        Err(error) => Ok(draw(&frame, typed, Trouble::of(frame.t(), error)?)),
    }
}

fn draw(frame: &Frame, typed: Typed, trouble: Trouble) -> Response {
    let t = frame.t();
    let mut kinds = vec![Choice::new("*", t.s("policies-any-kind"))];
    kinds.extend(
        frame
            .web
            .platform
            .order_kinds
            .iter()
            .map(|known| Choice::new(known.name(), t.s(&format!("order-kind-{}", known.name())))),
    );
    let mut step_kinds = vec![Choice::new("", t.s("policies-step-none"))];
    step_kinds.extend(StepKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), step_name(t, *kind))));
    let claims = typed.claims.iter().map(|(dimension, most)| {
        (format!("most_{dimension}"), t.s(&format!("dimension-{dimension}")), most.clone())
    });
    let claims = claims.collect();
    let template = Edit {
        page: Section::Policies.page_below(frame, t.s("policies-edit")),
        typed,
        kinds,
        step_kinds,
        claims,
        trouble,
    };
    template.trouble.page(&template)
}
