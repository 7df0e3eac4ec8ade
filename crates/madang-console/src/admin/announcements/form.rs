//! The form of an announcement: new, or one that has not started yet.

use askama::Template;
use axum::response::Response;
use madang_core::announcements::{AnnouncementInput, Level};
use madang_i18n::Zone;
use madang_model::{Rule, Timestamp};
use madang_store::announcements::AnnouncementRow;
use madang_web::Form;

use super::view;
use crate::frame::Frame;
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

/// What was typed.
#[derive(Default)]
pub(super) struct Typed {
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    level: String,
    starts_at: String,
    ends_at: String,
}

#[derive(Template)]
#[template(path = "admin/announcements/form.html")]
struct Edit {
    page: Page,
    action: String,
    back: String,
    button: String,
    levels: Vec<Choice>,
    typed: Typed,
    trouble: Trouble,
}

/// Where the form posts to, where cancelling leads, and what the button says.
pub(super) struct Way {
    /// The address it posts to.
    pub action: String,
    /// The page to go back to.
    pub back: String,
    /// The button's text.
    pub button: String,
}

/// The form with what was typed and what is wrong with it.
pub(super) fn form_page(frame: &Frame, page: Page, way: Way, typed: Typed, trouble: Trouble) -> Response {
    let levels =
        Level::ALL.map(|level| Choice::new(level.as_str(), view::level(frame.t(), level.as_str()))).into();
    let Way { action, back, button } = way;
    let template = Edit { page, action, back, button, levels, typed, trouble };
    template.trouble.page(&template)
}

impl Typed {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { level: Level::Info.as_str().to_owned(), ..Self::default() }
    }

    /// As it came.
    pub(super) fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            title_ko: text("title_ko"),
            title_en: text("title_en"),
            body_ko: text("body_ko"),
            body_en: text("body_en"),
            level: text("level"),
            starts_at: text("starts_at"),
            ends_at: text("ends_at"),
        }
    }

    /// As it is kept.
    pub(super) fn kept(zone: &Zone, row: AnnouncementRow) -> Self {
        let field = |at: Timestamp| zone.minute(at).replace(' ', "T");
        Self {
            title_ko: row.title_ko,
            title_en: row.title_en,
            body_ko: row.body_ko,
            body_en: row.body_en,
            level: row.level,
            starts_at: field(row.starts_at),
            ends_at: row.ends_at.map(field).unwrap_or_default(),
        }
    }

    /// For the operation; the fields whose time can't be read are told.
    pub(super) fn input(&self, zone: &Zone) -> madang_core::Result<AnnouncementInput> {
        let when = |field, text: &str| match text {
            "" => Ok(None),
            text => zone.parse(text).map(Some).ok_or_else(|| madang_core::Error::invalid(field, Rule::When)),
        };
        Ok(AnnouncementInput {
            title_ko: self.title_ko.clone(),
            title_en: self.title_en.clone(),
            body_ko: self.body_ko.clone(),
            body_en: self.body_en.clone(),
            level: self.level.clone(),
            starts_at: when("starts_at", self.starts_at.trim())?,
            ends_at: when("ends_at", self.ends_at.trim())?,
        })
    }
}
