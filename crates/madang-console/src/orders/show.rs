//! One order: where it stands and how it came there, what was entered, what it costs.

use askama::Template;
use axum::response::Response;
use madang_core::approvals::{self, StepView};
use madang_core::orders::{self, Happened, Order};
use madang_core::{Action, Capacity};
use madang_i18n::{Tr, Zone};
use madang_model::orders::{Move, OrderState, StepState};
use madang_model::{OrderId, Timestamp};
use madang_store::orders::OrderRow;
use madang_web::Fail;

use super::fields::entered;
use super::files::Files;
use super::view::{self, age};
use crate::approvals::Deciding;
use crate::frame::{At, Frame};
use crate::numbers::grouped;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "orders/show.html")]
struct Show {
    page: Page,
    id: String,
    done: String,
    trouble: Trouble,
    /// The form for the reader's decision, where it is their turn.
    deciding: Option<Deciding>,
    state_kind: &'static str,
    state: String,
    next: String,
    cause: String,
    steps: Vec<Step>,
    facts: Vec<(String, String)>,
    quote: Vec<(String, String)>,
    events: Vec<Event>,
    /// Where what came of it is; empty for nowhere.
    result: String,
    files: Files,
    can_edit: bool,
    can_withdraw: bool,
    can_cancel: bool,
    can_retry: bool,
    can_comment: bool,
    comment: String,
}

/// A step of the line.
struct Step {
    kind: &'static str,
    state: String,
    name: String,
    who: String,
    when: String,
    comments: Vec<String>,
    current: bool,
}

/// An entry of the timeline.
struct Event {
    what: String,
    who: String,
    when: String,
    text: String,
}

/// `GET /orders/{id}`
pub(super) async fn show(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    page(&frame, id, String::new(), Trouble::default()).await
}

