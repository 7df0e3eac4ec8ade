//! 회수, 취소, 재시도: asked first where it can't be undone.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, orders};
use madang_model::OrderId;
use madang_model::orders::Move;
use madang_web::{Fail, Form};

use super::show::page;
use super::view;
use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "orders/ask.html")]
struct Ask {
    page: Page,
    who: String,
    text: String,
    action: String,
    back: String,
    button: String,
    reason: String,
    trouble: Trouble,
}

/// `GET /orders/{id}/withdraw`
pub(super) async fn ask_withdraw(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    ask(&frame, id, Move::Withdraw, "", Trouble::default()).await
}

/// `POST /orders/{id}/withdraw`
pub(super) async fn withdraw(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let reason = form.text("reason");
    match orders::withdraw(&frame.ctx, id, reason).await {
        Err(Error::Invalid(broken)) => {
            ask(&frame, id, Move::Withdraw, reason, Trouble::fields(frame.t(), &broken)).await
        }
        done => after(&frame, id, done, "withdrawn").await,
    }
}

/// `GET /orders/{id}/cancel`
pub(super) async fn ask_cancel(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    ask(&frame, id, Move::Cancel, "", Trouble::default()).await
}

/// `POST /orders/{id}/cancel`
pub(super) async fn cancel(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let reason = form.text("reason");
    match orders::cancel(&frame.ctx, id, reason).await {
        Err(Error::Invalid(broken)) => {
            ask(&frame, id, Move::Cancel, reason, Trouble::fields(frame.t(), &broken)).await
        }
        done => after(&frame, id, done, "cancelled").await,
    }
}

/// `POST /orders/{id}/retry`
pub(super) async fn retry(frame: Frame, At(id): At<OrderId>, _form: Form) -> Result<Response, Fail> {
    let done = orders::retry(&frame.ctx, id).await;
    after(&frame, id, done, "retried").await
}

async fn after(
    frame: &Frame,
    id: OrderId,
    done: madang_core::Result<()>,
    word: &str,
) -> Result<Response, Fail> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/orders/{id}?done={word}")).into_response()),
        Err(error) => page(frame, id, String::new(), Trouble::of(frame.t(), error)?).await,
    }
}

async fn ask(
    frame: &Frame,
    id: OrderId,
    step: Move,
    reason: &str,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let order = orders::get(&frame.ctx, id).await?;
    let back = format!("/orders/{id}");
    if !order.may.contains(&step) {
        return Ok(Redirect::to(&back).into_response());
    }
    let template = Ask {
        page: frame
            .page
            .clone()
            .titled(t.s(&format!("order-ask-{step}")), "")
            .under(order.row.number.clone(), back.clone()),
        who: format!("{} {}", order.row.number, view::title(t, &order.row.title)),
        text: t.s(&format!("order-ask-{step}-text")),
        action: format!("{back}/{step}"),
        back,
        button: t.s(&format!("order-act-{step}")),
        reason: reason.to_owned(),
        trouble,
    };
    Ok(template.trouble.page(&template))
}
