//! Days that are not worked: what reminders and escalation of approvals count by.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::approvals::{self, HolidayInput};
use madang_core::{Action, Error};
use madang_i18n::Lang;
use madang_model::Rule;
use madang_model::approvals::Day;
use madang_store::holidays::HolidayRow;
use madang_web::{Access, Fail, Form, Routes};

use super::section::{Section, done};
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/admin/holidays", Access::Staff, show)
        .post("/admin/holidays", Access::Operator, add)
        .post("/admin/holidays/remove", Access::Operator, remove)
}

#[derive(Template)]
#[template(path = "admin/holidays/list.html")]
struct List {
    page: Page,
    year: i64,
    holidays: Vec<(String, String)>,
    typed: HolidayInput,
    writes: bool,
    done: String,
    trouble: Trouble,
}

async fn show(frame: Frame) -> Result<Response, Fail> {
    draw(&frame, nothing(), Trouble::default()).await
}

async fn add(frame: Frame, form: Form) -> Result<Response, Fail> {
    let text = |name: &str| form.text(name).to_owned();
    let input = HolidayInput { day: text("day"), name_ko: text("name_ko"), name_en: text("name_en") };
    match approvals::add_holiday(&frame.ctx, &input).await {
        Ok(()) => {
            let year = input.day.trim().get(..4).unwrap_or_default();
            Ok(Redirect::to(&format!("/admin/holidays?year={year}&done=holiday-added")).into_response())
        }
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, input, trouble).await
        }
    }
}

async fn remove(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePolicies, None)?;
    let day = form.text("day");
    let removed = match day.parse::<Day>() {
        Ok(_) => approvals::remove_holiday(&frame.ctx, day).await,
        Err(_) => Err(Error::invalid("day", Rule::When)),
    };
    match removed {
        Ok(()) => {
            let year = day.get(..4).unwrap_or_default();
            Ok(Redirect::to(&format!("/admin/holidays?year={year}&done=holiday-removed")).into_response())
        }
        Err(error) => draw(&frame, nothing(), Trouble::of(frame.t(), error)?).await,
    }
}

fn nothing() -> HolidayInput {
    HolidayInput { day: String::new(), name_ko: String::new(), name_en: String::new() }
}

async fn draw(frame: &Frame, typed: HolidayInput, trouble: Trouble) -> Result<Response, Fail> {
    let asked = frame.query.text("year").trim();
    let year = match asked {
        "" => Day::of(frame.ctx.now()).year(),
        text => text.parse().map_err(|_| Error::invalid("year", Rule::When))?,
    };
    let name = |row: HolidayRow| match frame.t().lang() {
        Lang::Ko => (row.day, row.name_ko),
        Lang::En => (row.day, row.name_en),
    };
    let found = approvals::list_holidays(&frame.ctx, year).await?;
    let template = List {
        page: Section::Holidays.page(frame, "holidays-purpose"),
        year,
        holidays: found.into_iter().map(name).collect(),
        typed,
        writes: frame.ctx.actor.may(Action::WritePolicies, None).is_ok(),
        done: done(frame, &["holiday-added", "holiday-removed"]),
        trouble,
    };
    Ok(template.trouble.page(&template))
}