/// The page, with a comment that was typed and what is wrong.
pub(crate) async fn page(
    frame: &Frame,
    id: OrderId,
    comment: String,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let (t, zone, now) = (frame.t(), frame.zone(), frame.ctx.now());
    let order = orders::get(&frame.ctx, id).await?;
    let clusters = orders::offered_clusters(&frame.ctx, id).await?;
    let events = orders::timeline(&frame.ctx, id, None).await?;
    let row = &order.row;
    let round = row.round;
    let steps: Vec<Step> =
        order.line.iter().filter(|step| step.round == round).map(|step| line(t, &zone, now, step)).collect();
    let steps = with_ends(t, &zone, &order, steps);
    let next = next(
        t,
        &order,
        steps.iter().find(|step| step.current && step.kind == "waiting"),
        now.since(row.since),
    );
    let mut facts = vec![
        (t.s("order-field-number"), row.number.clone()),
        (t.s("order-field-kind"), view::kind(t, &row.kind)),
        (t.s("order-field-department"), order.department.clone().unwrap_or_default()),
        (
            t.s("order-field-applicant"),
            order.applicant.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        ),
        (t.s("order-field-submitted"), row.submitted_at.map(|at| zone.minute(at)).unwrap_or_default()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts.extend(entered(t, &order, &clusters));
    let quote = order.quote.as_ref().map(|quote| {
        vec![
            (t.s("orders-price-month"), won(t, quote.month)),
            (t.s("orders-price-month-end"), won(t, quote.month_end)),
            (t.s("orders-expires"), zone.minute(quote.expires_at)),
        ]
    });
    let done = match frame.query.text("done") {
        code @ ("submitted" | "withdrawn" | "cancelled" | "retried") => t.s(&format!("orders-done-{code}")),
        _ => String::new(),
    };
    let is_home = order.standing.has(Capacity::Belongs);
    let (above, href) =
        if is_home { ("orders-title", "/orders") } else { ("operators-orders", "/admin/orders") };
    let turn = {
        let mut conn = frame.ctx.read().await?;
        approvals::turn(&frame.ctx, &mut conn, id).await?
    };
    let template = Show {
        deciding: turn.map(|turn| Deciding::new(frame, id, &turn)),
        page: frame.page.clone().titled(view::title(t, &row.title), "").under(t.s(above), href),
        id: id.to_string(),
        done,
        state_kind: view::state_kind(row.state),
        state: view::state(t, row.state),
        next,
        cause: row.cause.clone(),
        steps,
        facts,
        quote: quote.unwrap_or_default(),
        files: Files::of(frame, id).await?,
        events: events.items.iter().map(|row| event(t, &zone, row)).collect(),
        result: result(row),
        can_edit: order.is_writable(),
        can_withdraw: order.may.contains(&Move::Withdraw),
        can_cancel: order.may.contains(&Move::Cancel),
        can_retry: order.may.contains(&Move::Retry),
        can_comment: frame.ctx.authorize_as(Action::CommentOrder, order.standing).is_ok(),
        comment,
        trouble,
    };
    Ok(template.trouble.page(&template))
}

/// Where what came of an order is.
fn result(row: &OrderRow) -> String {
    match (row.kind.as_str(), row.state, &row.result_id) {
        ("project" | "quota", OrderState::Done, Some(id)) => format!("/projects/{id}"),
        ("subscription" | "termination", OrderState::Done, Some(id)) => format!("/subscriptions/{id}"),
        _ => String::new(),
    }
}

fn won(t: Tr, amount: i64) -> String {
    t.a("orders-won", &[("amount", grouped(amount).into())])
}

/// What happens next, in one sentence: to whoever can write the order, what they can do.
fn next(t: Tr, order: &Order, current: Option<&Step>, waited: std::time::Duration) -> String {
    let state = order.row.state;
    match (state, current) {
        (OrderState::InApproval, Some(step)) => {
            let args = [("who", step.who.clone().into()), ("age", age(t, waited).into())];
            t.a("orders-next-in_approval", &args)
        }
        (OrderState::Returned | OrderState::Withdrawn, _) if !order.is_writable() => {
            t.s(&format!("orders-next-{state}-others"))
        }
        _ => t.s(&format!("orders-next-{state}")),
    }
}

/// The steps of the line between what comes before them and what comes after.
fn with_ends(t: Tr, zone: &Zone, order: &Order, line: Vec<Step>) -> Vec<Step> {
    let row = &order.row;
    let stage = |kind, state: &str, name: &str, who: String, when: String| Step {
        kind,
        state: t.s(state),
        name: t.s(name),
        who,
        when,
        comments: Vec::new(),
        current: false,
    };
    let applicant = order.applicant.as_ref().map(|person| person.name.clone());
    let applicant = applicant.unwrap_or_else(|| t.s("order-role-applicant"));
    let since = zone.minute(row.since);
    let submitted = row.submitted_at.map(|at| zone.minute(at)).unwrap_or_default();
    let mut steps = Vec::with_capacity(line.len() + 2);
    if row.state.is_editable() {
        steps.push(Step {
            current: true,
            ..stage("stopped", "orders-stage-writing", "orders-stage-submit", applicant, since.clone())
        });
    } else {
        steps.push(stage("running", "orders-stage-submitted", "orders-stage-submit", applicant, submitted));
    }
    steps.extend(line);
    let (kind, state, is_now) = match row.state {
        OrderState::Done => ("running", "order-state-done", false),
        OrderState::Approved | OrderState::Fulfilling => ("working", "order-state-fulfilling", true),
        OrderState::Failed => ("failed", "order-state-failed", true),
        OrderState::Rejected | OrderState::Cancelled => return steps,
        OrderState::Draft | OrderState::InApproval | OrderState::Returned | OrderState::Withdrawn => {
            ("stopped", "orders-stage-next", false)
        }
    };
    let when = if kind == "stopped" { String::new() } else { since };
    steps.push(Step { current: is_now, ..stage(kind, state, "orders-stage-make", String::new(), when) });
    steps
}

fn line(t: Tr, zone: &Zone, now: Timestamp, step: &StepView) -> Step {
    let mut who: Vec<String> = Vec::new();
    for asked in &step.asked {
        if asked.names.is_empty() {
            who.push(t.s(&format!("order-role-{}", asked.role)));
        }
        who.extend(asked.names.iter().cloned());
    }
    who.dedup();
    let who = who.join(", ");
    let when = match (step.decided_at, step.since) {
        (Some(at), _) => zone.minute(at),
        (None, Some(since)) if step.state == StepState::Current => {
            t.a("orders-waited", &[("age", age(t, now.since(since)).into())])
        }
        (None, _) => String::new(),
    };
    let kind = match step.state {
        StepState::Approved => "running",
        StepState::Current => "waiting",
        StepState::Returned | StepState::Rejected => "failed",
        StepState::Waiting | StepState::Skipped => "stopped",
    };
    let comments = step.asked.iter().map(|asked| asked.comment.clone()).filter(|text| !text.is_empty());
    Step {
        kind,
        state: t.s(&format!("order-step-state-{}", step.state)),
        name: t.s(&format!("order-step-{}", step.kind)),
        who,
        when,
        comments: comments.collect(),
        current: step.state == StepState::Current,
    }
}

fn event(t: Tr, zone: &Zone, row: &Happened) -> Event {
    let key = format!("order-event-{}", row.kind);
    let who = row.name.clone().unwrap_or_else(|| t.s(&format!("order-role-{}", row.role)));
    let who = match &row.on_behalf_of {
        Some(name) => t.a("orders-in-stead", &[("who", who.into()), ("of", name.clone().into())]),
        None => who,
    };
    Event {
        what: if t.has(&key) { t.s(&key) } else { row.kind.clone() },
        who,
        when: zone.minute(row.at),
        text: row.text.clone(),
    }
}
