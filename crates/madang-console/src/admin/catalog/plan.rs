//! A plan of an offering's draft.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::{PlanInput, drop_plan, get, put_plan};
use madang_core::{Action, Error};
use madang_model::OfferingId;
use madang_model::catalog::Meter;
use madang_model::quota::Dimension;
use madang_web::{Fail, Form};

use super::edit::{both, revision};
use super::show::draw as draw_offering;
use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/plan.html")]
struct Edit {
    page: Page,
    back: String,
    revision: i64,
    /// The plan that is written anew; empty for a new one.
    kept: String,
    typed: PlanInput,
    /// How much there may be, and how much is included: field, label, what was typed.
    sizes: Vec<Amount>,
    included: Vec<Amount>,
    trouble: Trouble,
}

struct Amount {
    name: String,
    label: String,
    value: String,
}

/// `GET /admin/catalog/{id}/plan`, with `?code=` for one that is there.
pub(super) async fn ask(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let edited = get(&frame.ctx, id).await?;
    let kept = frame.query.text("code").to_owned();
    let typed = match kept.as_str() {
        "" => PlanInput::default(),
        code => {
            let plan = edited.draft.plan(code).ok_or(Error::NotFound)?.clone();
            let amounts = |of: std::collections::BTreeMap<String, i64>| {
                of.into_iter().map(|(name, amount)| (name, amount.to_string())).collect()
            };
            PlanInput {
                code: plan.code,
                name: plan.name,
                note: plan.note,
                tier: plan.tier,
                class: plan.class,
                period_days: Some(plan.period_days)
                    .filter(|days| *days > 0)
                    .map_or_else(String::new, |days| days.to_string()),
                size: amounts(plan.size),
                included: amounts(plan.included),
            }
        }
    };
    Ok(draw(&frame, id, (kept, edited.row.revision), typed, Trouble::default()))
}

/// `POST /admin/catalog/{id}/plan`
pub(super) async fn act(frame: Frame, At(id): At<OfferingId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let text = |name: &str| form.text(name).to_owned();
    let kept = text("kept");
    let revision = revision(&form);
    let typed = PlanInput {
        code: text("code"),
        name: both(&form, ["name_ko", "name_en"]),
        note: both(&form, ["note_ko", "note_en"]),
        tier: text("tier"),
        class: text("class"),
        period_days: text("period_days"),
        size: Dimension::ALL.iter().map(|one| (one.to_string(), text(&format!("size_{one}")))).collect(),
        included: metered().map(|one| (one.to_string(), text(&format!("included_{one}")))).collect(),
    };
    let code = Some(kept.as_str()).filter(|kept| !kept.is_empty());
    match put_plan(&frame.ctx, id, revision, code, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/catalog/{id}?done=catalog-changed")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(draw(&frame, id, (kept, revision), typed, trouble))
        }
    }
}

/// `POST /admin/catalog/{id}/drop-plan`
pub(super) async fn drop(frame: Frame, At(id): At<OfferingId>, form: Form) -> Result<Response, Fail> {
    match drop_plan(&frame.ctx, id, revision(&form), form.text("code")).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/catalog/{id}?done=catalog-changed")).into_response()),
        Err(error) => draw_offering(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}

fn metered() -> impl Iterator<Item = Meter> {
    Meter::ALL.iter().copied().filter(|meter| *meter != Meter::Month)
}

fn draw(
    frame: &Frame,
    id: OfferingId,
    (kept, revision): (String, i64),
    typed: PlanInput,
    trouble: Trouble,
) -> Response {
    let t = frame.t();
    let value = |of: &[(String, String)], name: &str| {
        of.iter().find(|(known, _)| known == name).map(|(_, amount)| amount.clone()).unwrap_or_default()
    };
    let sizes = Dimension::ALL.iter().map(|one| Amount {
        name: format!("size_{one}"),
        label: t.s(&format!("dimension-{one}")),
        value: value(&typed.size, one.as_str()),
    });
    let included = metered().map(|one| Amount {
        name: format!("included_{one}"),
        label: t.s(&format!("catalog-meter-{one}")),
        value: value(&typed.included, one.as_str()),
    });
    let title = if kept.is_empty() { "catalog-plan-new" } else { "catalog-plan-edit" };
    let template = Edit {
        page: Section::Catalog.page_below(frame, t.s(title)),
        back: format!("/admin/catalog/{id}"),
        revision,
        kept,
        sizes: sizes.collect(),
        included: included.collect(),
        typed,
        trouble,
    };
    template.trouble.page(&template)
}
