//! One offering: what it is, what its plans cost, and what one's own use would cost.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::catalog::{Estimate, OfferingView, Usage, coming, estimate, show as offering};
use madang_i18n::Tr;
use madang_model::Rule;
use madang_model::catalog::Meter;
use madang_web::Fail;

use super::acts::{Acts, acts};
use super::price::{charge, per, price};
use super::view::{Offered, offered};
use crate::frame::{At, Frame};
use crate::numbers::grouped;
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "catalog/show.html")]
struct Show {
    page: Page,
    offering: Offered,
    /// Announced prices, each in a sentence.
    coming: Vec<String>,
    plan: String,
    plans: Vec<Choice>,
    meters: Vec<MeterField>,
    hours: String,
    bill: Option<Bill>,
    trouble: Trouble,
    acts: Acts,
}

/// How much somebody would use of a meter.
struct MeterField {
    name: &'static str,
    label: String,
    value: String,
}

/// An estimate in words.
struct Bill {
    lines: Vec<(String, String, String)>,
    sum: String,
    tax: String,
    total: String,
}

/// `GET /products/{code}`, with `?plan=&<meter>=&hours=` for the calculator.
pub(super) async fn show(mut frame: Frame, At(code): At<String>) -> Result<Response, Fail> {
    let found = offering(&frame.ctx, &code).await?;
    let acts = acts(&mut frame, &found).await?;
    let t = frame.t();
    let page = frame.page.clone().titled(found.name.clone(), found.summary.clone());
    let page = page.under(t.s("catalog-title"), "/products");
    drawn(&frame, page, &found, acts).await
}

async fn drawn(frame: &Frame, page: Page, found: &OfferingView, acts: Acts) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let first = found.plans.first().map(|plan| plan.content.code.clone()).unwrap_or_default();
    let plan = Some(frame.query.text("plan")).filter(|plan| !plan.is_empty()).unwrap_or(&first).to_owned();
    let asked = frame.query.text("hours");
    let is_asked = !frame.query.text("plan").is_empty();
    let (bill, trouble) = match usage(frame, asked) {
        Ok(usage) if is_asked => match estimate(&frame.ctx, found.code.as_str(), &plan, &usage).await {
            Ok(found) => (Some(bill(t, &found)), Trouble::default()),
            Err(error) => (None, Trouble::of(t, error)?),
        },
        Ok(_) => (None, Trouble::default()),
        Err(error) => (None, Trouble::of(t, error)?),
    };
    let name_of = |code: &str| {
        found
            .plans
            .iter()
            .find(|plan| plan.content.code == code)
            .map(|plan| plan.name.clone())
            .unwrap_or_default()
    };
    let announced = coming(&frame.ctx, found.id).await?.into_iter().map(|row| {
        let args = [
            ("date", zone.date(row.since).into()),
            ("plan", name_of(&row.plan).into()),
            ("price", per(t, row.meter, row.micros).into()),
        ];
        t.a("catalog-price-coming", &args)
    });
    let used: Vec<Meter> = Meter::ALL
        .iter()
        .copied()
        .filter(|meter| {
            *meter != Meter::Month && found.plans.iter().any(|plan| plan.prices.contains_key(meter))
        })
        .collect();
    let template = Show {
        offering: offered(t, found),
        coming: announced.collect(),
        plans: found
            .plans
            .iter()
            .map(|plan| Choice::new(plan.content.code.clone(), plan.name.clone()))
            .collect(),
        meters: used
            .into_iter()
            .map(|meter| MeterField {
                name: meter.as_str(),
                label: t.s(&format!("catalog-units-{meter}")),
                value: frame.query.text(meter.as_str()).to_owned(),
            })
            .collect(),
        hours: asked.to_owned(),
        plan,
        bill,
        trouble,
        page,
        acts,
    };
    Ok(template.trouble.page(&template))
}

fn usage(frame: &Frame, hours: &str) -> Result<Usage, Error> {
    let number = |field, text: &str, most: u32| match text.trim() {
        "" => Ok(None),
        text => match text.parse::<i64>() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(Error::invalid(field, Rule::Range { min: 0, max: most })),
        },
    };
    let mut usage = Usage { hours: number("hours", hours, 744)?, ..Usage::default() };
    for meter in Meter::ALL.iter().copied().filter(|meter| *meter != Meter::Month) {
        if let Some(units) = number("units", frame.query.text(meter.as_str()), 100_000)? {
            usage.units.insert(meter, units);
        }
    }
    Ok(usage)
}

fn bill(t: Tr, estimate: &Estimate) -> Bill {
    let lines = estimate.lines.iter().map(|line| {
        let how = match (line.meter, line.included) {
            (Meter::Month, _) => String::new(),
            (_, 0) => t.a(
                "catalog-line",
                &[("quantity", grouped(line.quantity).into()), ("price", price(t, line.price).into())],
            ),
            (_, included) => t.a(
                "catalog-line-included",
                &[
                    ("quantity", grouped(line.quantity).into()),
                    ("included", grouped(included).into()),
                    ("price", price(t, line.price).into()),
                ],
            ),
        };
        (t.s(&format!("catalog-meter-{}", line.meter)), how, charge(t, line.sum))
    });
    Bill {
        lines: lines.collect(),
        sum: charge(t, estimate.sum),
        tax: charge(t, estimate.tax),
        total: charge(t, madang_model::billing::Money::from_won(estimate.sum.won()).plus(estimate.tax)),
    }
}
