//! 「활동」: what was applied for about a project, and what was done to it.

use askama::Template;
use axum::response::Response;
use madang_core::projects::{self, Activity};
use madang_i18n::{Tr, Zone};
use madang_model::ProjectId;
use madang_web::Fail;

use super::{place, role};
use crate::admin::pager::pager;
use crate::frame::{At, Frame};
use crate::orders::{OrderLine, order_line};
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "projects/activity.html")]
struct Show {
    page: Page,
    orders: Vec<OrderLine>,
    entries: Vec<Entry>,
    pager: Pager,
}

/// Something that was done.
struct Entry {
    what: String,
    who: String,
    when: String,
    text: String,
    order: String,
}

/// `GET /projects/{id}/activity`
pub(super) async fn show(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    let (t, zone, now) = (frame.t(), frame.zone(), frame.ctx.now());
    let place = place(&frame, id, "project-activity", "/activity").await?;
    let before = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = projects::activity(&frame.ctx, id, before).await?;
    // Orders stand on the first page, the newest few of them.
    let orders = match before {
        None => projects::applications(&frame.ctx, id, None).await?.at_most(MOST).items,
        Some(_) => Vec::new(),
    };
    let view = Show {
        page: place.page,
        orders: orders.iter().map(|item| order_line(t, &zone, now, item)).collect(),
        entries: found.items.iter().map(|entry| line(t, &zone, entry)).collect(),
        pager: pager(&frame, "before", found.next),
    };
    Ok(shell::html(&view))
}

/// How many orders are shown.
const MOST: usize = 10;

fn line(t: Tr, zone: &Zone, entry: &Activity) -> Entry {
    let whom = entry.whom.as_ref().map(|person| format!("{} ({})", person.name, person.login_id));
    let text = match (whom, entry.role.is_empty()) {
        (Some(whom), false) => format!("{whom} · {}", role(t, &entry.role)),
        (Some(whom), true) => whom,
        (None, _) => String::new(),
    };
    Entry {
        what: what(t, &entry.act),
        who: entry.who.as_ref().map_or_else(|| t.s("order-role-system"), |person| person.name.clone()),
        when: zone.minute(entry.at),
        text,
        order: entry.order_id.map(|id| format!("/orders/{id}")).unwrap_or_default(),
    }
}

/// What was done, in words; as the audit log calls it where there are none.
fn what(t: Tr, act: &str) -> String {
    t.s(match act {
        "projects.create" => "project-act-create",
        "projects.update" => "project-act-update",
        "projects.describe" => "project-act-describe",
        "projects.set_member" => "project-act-set-member",
        "projects.remove_member" => "project-act-remove-member",
        "projects.hand_over" => "project-act-hand-over",
        "projects.change_quota" => "project-act-change-quota",
        "projects.archive" => "project-act-archive",
        "projects.unarchive" => "project-act-unarchive",
        "projects.delete" => "project-act-delete",
        other => return other.to_owned(),
    })
}
