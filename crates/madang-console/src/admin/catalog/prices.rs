//! The prices of an offering: all that were ever set, and the next one.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::{PriceInput, get, in_lang, list_prices, set_price};
use madang_core::{Action, Error};
use madang_model::catalog::Meter;
use madang_model::{OfferingId, Rule};
use madang_web::{Fail, Form};

use crate::admin::pager::pager;
use crate::admin::section::{Section, done};
use crate::catalog::price::per;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page, Pager};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/prices.html")]
struct List {
    page: Page,
    back: String,
    prices: Vec<Line>,
    pager: Pager,
    plans: Vec<Choice>,
    meters: Vec<Choice>,
    typed: Typed,
    notice_days: u32,
    writes: bool,
    done: String,
    trouble: Trouble,
}

struct Line {
    plan: String,
    price: String,
    since: String,
    running_since: String,
}

#[derive(Default)]
struct Typed {
    plan: String,
    meter: String,
    price: String,
    since: String,
    running_since: String,
}

/// `GET /admin/catalog/{id}/prices`
pub(super) async fn show(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    draw(&frame, id, Typed::default(), Trouble::default()).await
}

/// `POST /admin/catalog/{id}/prices`
pub(super) async fn act(frame: Frame, At(id): At<OfferingId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePrices, None)?;
    let text = |name: &str| form.text(name).to_owned();
    let typed = Typed {
        plan: text("plan"),
        meter: text("meter"),
        price: text("price"),
        since: text("since"),
        running_since: text("running_since"),
    };
    let set = match input(&frame, &typed) {
        Ok(input) => set_price(&frame.ctx, id, &input).await,
        Err(error) => Err(error),
    };
    match set {
        Ok(_) => {
            Ok(Redirect::to(&format!("/admin/catalog/{id}/prices?done=catalog-changed")).into_response())
        }
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, id, typed, trouble).await
        }
    }
}

fn input(frame: &Frame, typed: &Typed) -> Result<PriceInput, Error> {
    let zone = frame.zone();
    let when = |field, text: &str| match text.trim() {
        "" => Ok(None),
        text => zone.parse(text).map(Some).ok_or_else(|| Error::invalid(field, Rule::When)),
    };
    Ok(PriceInput {
        plan: typed.plan.clone(),
        meter: typed.meter.clone(),
        price: typed.price.clone(),
        since: when("since", &typed.since)?,
        running_since: when("running_since", &typed.running_since)?,
    })
}

async fn draw(frame: &Frame, id: OfferingId, typed: Typed, trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let edited = get(&frame.ctx, id).await?;
    let cursor = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = list_prices(&frame.ctx, id, cursor).await?;
    let name = |code: &str| {
        edited
            .draft
            .plan(code)
            .map_or_else(|| code.to_owned(), |plan| in_lang(t.lang(), &plan.name).to_owned())
    };
    let offering = in_lang(t.lang(), &edited.draft.name).to_owned();
    let template = List {
        page: Section::Catalog.page_below(frame, t.a("catalog-prices-of", &[("offering", offering.into())])),
        back: format!("/admin/catalog/{id}"),
        prices: found
            .items
            .into_iter()
            .map(|row| Line {
                plan: name(&row.plan),
                price: per(t, row.meter, row.micros),
                since: zone.minute(row.since),
                running_since: zone.minute(row.running_since),
            })
            .collect(),
        pager: pager(frame, "before", found.next),
        plans: edited
            .draft
            .plans
            .iter()
            .map(|plan| Choice::new(plan.code.clone(), name(&plan.code)))
            .collect(),
        meters: Meter::ALL
            .iter()
            .map(|meter| Choice::new(meter.as_str(), t.s(&format!("catalog-meter-{meter}"))))
            .collect(),
        typed,
        notice_days: frame.ctx.settings().billing.price_notice_days,
        writes: frame.ctx.actor.may(Action::WritePrices, None).is_ok(),
        done: done(frame, &["catalog-changed"]),
        trouble,
    };
    Ok(template.trouble.page(&template))
}
