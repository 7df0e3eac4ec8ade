//! One batch: what its codes take off, and who used them.

use askama::Template;
use axum::response::Response;
use madang_core::Action;
use madang_core::catalog::in_lang;
use madang_core::promotions::{get_batch, list_codes};
use madang_model::PromotionBatchId;
use madang_web::Fail;

use super::list::state;
use crate::admin::pager::pager;
use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::shell::{Page, Pager};
use crate::subscriptions::prices::off;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/promotions/show.html")]
struct Show {
    page: Page,
    href: String,
    state_kind: &'static str,
    state: String,
    facts: Vec<(String, String)>,
    /// Whether the codes can still be handed out; whether they can be ended.
    may_export: bool,
    may_end: bool,
    codes: Vec<Code>,
    pager: Pager,
    done: String,
    trouble: Trouble,
}

struct Code {
    tail: String,
    who: String,
    organization: String,
    used: String,
}

/// `GET /admin/promotions/{id}`
pub(super) async fn show(frame: Frame, At(id): At<PromotionBatchId>) -> Result<Response, Fail> {
    draw(&frame, id, Trouble::default()).await
}

/// The page, with what went wrong.
pub(super) async fn draw(frame: &Frame, id: PromotionBatchId, trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let batch = get_batch(&frame.ctx, id).await?;
    let cursor = Some(frame.query.text("after")).filter(|cursor| !cursor.is_empty());
    let found = list_codes(&frame.ctx, id, cursor).await?;
    let row = &batch.row;
    let name = |code: &str| {
        let plan = batch.offering.plan(code);
        plan.map_or_else(|| code.to_owned(), |plan| in_lang(t.lang(), &plan.name).to_owned())
    };
    let plans: Vec<String> = row.plans.split_whitespace().map(name).collect();
    let plans = if plans.is_empty() { t.s("promotions-all-plans") } else { plans.join(", ") };
    let mut facts = vec![
        (t.s("subscribe-offering"), in_lang(t.lang(), &batch.offering.name).to_owned()),
        (t.s("catalog-plan"), plans),
        (t.s("promotions-off"), off(t, row.into())),
        (
            t.s("promotions-used"),
            t.a("promotions-of", &[("used", row.used.into()), ("quantity", row.quantity.into())]),
        ),
        (t.s("promotions-expires"), zone.minute(row.expires_at)),
    ];
    if let Some(at) = row.exported_at {
        facts.push((t.s("promotions-exported"), zone.minute(at)));
    }
    if let Some(at) = row.ended_at {
        facts.push((t.s("promotions-ended"), zone.minute(at)));
    }
    let (state_kind, word) = state(t, &batch, frame.ctx.now());
    let writes = frame.ctx.actor.may(Action::WritePrices, None).is_ok();
    let view = Show {
        page: Section::Catalog
            .page_below(frame, row.name.clone())
            .under(t.s("promotions-title"), "/admin/promotions"),
        href: format!("/admin/promotions/{id}"),
        state_kind,
        state: word,
        facts,
        may_export: writes && row.exported_at.is_none() && row.ended_at.is_none(),
        may_end: writes && row.ended_at.is_none(),
        codes: found
            .items
            .into_iter()
            .map(|code| Code {
                tail: code.tail,
                who: code.login_id.unwrap_or_default(),
                organization: code.organization.unwrap_or_default(),
                used: code.used_at.map(|at| zone.minute(at)).unwrap_or_default(),
            })
            .collect(),
        pager: pager(frame, "after", found.next),
        done: done(frame, &["promotions-created", "promotions-ended"]),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
