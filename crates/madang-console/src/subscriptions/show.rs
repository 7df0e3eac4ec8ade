//! One subscription: what it pays, since when, what was agreed to, what was counted.

use askama::Template;
use axum::response::Response;
use madang_core::Action;
use madang_core::catalog::in_lang;
use madang_core::subscriptions::{get, intervals};
use madang_model::SubscriptionId;
use madang_model::catalog::SubscriptionState;
use madang_web::Fail;

use super::list::state;
use super::prices::{BillView, off};
use crate::admin::pager::pager;
use crate::catalog::price::per;
use crate::frame::{At, Frame};
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "subscriptions/show.html")]
struct Show {
    page: Page,
    href: String,
    state_kind: &'static str,
    state: String,
    facts: Vec<(String, String)>,
    prices: Vec<String>,
    coming: Vec<String>,
    bill: BillView,
    is_ended: bool,
    may_end: bool,
    counted: Vec<Counted>,
    pager: Pager,
}

struct Counted {
    what: String,
    quantity: i64,
    since: String,
    until: String,
}

/// `GET /subscriptions/{id}`
pub(super) async fn show(frame: Frame, At(id): At<SubscriptionId>) -> Result<Response, Fail> {
    frame.signed_in()?;
    let (t, zone) = (frame.t(), frame.zone());
    let found = get(&frame.ctx, id).await?;
    let cursor = Some(frame.query.text("after")).filter(|cursor| !cursor.is_empty());
    let counted = intervals(&frame.ctx, id, cursor).await?;
    let row = &found.row;
    let name = in_lang(t.lang(), &found.offering.name).to_owned();
    let plan = found.plan.as_ref().map(|plan| in_lang(t.lang(), &plan.name).to_owned());
    let mut facts = vec![
        (t.s("catalog-plan"), plan.unwrap_or_else(|| row.plan.clone())),
        (t.s("subscriptions-since"), zone.minute(row.started_at)),
    ];
    if let Some(at) = row.ended_at {
        facts.push((t.s("subscriptions-until"), zone.minute(at)));
    }
    if let Some(consent) = &found.consent {
        let args = [
            ("version", consent.version.into()),
            ("who", consent.login_id.as_str().into()),
            ("date", zone.minute(consent.agreed_at).into()),
        ];
        facts.push((t.s("catalog-terms"), t.a("subscriptions-consent", &args)));
    }
    if let Some(promotion) = found.promotion {
        facts.push((t.s("subscribe-promotion"), off(t, promotion)));
    }
    let mut coming = Vec::new();
    for held in &found.prices {
        for rate in &held.coming {
            let args =
                [("date", zone.date(rate.since).into()), ("price", per(t, held.meter, rate.price).into())];
            coming.push(t.a("subscriptions-coming", &args));
        }
    }
    let (state_kind, word) = state(t, row.state);
    let list = format!("/subscriptions?organization={}", row.organization_id);
    let view = Show {
        page: frame.page.clone().titled(name, "").under(t.s("subscriptions-title"), list),
        href: format!("/subscriptions/{id}"),
        state_kind,
        state: word,
        facts,
        prices: found.prices.iter().map(|held| per(t, held.meter, held.now.price)).collect(),
        coming,
        bill: BillView::of(t, &zone, &found.bill),
        is_ended: row.state == SubscriptionState::Ended,
        may_end: row.state == SubscriptionState::Active
            && frame.ctx.actor.may_as(Action::WriteSubscription, found.standing).is_ok(),
        counted: counted
            .items
            .iter()
            .map(|one| Counted {
                what: t.s(&format!("catalog-meter-{}", one.meter)),
                quantity: one.quantity,
                since: zone.minute(one.started_at),
                until: one.ended_at.map(|at| zone.minute(at)).unwrap_or_default(),
            })
            .collect(),
        pager: pager(&frame, "after", counted.next),
    };
    Ok(shell::html(&view))
}
