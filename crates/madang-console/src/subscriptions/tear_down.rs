//! 「정리」: giving back what a product still has.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::subscriptions::{exit_plan, tear_down};
use madang_model::SubscriptionId;
use madang_web::{Fail, Form};

use super::exit::refused;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "subscriptions/tear_down.html")]
struct Ask {
    page: Page,
    href: String,
    /// What it is about: everything, or one thing of this kind and id.
    name: String,
    kind: String,
    resource: String,
    ask: String,
}

/// `GET /subscriptions/{id}/tear-down`, with `?kind=&resource=` for one thing.
pub(super) async fn ask(frame: Frame, At(id): At<SubscriptionId>) -> Result<Response, Fail> {
    frame.signed_in()?;
    let t = frame.t();
    let plan = exit_plan(&frame.ctx, id).await?;
    frame.ctx.authorize_as(Action::TearDownSubscription, plan.standing)?;
    let (kind, resource) = (frame.query.text("kind").to_owned(), frame.query.text("resource").to_owned());
    let href = format!("/subscriptions/{id}");
    let exit = format!("{href}/exit");
    let one = plan.steps.iter().find(|step| step.what.kind == kind && step.what.id == resource);
    let (name, ask) = match one {
        Some(step) => {
            let name = format!("{} {}", t.s(&format!("blocker-{kind}")), step.what.name);
            (name, "subscriptions-tear-down-ask-one")
        }
        // What somebody gave back in the meantime needs no question.
        None if !kind.is_empty() => return Ok(Redirect::to(&exit).into_response()),
        None => (plan.name.clone(), "subscriptions-tear-down-ask"),
    };
    let view = Ask {
        page: frame.page.clone().titled(t.s("subscriptions-tear-down"), "").under(plan.name, exit),
        href,
        name,
        kind,
        resource,
        ask: t.s(ask),
    };
    Ok(shell::html(&view))
}

/// `POST /subscriptions/{id}/tear-down`: one thing, or all of them.
pub(super) async fn act(frame: Frame, At(id): At<SubscriptionId>, form: Form) -> Result<Response, Fail> {
    let only = Some((form.text("kind"), form.text("resource"))).filter(|(kind, _)| !kind.is_empty());
    match tear_down(&frame.ctx, id, only).await {
        Ok(()) => Ok(Redirect::to(&format!("/subscriptions/{id}/exit?done=teardown")).into_response()),
        Err(error) => refused(&frame, id, error).await,
    }
}
