//! One webhook and what it was told.

use askama::Template;
use axum::response::Response;
use madang_core::events::{self, Delivery, DeliveryQuery, Webhook};
use madang_core::organizations;
use madang_i18n::{Tr, Zone};
use madang_model::WebhookId;
use madang_web::Fail;

use super::list::{kinds, state};
use crate::admin::pager::pager;
use crate::done;
use crate::frame::{At, Frame};
use crate::organizations::beside;
use crate::shell::{Page, Pager, Tab};
use crate::trouble::Trouble;

/// A delivery in the list.
struct Line {
    kind: String,
    state_kind: &'static str,
    state: String,
    answer: String,
    attempts: String,
    at: String,
    next: String,
    replay: Option<String>,
}

#[derive(Template)]
#[template(path = "webhooks/show.html")]
struct Show {
    page: Page,
    done: String,
    trouble: Trouble,
    href: String,
    address: String,
    kinds: String,
    state_kind: &'static str,
    state: String,
    since: String,
    created: String,
    overlap: String,
    is_active: bool,
    may_write: bool,
    tabs: Vec<Tab>,
    deliveries: Vec<Line>,
    pager: Pager,
}

/// `GET /webhooks/{id}`
pub(super) async fn show(frame: Frame, At(id): At<WebhookId>) -> Result<Response, Fail> {
    page(frame, id, Trouble::default()).await
}

/// The page, with what an act on it could not do.
pub(super) async fn page(frame: Frame, id: WebhookId, trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let (webhook, may_write) = events::webhook(&frame.ctx, id).await?;
    let asked = |name| Some(frame.query.text(name).to_owned()).filter(|text| !text.is_empty());
    let query = DeliveryQuery { state: asked("state"), before: asked("before") };
    let found = events::deliveries(&frame.ctx, id, &query).await?;
    let href = format!("/webhooks/{id}");
    let tab = |key, state: Option<&str>| Tab {
        label: t.s(key),
        href: state.map_or_else(|| href.clone(), |state| format!("{href}?state={state}")),
        current: query.state.as_deref() == state,
    };
    let (state_kind, state) = state(t, &webhook);
    let replays = may_write && webhook.active;
    let details = organizations::get(&frame.ctx, webhook.organization_id).await?;
    let page = above(frame.page.clone(), &webhook).titled(webhook.name.clone(), t.s("webhooks-one-purpose"));
    let view = Show {
        done: done::text(t, &frame.query),
        trouble,
        address: webhook.address.clone(),
        kinds: kinds(t, &webhook.kinds),
        state_kind,
        state,
        since: zone.minute(webhook.state_since),
        created: zone.minute(webhook.created_at),
        overlap: webhook.before_until.map(|at| zone.minute(at)).unwrap_or_default(),
        is_active: webhook.active,
        may_write,
        tabs: vec![
            tab("webhooks-deliveries-all", None),
            tab("webhooks-delivery-queued", Some("queued")),
            tab("webhooks-delivery-delivered", Some("delivered")),
            tab("webhooks-delivery-failed", Some("failed")),
        ],
        pager: pager(&frame, "before", found.next),
        deliveries: found.items.iter().map(|row| line(t, &zone, replays, row)).collect(),
        page: beside(&frame, page, &details, "/webhooks"),
        href,
    };
    Ok(view.trouble.page(&view))
}

/// The way to a webhook's page.
fn above(page: Page, webhook: &Webhook) -> Page {
    let (t, organization) = (page.t, format!("/organizations/{}", webhook.organization_id));
    page.under(webhook.organization.clone(), organization.clone())
        .under(t.s("webhooks-title"), format!("{organization}/webhooks"))
}

/// The way to a page about a webhook.
pub(super) fn below(page: Page, webhook: &Webhook) -> Page {
    above(page, webhook).under(webhook.name.clone(), format!("/webhooks/{}", webhook.id))
}

fn line(t: Tr, zone: &Zone, replays: bool, row: &Delivery) -> Line {
    let (state_kind, state) = match row.state.as_str() {
        "delivered" => ("running", "webhooks-delivery-delivered"),
        "failed" => ("failed", "webhooks-delivery-failed"),
        _ => ("waiting", "webhooks-delivery-queued"),
    };
    let answer = match (row.status, row.error.as_deref()) {
        (Some(status), _) => format!("HTTP {status}"),
        (None, Some(error)) => t.s(match error {
            "forbidden" => "webhooks-error-forbidden",
            "timeout" => "webhooks-error-timeout",
            "unreachable" => "webhooks-error-unreachable",
            "paused" => "webhooks-error-paused",
            _ => "webhooks-error-removed",
        }),
        (None, None) => "-".to_owned(),
    };
    Line {
        kind: row.kind.clone(),
        state_kind,
        state: t.s(state),
        answer,
        attempts: row.attempts.to_string(),
        at: zone.second(row.created_at),
        next: row.next_at.filter(|_| row.attempts > 0).map(|at| zone.second(at)).unwrap_or_default(),
        replay: (replays && row.state != "queued").then(|| format!("/deliveries/{}/replay", row.id)),
    }
}
