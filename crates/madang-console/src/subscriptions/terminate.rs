//! 「상품 해지」

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::subscriptions::{exit_plan, terminate};
use madang_core::{Action, orders};
use madang_model::SubscriptionId;
use madang_model::orders::OrderState;
use madang_web::{Fail, Form};

use super::exit::{draw, refused};
use super::prices::BillView;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "subscriptions/terminate.html")]
struct Ask {
    page: Page,
    href: String,
    name: String,
    bill: BillView,
}

/// `GET /subscriptions/{id}/terminate`
pub(super) async fn ask(frame: Frame, At(id): At<SubscriptionId>) -> Result<Response, Fail> {
    frame.signed_in()?;
    let (t, zone) = (frame.t(), frame.zone());
    let plan = exit_plan(&frame.ctx, id).await?;
    frame.ctx.authorize_as(Action::WriteSubscription, plan.standing)?;
    if !plan.steps.is_empty() {
        return draw(&frame, id, Trouble::default()).await;
    }
    let href = format!("/subscriptions/{id}");
    let view = Ask {
        page: frame.page.clone().titled(t.s("subscriptions-exit"), "").under(plan.name.clone(), href.clone()),
        bill: BillView::of(t, &zone, &plan.bill),
        name: plan.name,
        href,
    };
    Ok(shell::html(&view))
}

/// `POST /subscriptions/{id}/terminate`
pub(super) async fn act(frame: Frame, At(id): At<SubscriptionId>, _: Form) -> Result<Response, Fail> {
    let order = match terminate(&frame.ctx, id).await {
        Ok(order) => order,
        Err(error) => return refused(&frame, id, error).await,
    };
    let state = orders::get(&frame.ctx, order).await?.row.state;
    let to = if state == OrderState::Done {
        format!("/subscriptions/{id}/exit?done=terminated")
    } else {
        format!("/orders/{order}?done=submitted")
    };
    Ok(Redirect::to(&to).into_response())
}
