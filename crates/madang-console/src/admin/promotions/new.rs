//! Making promotion codes: for which product, then what they take off.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::{OfferingView, shelves, show as offering};
use madang_core::promotions::{BatchInput, create_batch};
use madang_core::{Action, Error};
use madang_model::Rule;
use madang_model::billing::DiscountKind;
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/promotions/choose.html")]
struct Choose {
    page: Page,
    offerings: Vec<Choice>,
    trouble: Trouble,
}

#[derive(Template)]
#[template(path = "admin/promotions/new.html")]
struct New {
    page: Page,
    offering: String,
    name: String,
    /// The plans, and whether each is ticked.
    plans: Vec<(Choice, bool)>,
    kinds: Vec<Choice>,
    input: BatchInput,
    expires: String,
    trouble: Trouble,
}

/// `GET /admin/promotions/new`, with `?offering=` once it is chosen.
pub(super) async fn ask(frame: Frame) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePrices, None)?;
    let code = frame.query.text("offering");
    if !code.is_empty() {
        let found = offering(&frame.ctx, code).await?;
        let input = BatchInput {
            kind: DiscountKind::Percent.to_string(),
            months: "1".to_owned(),
            ..BatchInput::default()
        };
        return draw(&frame, &found, input, String::new(), Trouble::default());
    }
    choose(&frame, Trouble::default()).await
}

async fn choose(frame: &Frame, trouble: Trouble) -> Result<Response, Fail> {
    let shelves = shelves(&frame.ctx).await?;
    let offerings = shelves.into_iter().flat_map(|shelf| shelf.offerings);
    let view = Choose {
        page: page(frame),
        offerings: offerings.map(|shown| Choice::new(shown.code.to_string(), shown.name)).collect(),
        trouble,
    };
    Ok(view.trouble.page(&view))
}

/// `POST /admin/promotions`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePrices, None)?;
    let found = match offering(&frame.ctx, form.text("offering")).await {
        Err(Error::NotFound) => {
            return choose(&frame, Trouble::field(frame.t(), "offering", Rule::Choice)).await;
        }
        found => found?,
    };
    let text = |name: &str| form.text(name).to_owned();
    let expires = text("expires_at");
    let mut input = BatchInput {
        name: text("name"),
        offering: found.id.to_string(),
        plans: form.all("plans").map(str::to_owned).collect(),
        kind: text("kind"),
        value: text("value"),
        months: text("months"),
        quantity: text("quantity"),
        expires_at: None,
    };
    let made = match (expires.trim(), frame.zone().parse(expires.trim())) {
        ("", _) | (_, Some(_)) => {
            input.expires_at = frame.zone().parse(expires.trim());
            create_batch(&frame.ctx, &input).await
        }
        (_, None) => Err(Error::invalid("expires_at", Rule::When)),
    };
    match made {
        Ok(id) => {
            Ok(Redirect::to(&format!("/admin/promotions/{id}?done=promotions-created")).into_response())
        }
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, &found, input, expires, trouble)
        }
    }
}

fn page(frame: &Frame) -> Page {
    let t = frame.t();
    Section::Catalog
        .page_below(frame, t.s("promotions-new"))
        .under(t.s("promotions-title"), "/admin/promotions")
}

fn draw(
    frame: &Frame,
    found: &OfferingView,
    input: BatchInput,
    expires: String,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let plans = found.plans.iter().map(|plan| {
        let code = plan.content.code.clone();
        let on = input.plans.contains(&code);
        (Choice::new(code, plan.name.clone()), on)
    });
    let view = New {
        page: page(frame),
        offering: found.code.to_string(),
        name: found.name.clone(),
        plans: plans.collect(),
        kinds: DiscountKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), t.s(&format!("promotions-kind-{kind}"))))
            .collect(),
        input,
        expires,
        trouble,
    };
    Ok(view.trouble.page(&view))
}
