//! Making a member an operator or auditor, or neither.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, members};
use madang_model::members::StaffRole;
use madang_model::{MemberId, Rule};
use madang_web::{Fail, Form};

use super::confirm::about;
use super::view;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page, html_with};

#[derive(Template)]
#[template(path = "admin/members/set_staff.html")]
struct SetStaff {
    page: Page,
    who: String,
    back: String,
    role: String,
    roles: Vec<Choice>,
    problem: String,
}

/// `GET /admin/members/{id}/staff`
pub(super) async fn ask(frame: Frame, At(id): At<MemberId>) -> Result<Response, Fail> {
    // Asked before the choice rather than after it, which a redirect would lose.
    frame.ctx.require_recent()?;
    page(&frame, id, StatusCode::OK, None, String::new()).await
}

/// `POST /admin/members/{id}/staff`
pub(super) async fn act(frame: Frame, At(id): At<MemberId>, form: Form) -> Result<Response, Fail> {
    let role = form.text("role");
    let staff = match role {
        "none" => None,
        name => match name.parse() {
            Ok(staff) => Some(staff),
            Err(_) => {
                members::may_set_staff(&frame.ctx)?;
                return Err(Error::invalid("role", Rule::Choice).into());
            }
        },
    };
    match members::set_staff(&frame.ctx, id, staff).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/members/{id}?done=staff-set")).into_response()),
        Err(Error::Refused(refusal)) => {
            let problem = refusal.words(frame.t());
            page(&frame, id, StatusCode::CONFLICT, Some(role.to_owned()), problem).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    frame: &Frame,
    id: MemberId,
    status: StatusCode,
    chosen: Option<String>,
    problem: String,
) -> Result<Response, Fail> {
    let t = frame.t();
    let (who, page) = about(frame, id, t.s("operators-act-staff")).await?;
    let present = members::get(&frame.ctx, id).await?.member.staff;
    let offered = StaffRole::ALL.iter().map(|role| Choice::new(role.as_str(), view::staff(t, Some(*role))));
    let roles = std::iter::once(Choice::new("none", view::staff(t, None))).chain(offered).collect();
    let role = chosen.unwrap_or_else(|| present.map_or("none", StaffRole::as_str).to_owned());
    Ok(html_with(status, &SetStaff { page, who, back: format!("/admin/members/{id}"), role, roles, problem }))
}
