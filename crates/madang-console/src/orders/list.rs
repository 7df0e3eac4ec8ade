//! 「신청 현황」: what was applied for in an organisation.

use askama::Template;
use axum::response::Response;
use madang_core::orders::{self, ListOf, OrderQuery};
use madang_web::Fail;

use super::view::{self, OrderLine, line};
use crate::admin::pager::{self, encoded};
use crate::frame::{Frame, HasErrors, form_page};
use crate::organizations::switched;
use crate::shell::{Choice, Page, Pager, Tab};

#[derive(Template)]
#[template(path = "orders/list.html")]
struct List {
    page: Page,
    organization: String,
    tabs: Vec<Tab>,
    search: String,
    kind: String,
    state: String,
    of: String,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    orders: Vec<OrderLine>,
    pager: Pager,
    narrowed: bool,
}

/// What a list of orders is asked for in its address.
pub(super) fn query(frame: &Frame) -> OrderQuery {
    let asked = |name: &str| Some(frame.query.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    OrderQuery {
        kind: asked("kind"),
        state: asked("state").and_then(|state| state.parse().ok()),
        search: asked("q"),
        before: asked("before"),
    }
}

/// `GET /orders`
pub(super) async fn show(mut frame: Frame) -> Result<Response, Fail> {
    let (t, zone, now) = (frame.t(), frame.zone(), frame.ctx.now());
    let context = switched(&mut frame).await?;
    let id = context.organization.id;
    let asked: Option<ListOf> = frame.query.text("of").parse().ok();
    let query = query(&frame);
    let (of, found) = orders::list(&frame.ctx, id, asked, &query).await?;
    let own = t.s("orders-of-mine");
    let mut choices = vec![(ListOf::Mine, own)];
    if orders::list(&frame.ctx, id, Some(ListOf::Department), &OrderQuery::default()).await.is_ok() {
        choices.push((ListOf::Department, t.s("orders-of-department")));
    }
    if orders::list(&frame.ctx, id, Some(ListOf::Organization), &OrderQuery::default()).await.is_ok() {
        choices.push((ListOf::Organization, t.s("orders-of-organization")));
    }
    let of_kind = query.kind.as_ref().map(|kind| format!("&kind={}", encoded(kind))).unwrap_or_default();
    let known = query
        .kind
        .as_deref()
        .filter(|kind| frame.ctx.platform.order_kinds.iter().any(|one| one.name() == *kind));
    let title = match known {
        Some(kind) => t.a("orders-title-of", &[("kind", view::kind(t, kind).into())]),
        None => t.s("orders-title"),
    };
    let tabs = choices
        .into_iter()
        .map(|(choice, label)| Tab {
            label,
            href: format!("/orders?organization={id}{of_kind}&of={choice}"),
            current: choice == of,
        })
        .collect();
    let narrowed = query.state.is_some() || query.search.is_some();
    let template = List {
        page: frame.page.clone().titled(title, t.s("orders-purpose")),
        organization: id.to_string(),
        tabs,
        search: query.search.unwrap_or_default(),
        kind: query.kind.unwrap_or_default(),
        state: query.state.map(|state| state.as_str().to_owned()).unwrap_or_default(),
        of: of.as_str().to_owned(),
        kinds: view::kinds(&frame),
        states: view::states(&frame),
        orders: found.items.iter().map(|item| line(t, &zone, now, item)).collect(),
        pager: pager::pager(&frame, "before", found.next),
        narrowed,
    };
    Ok(form_page(HasErrors::No, &template))
}
