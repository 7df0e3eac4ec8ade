//! 「해당 서비스를 신청하시겠습니까?」

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::show as offering;
use madang_core::subscriptions::{Subscribe, promised, subscribe};
use madang_core::{Error, Refusal};
use madang_model::OrganizationId;
use madang_web::{Fail, Form};

use super::prices::off;
use crate::catalog::price::{charge, price};
use crate::frame::{At, Frame};
use crate::organizations::switched;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "subscriptions/confirm.html")]
struct Confirm {
    page: Page,
    action: String,
    back: String,
    facts: Vec<(String, String)>,
    /// What else the prices depend on.
    note: String,
    plan: String,
    terms: i64,
    promotion: String,
    /// What the code takes off.
    offered: String,
    trouble: Trouble,
}

/// What is being confirmed.
struct Typed {
    plan: String,
    terms: i64,
    promotion: String,
}

/// `GET /subscribe/{code}/confirm`
pub(super) async fn show(mut frame: Frame, At(code): At<String>) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization.id;
    let query = &frame.query;
    let typed = Typed {
        plan: query.text("plan").to_owned(),
        terms: query.text("terms").parse().unwrap_or(0),
        promotion: String::new(),
    };
    draw(&frame, organization, &code, typed, Trouble::default()).await
}

/// `POST /subscribe/{code}/confirm`: shows what a promotion code takes off, or subscribes.
pub(super) async fn act(mut frame: Frame, At(code): At<String>, form: Form) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization.id;
    let typed = Typed {
        plan: form.text("plan").to_owned(),
        terms: form.text("terms").parse().unwrap_or(0),
        promotion: form.text("promotion").trim().to_owned(),
    };
    if form.text("do") == "apply" {
        return draw(&frame, organization, &code, typed, Trouble::default()).await;
    }
    let input = Subscribe {
        organization_id: organization,
        offering: code.clone(),
        plan: typed.plan.clone(),
        terms_version: typed.terms,
        agree: true,
        promotion: typed.promotion.clone(),
    };
    match subscribe(&frame.ctx, &input).await {
        Ok(order) => {
            let to = format!("/subscribe/{code}/done?organization={organization}&order={order}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, organization, &code, typed, trouble).await
        }
    }
}

async fn draw(
    frame: &Frame,
    id: OrganizationId,
    code: &str,
    typed: Typed,
    mut trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let found = offering(&frame.ctx, code).await?;
    let ask = |promotion| {
        let which = (code, typed.plan.as_str());
        promised(&frame.ctx, id, which, (typed.terms, promotion))
    };
    let again = format!("/subscribe/{code}?organization={id}&plan={}", typed.plan);
    let quote = match ask(typed.promotion.as_str()).await {
        Ok(quote) => Some(quote),
        Err(Error::Invalid(fields)) if fields.iter().all(|field| field.field == "promotion") => {
            if trouble.is_none() {
                trouble = Trouble::fields(t, &fields);
            }
            Some(ask("").await?)
        }
        // Not agreed to, or not any more: the page before asks again.
        Err(Error::Invalid(_)) => return Ok(Redirect::to(&again).into_response()),
        Err(Error::Refused(Refusal::NoPaymentData)) => return Ok(Redirect::to(&again).into_response()),
        Err(error) if trouble.is_none() => {
            trouble = Trouble::of(t, error)?;
            None
        }
        Err(_) => None,
    };
    let plan = found.plans.iter().find(|known| known.content.code == typed.plan);
    let mut facts = vec![
        (t.s("subscribe-offering"), found.name.clone()),
        (t.s("catalog-plan"), plan.map(|plan| plan.name.clone()).unwrap_or_default()),
    ];
    let (mut offered, mut note) = (String::new(), String::new());
    if let Some(quote) = quote {
        if quote.full.micros() > 0 {
            facts.push((t.s("subscribe-month"), price(t, quote.month)));
            facts.push((t.s("subscribe-month-end"), charge(t, quote.month_end)));
        } else {
            note = t.s("subscribe-metered");
        }
        if let Some(promotion) = quote.promotion {
            offered = off(t, promotion);
        }
    }
    let back = format!("/products/{code}?organization={id}");
    let view = Confirm {
        page: frame
            .page
            .clone()
            .titled(t.s("subscribe-confirm"), "")
            .under(t.s("catalog-title"), "/products")
            .under(found.name, back),
        action: format!("/subscribe/{code}/confirm?organization={id}"),
        back: again,
        facts,
        note,
        plan: typed.plan,
        terms: typed.terms,
        promotion: typed.promotion,
        offered,
        trouble,
    };
    Ok(view.trouble.page(&view))
}
