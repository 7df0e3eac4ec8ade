//! An organisation's webhooks.

use askama::Template;
use axum::response::Response;
use madang_core::{events, organizations};
use madang_i18n::Tr;
use madang_model::OrganizationId;
use madang_web::Fail;

use crate::done;
use crate::frame::{At, Frame};
use crate::organizations::beside;
use crate::shell::{self, Page};

/// A webhook in the list.
struct Line {
    href: String,
    name: String,
    address: String,
    kinds: String,
    state_kind: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "webhooks/list.html")]
struct List {
    page: Page,
    done: String,
    webhooks: Vec<Line>,
    new: String,
    may_write: bool,
}

/// `GET /organizations/{id}/webhooks`
pub(super) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    let t = frame.t();
    let found = events::webhooks(&frame.ctx, id).await?;
    let webhooks = found.webhooks.iter().map(|webhook| {
        let (state_kind, state) = state(t, webhook);
        Line {
            href: format!("/webhooks/{}", webhook.id),
            name: webhook.name.clone(),
            address: webhook.address.clone(),
            kinds: kinds(t, &webhook.kinds),
            state_kind,
            state,
        }
    });
    let details = organizations::get(&frame.ctx, id).await?;
    let page = frame
        .page
        .clone()
        .under(t.s("organizations-title"), "/organizations")
        .under(found.organization, format!("/organizations/{id}"))
        .titled(t.s("webhooks-title"), t.s("webhooks-purpose"));
    let view = List {
        webhooks: webhooks.collect(),
        new: format!("/organizations/{id}/webhooks/new"),
        may_write: found.may_write,
        done: done::text(t, &frame.query),
        page: beside(&frame, page, &details, "/webhooks"),
    };
    Ok(shell::html(&view))
}

/// A webhook's state: the kind of its label and its words.
pub(super) fn state(t: Tr, webhook: &events::Webhook) -> (&'static str, String) {
    match webhook.paused_for.as_deref() {
        None => ("running", t.s("webhooks-active")),
        Some("failing") => ("failed", t.s("webhooks-paused-failing")),
        Some("gone") => ("failed", t.s("webhooks-paused-gone")),
        Some(_) => ("stopped", t.s("webhooks-paused")),
    }
}

/// Which events, in words where there are some.
pub(super) fn kinds(t: Tr, kinds: &[String]) -> String {
    kinds.iter().map(|kind| kind_text(t, kind)).collect::<Vec<_>>().join(", ")
}

/// A kind of event, in words where there are some.
pub(super) fn kind_text(t: Tr, kind: &str) -> String {
    match kind.strip_suffix(".*") {
        Some(area) if events::AREAS.contains(&area) => t.s(&format!("webhooks-area-{area}")),
        None if kind == "*" => t.s("webhooks-area-all"),
        Some(_) | None => kind.to_owned(),
    }
}
