//! The exit plan: what is in the way of giving up, and the last bill.

use askama::Template;
use axum::response::Response;
use madang_core::subscriptions::{ExitPlan, ExitStep, exit_plan};
use madang_core::{Action, Error, Refusal};
use madang_i18n::{Tr, Zone};
use madang_model::SubscriptionId;
use madang_model::catalog::{SubscriptionState, TeardownState};
use madang_web::Fail;

use super::prices::BillView;
use crate::catalog::price::price;
use crate::done;
use crate::frame::{At, Frame};
use crate::next::with_query;
use crate::orders::age;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "subscriptions/exit.html")]
struct Exit {
    page: Page,
    href: String,
    /// Why it can't be given up; empty where it can.
    refusal: String,
    steps: Vec<Step>,
    month: String,
    given_back: Vec<(String, String)>,
    bill: BillView,
    is_ended: bool,
    may_end: bool,
    may_tear_down: bool,
    done: String,
    trouble: Trouble,
}

struct Step {
    what: String,
    give_back: String,
    name: String,
    path: String,
    age: String,
    month: String,
    state_kind: &'static str,
    state: String,
    cause: String,
}

/// `GET /subscriptions/{id}/exit`
pub(super) async fn show(frame: Frame, At(id): At<SubscriptionId>) -> Result<Response, Fail> {
    frame.signed_in()?;
    draw(&frame, id, Trouble::default()).await
}

pub(super) async fn draw(frame: &Frame, id: SubscriptionId, trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let plan = exit_plan(&frame.ctx, id).await?;
    let is_active = plan.row.state == SubscriptionState::Active;
    let may = |action| is_active && frame.ctx.actor.may_as(action, plan.standing).is_ok();
    let href = format!("/subscriptions/{id}");
    let list = format!("/subscriptions?organization={}", plan.row.organization_id);
    let title = if is_active { "subscriptions-exit" } else { "subscriptions-closing" };
    let product = plan.name.split(" · ").next().unwrap_or_default().to_owned();
    let refusal = if plan.steps.is_empty() {
        String::new()
    } else {
        Refusal::ProductInUse { product, blockers: Vec::new() }.words(t)
    };
    let view = Exit {
        page: frame
            .page
            .clone()
            .titled(t.s(title), "")
            .under(t.s("subscriptions-title"), list)
            .under(plan.name.clone(), href.clone()),
        refusal,
        steps: steps(t, &plan),
        month: price(t, plan.month),
        given_back: given_back(t, &zone, &plan),
        bill: BillView::of(t, &zone, &plan.bill),
        is_ended: !is_active,
        may_end: may(Action::WriteSubscription),
        may_tear_down: may(Action::TearDownSubscription),
        done: done::text(t, &frame.query),
        href,
        trouble,
    };
    Ok(view.trouble.page(&view))
}

fn steps(t: Tr, plan: &ExitPlan) -> Vec<Step> {
    let step = |step: &ExitStep| {
        let (state_kind, state, cause) = match &step.teardown {
            None => ("", String::new(), String::new()),
            Some(row) => {
                let kind = match row.state {
                    TeardownState::Waiting => "working",
                    TeardownState::Failed => "failed",
                    TeardownState::Done => "running",
                };
                (kind, t.s(&format!("subscriptions-teardown-{}", row.state)), row.cause.clone())
            }
        };
        Step {
            what: t.s(&format!("blocker-{}", step.what.kind)),
            give_back: with_query(
                &format!("/subscriptions/{}/tear-down?kind={}", plan.row.id, step.what.kind),
                "resource",
                &step.what.id,
            ),
            name: step.what.name.clone(),
            path: step.what.path.clone(),
            age: age(t, step.age),
            month: price(t, step.what.month),
            state_kind,
            state,
            cause,
        }
    };
    plan.steps.iter().map(step).collect()
}

fn given_back(t: Tr, zone: &Zone, plan: &ExitPlan) -> Vec<(String, String)> {
    let line = |row: &madang_store::teardowns::TeardownRow| {
        let what = format!("{} {}", t.s(&format!("blocker-{}", row.kind)), row.name);
        (what, row.ended_at.map(|at| zone.minute(at)).unwrap_or_default())
    };
    plan.done.iter().map(line).collect()
}

/// What the page says where giving up was refused: the list of what is in use says the rest.
pub(super) async fn refused(frame: &Frame, id: SubscriptionId, error: Error) -> Result<Response, Fail> {
    let trouble = Trouble::of(frame.t(), error)?;
    draw(frame, id, trouble).await
}
