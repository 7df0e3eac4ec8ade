//! The form of a webhook: new, or one that is there.

use askama::Template;
use axum::response::Response;
use madang_core::events::{self, WebhookInput};
use madang_web::Form;

use super::list::kind_text;
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

/// Kinds of events to be ticked.
struct Area {
    value: String,
    label: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "webhooks/form.html")]
struct Edit {
    page: Page,
    action: String,
    back: String,
    button: String,
    name: String,
    address: String,
    areas: Vec<Area>,
    others: String,
    trouble: Trouble,
}

/// Where the form posts to, where cancelling leads, and what the button says.
pub(super) struct Way {
    /// The address it posts to.
    pub(super) action: String,
    /// The page to go back to.
    pub(super) back: String,
    /// The button's text.
    pub(super) button: String,
}

/// What was typed.
pub(super) fn typed(form: &Form) -> WebhookInput {
    let others = form.text("others").split([',', ' ', '\n', '\r', '\t']).filter(|kind| !kind.is_empty());
    WebhookInput {
        name: form.text("name").to_owned(),
        address: form.text("address").to_owned(),
        kinds: form.all("kinds").chain(others).map(str::to_owned).collect(),
    }
}

/// The form with what was typed and what is wrong with it.
pub(super) fn form_page(
    frame: &Frame,
    page: Page,
    way: Way,
    input: WebhookInput,
    trouble: Trouble,
) -> Response {
    let offered: Vec<String> =
        std::iter::once("*".to_owned()).chain(events::AREAS.iter().map(|area| format!("{area}.*"))).collect();
    let others: Vec<&str> =
        input.kinds.iter().filter(|kind| !offered.contains(kind)).map(String::as_str).collect();
    let others = others.join(" ");
    let areas = offered
        .into_iter()
        .map(|value| Area {
            label: kind_text(frame.t(), &value),
            ticked: input.kinds.contains(&value),
            value,
        })
        .collect();
    let Way { action, back, button } = way;
    let view =
        Edit { page, action, back, button, name: input.name, address: input.address, areas, others, trouble };
    view.trouble.page(&view)
}
