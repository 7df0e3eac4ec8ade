//! 「기본 정보」

use askama::Template;
use axum::response::Response;
use madang_core::members;
use madang_i18n::Zone;
use madang_model::members::{Landline, MobilePhone};
use madang_store::members::MemberRow;
use madang_web::Fail;

use super::beside;
use crate::done;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/overview.html")]
struct Overview {
    page: Page,
    member: MemberRow,
    zone: Zone,
    done: String,
}

impl Overview {
    fn phone(&self) -> String {
        phone_text(&self.member.phone)
    }

    fn marketing(&self) -> String {
        let t = self.page.t;
        match self.member.marketing_at {
            Some(at) => t.a("me-marketing-on", &[("date", self.zone.date(at).into())]),
            None => t.s("me-marketing-off"),
        }
    }

    fn last_sign_in(&self) -> String {
        self.member.last_sign_in_at.map_or_else(|| "-".to_owned(), |at| self.zone.minute(at))
    }

    fn landline(&self) -> String {
        let Some(number) = self.member.landline.as_deref() else { return "-".to_owned() };
        Landline::parse(number).map_or_else(
            |_| number.to_owned(),
            |number| {
                let (area, middle, last) = number.groups();
                format!("{area}-{middle}-{last}")
            },
        )
    }
}

/// A mobile number as people read it.
pub(super) fn phone_text(digits: &str) -> String {
    MobilePhone::parse(digits).map_or_else(|_| digits.to_owned(), |number| number.hyphenated())
}

/// `GET /me`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let member = members::get_profile(&frame.ctx).await?;
    let (zone, done) = (frame.zone(), done::text(t, &frame.query));
    let page = beside(frame.page.titled(t.s("me-profile"), t.s("me-profile-purpose")), "/me");
    Ok(shell::html(&Overview { page, member, zone, done }))
}
