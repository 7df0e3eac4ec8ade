//! One policy, its versions, and what it would do.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::approvals::{self, DryRun, Missing, Plan};
use madang_model::PolicyId;
use madang_web::{Fail, Form};

use super::view::{Line, line};
use crate::admin::pager::pager;
use crate::admin::section::{Section, done};
use crate::approvals::step_name;
use crate::frame::{At, Frame};
use crate::shell::{Page, Pager};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/policies/show.html")]
struct Show {
    page: Page,
    policy: Line,
    versions: Vec<Line>,
    pager: Pager,
    writes: bool,
    done: String,
    tried: Vec<String>,
    organization: String,
    applicant: String,
    amount: String,
    trouble: Trouble,
}

/// `GET /admin/policies/{id}`
pub(super) async fn show(frame: Frame, At(id): At<PolicyId>) -> Result<Response, Fail> {
    draw(&frame, id, Trouble::default()).await
}

/// `POST /admin/policies/{id}/retire`
pub(super) async fn retire(frame: Frame, At(id): At<PolicyId>, _form: Form) -> Result<Response, Fail> {
    match approvals::retire_policy(&frame.ctx, id).await {
        Ok(()) => Ok(Redirect::to("/admin/policies?done=policy-retired").into_response()),
        Err(error) => draw(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}

async fn draw(frame: &Frame, id: PolicyId, mut trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let view = approvals::get_policy(&frame.ctx, id).await?;
    let before = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let versions = approvals::policy_versions(&frame.ctx, id, before).await?;
    let text = |name: &str| frame.query.text(name).trim().to_owned();
    let (organization, applicant, amount) = (text("organization"), text("applicant"), text("amount"));
    let mut tried = Vec::new();
    if !applicant.is_empty() {
        let run = DryRun {
            kind: view.row.kind.clone(),
            organization: organization.clone(),
            applicant: applicant.clone(),
            amount: amount.parse().unwrap_or(view.row.min_amount),
            ..DryRun::default()
        };
        match approvals::dry_run(&frame.ctx, &run).await {
            Ok(plan) => tried = said(frame, &plan),
            Err(error) => trouble = Trouble::of(t, error)?,
        }
    }
    let template = Show {
        page: Section::Policies.page_below(frame, t.s("policies-one")),
        policy: line(t, &zone, &view),
        versions: versions.items.iter().map(|policy| line(t, &zone, policy)).collect(),
        pager: pager(frame, "before", versions.next),
        writes: frame.ctx.actor.may(Action::WritePolicies, None).is_ok(),
        done: done(frame, &["policy-published"]),
        tried,
        organization,
        applicant,
        amount,
        trouble,
    };
    Ok(template.trouble.page(&template))
}

/// The way that an order would take, a line a step.
fn said(frame: &Frame, plan: &Plan) -> Vec<String> {
    let t = frame.t();
    if plan.steps.is_empty() {
        return vec![t.s("policies-tried-none")];
    }
    let each = plan.steps.iter().map(|step| {
        let mut text = step_name(t, step.kind);
        if !step.names.is_empty() {
            text = format!("{text}: {}", step.names.join(", "));
        }
        match step.missing {
            Some(Missing::Anybody | Missing::AnotherOperator) => {
                text = format!("{text} ({})", t.s("policies-tried-nobody"))
            }
            Some(Missing::Picked | Missing::Pickable) => {
                text = format!("{text} ({})", t.s("policies-tried-picked"));
            }
            None => {}
        }
        match step.usual_hours {
            Some(hours) => {
                let hours = t.a("policies-tried-hours", &[("hours", hours.into())]);
                format!("{text} · {hours}")
            }
            None => text,
        }
    });
    each.collect()
}
