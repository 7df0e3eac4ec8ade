//! 「약관 동의 이력」

use askama::Template;
use axum::response::Response;
use madang_core::members;
use madang_i18n::{Lang, Zone};
use madang_store::consents::ConsentRow;
use madang_web::Fail;

use super::beside;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "me/list_consents.html")]
struct Consents {
    page: Page,
    consents: Vec<ConsentRow>,
    pager: Pager,
    zone: Zone,
}

impl Consents {
    fn title<'a>(&self, consent: &'a ConsentRow) -> &'a str {
        match self.page.t.lang() {
            Lang::Ko => &consent.title_ko,
            Lang::En => &consent.title_en,
        }
    }
}

/// `GET /me/consents`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let cursor = Some(frame.query.text("cursor")).filter(|cursor| !cursor.is_empty());
    let found = members::list_consents(&frame.ctx, cursor).await?;
    let first = cursor.map(|_| "/me/consents".to_owned());
    let next = found.next.map(|next| format!("/me/consents?cursor={next}"));
    let pager = Pager { first, next, ..Pager::default() };
    let zone = frame.zone();
    let page = beside(frame.page.titled(t.s("me-consents"), t.s("me-consents-purpose")), "/me/consents");
    Ok(shell::html(&Consents { page, consents: found.items, pager, zone }))
}
