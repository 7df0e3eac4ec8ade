//! Proving that nothing in the log was altered or taken out.

use askama::Template;
use axum::response::Response;
use madang_core::audit::{self, Verified};
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "admin/audit/verify.html")]
struct Verify {
    page: Page,
    /// The chain, where it holds.
    whole: Option<Verified>,
    /// What was found; says the number of the first entry that does not fit.
    found: String,
}

/// `POST /admin/audit/verify`
pub(super) async fn act(frame: Frame, _: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let (whole, found) = match audit::verify(&frame.ctx).await? {
        Ok(whole) => {
            let found = t.a("operators-verify-whole", &[("entries", whole.entries.into())]);
            (Some(whole), found)
        }
        Err(broken) => (None, t.a("operators-verify-broken", &[("seq", broken.seq.into())])),
    };
    let page = Section::Audit.page_below(&frame, t.s("operators-verify"));
    Ok(shell::html(&Verify { page, whole, found }))
}
