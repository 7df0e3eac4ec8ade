//! 01 약관 동의: the plan, and what is agreed to.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::{OfferingView, show as offering, terms};
use madang_core::subscriptions::offer;
use madang_core::{Error, Refusal};
use madang_i18n::{Lang, Tr};
use madang_model::Rule;
use madang_model::catalog::{Meter, OfferingState};
use madang_web::{Fail, Form};

use crate::catalog::price::price;
use crate::frame::{At, Frame};
use crate::next::with_query;
use crate::organizations::switched;
use crate::shell::{Choice, Page, Steps};
use crate::terms::blocks::{DocumentView, blocks};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "subscriptions/terms.html")]
struct Terms {
    page: Page,
    action: String,
    back: String,
    steps: Option<Steps>,
    plans: Vec<Choice>,
    plan: String,
    document: Option<DocumentView>,
    version: i64,
    trouble: Trouble,
}

/// `GET /subscribe/{code}`
pub(super) async fn show(frame: Frame, At(code): At<String>) -> Result<Response, Fail> {
    let plan = frame.query.text("plan").to_owned();
    draw(frame, &code, plan, Trouble::default()).await
}

/// `POST /subscribe/{code}`
pub(super) async fn act(mut frame: Frame, At(code): At<String>, form: Form) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization.id;
    let found = offering(&frame.ctx, &code).await?;
    let newest = found.terms_version;
    let (plan, version) = (form.text("plan").to_owned(), form.text("version").parse().unwrap_or(0_i64));
    let t = frame.t();
    if !found.plans.iter().any(|known| known.content.code == plan) {
        return draw(frame, &code, plan, Trouble::field(t, "plan", Rule::Choice)).await;
    }
    if newest > 0 && (version != newest || !form.ticked("agree")) {
        return draw(frame, &code, plan, Trouble::field(t, "agree", Rule::ConsentRequired)).await;
    }
    let state = offer(&frame.ctx, organization, found.id, &code).await?;
    if !state.may {
        return Err(Error::Forbidden.into());
    }
    let confirm = format!("/subscribe/{code}/confirm?organization={organization}&plan={plan}&terms={newest}");
    if state.is_ready {
        return Ok(Redirect::to(&confirm).into_response());
    }
    let back = format!("/subscribe/{code}?organization={organization}&plan={plan}");
    let setup = format!("/billing/setup?organization={organization}");
    let to = with_query(&with_query(&setup, "next", &confirm), "back", &back);
    Ok(Redirect::to(&to).into_response())
}

async fn draw(mut frame: Frame, code: &str, plan: String, trouble: Trouble) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization.id;
    let t = frame.t();
    let found = offering(&frame.ctx, code).await?;
    if found.state != OfferingState::Published {
        return Err(Error::NotFound.into());
    }
    let state = offer(&frame.ctx, organization, found.id, code).await?;
    if !state.may {
        return Err(Error::Forbidden.into());
    }
    if state.running.is_some() {
        return Err(Error::from(Refusal::AlreadySubscribed).into());
    }
    if let Some(order) = state.waiting {
        return Ok(Redirect::to(&format!("/orders/{order}")).into_response());
    }
    let document = terms(&frame.ctx, found.id).await?.map(|row| {
        let (title, body) = match t.lang() {
            Lang::Ko => (row.title_ko, row.body_ko),
            Lang::En => (row.title_en, row.body_en),
        };
        let kind = "offering".to_owned();
        DocumentView { id: row.id.to_string(), kind, required: true, title, blocks: blocks(&body) }
    });
    let first = found.plans.first().map(|plan| plan.content.code.clone()).unwrap_or_default();
    let back = format!("/products/{code}?organization={organization}");
    let title = t.a("subscribe-title-of", &[("offering", found.name.as_str().into())]);
    let view = Terms {
        page: frame
            .page
            .clone()
            .titled(title, t.s("subscribe-purpose"))
            .under(t.s("catalog-title"), "/products")
            .under(found.name.clone(), back.clone()),
        action: format!("/subscribe/{code}?organization={organization}"),
        steps: (!state.is_ready).then(|| steps(t, 1)),
        plans: plans(t, &found),
        plan: if plan.is_empty() { first } else { plan },
        document,
        version: found.terms_version,
        back,
        trouble,
    };
    Ok(view.trouble.page(&view))
}

/// 01 약관 동의 · 02 가입/결제 정보 입력 · 03 입력 완료
pub(super) fn steps(t: Tr, current: usize) -> Steps {
    let names = ["billing-step-terms", "billing-step-data", "billing-step-done"].map(|key| t.s(key)).into();
    Steps { names, current }
}

/// The plans, each with what a month costs.
fn plans(t: Tr, found: &OfferingView) -> Vec<Choice> {
    let label = |plan: &madang_core::catalog::PlanView| match plan.prices.get(&Meter::Month) {
        Some(month) => {
            let args = [("plan", plan.name.as_str().into()), ("price", price(t, *month).into())];
            t.a("subscribe-plan", &args)
        }
        None => plan.name.clone(),
    };
    found.plans.iter().map(|plan| Choice::new(plan.content.code.clone(), label(plan))).collect()
}
