//! 「내 회원사」: the organisations that one belongs to, what one is invited to, and joining by code.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::organizations;
use madang_model::OrganizationId;
use madang_model::organizations::{MembershipState, OrganizationKind};
use madang_store::organizations::MineRow;
use madang_web::{Fail, Form};

use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organizations/list.html")]
struct List {
    page: Page,
    mine: Vec<MineRow>,
    offered: Vec<(String, String, String)>,
    code: String,
    done: String,
    trouble: Trouble,
}

impl List {
    fn kind(&self, row: &MineRow) -> String {
        self.page.t.s(match row.kind {
            OrganizationKind::Personal => "organizations-kind-personal",
            OrganizationKind::Company => "organizations-kind-company",
        })
    }

    fn waits(&self, row: &MineRow) -> bool {
        row.state == MembershipState::Pending
    }
}

/// `GET /organizations`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    page(frame, "", Trouble::default()).await
}

/// `POST /organizations/join`
pub(crate) async fn join(frame: Frame, form: Form) -> Result<Response, Fail> {
    let code = form.text("code");
    match organizations::join(&frame.ctx, code).await {
        Ok(joined) if joined.state == MembershipState::Active => {
            Ok(Redirect::to(&format!("/organizations/{}?done=joined", joined.organization_id))
                .into_response())
        }
        Ok(_) => Ok(Redirect::to("/organizations?done=waiting").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, code, trouble).await
        }
    }
}

/// `POST /organizations/{id}/give-up`
pub(crate) async fn give_up(frame: Frame, At(id): At<OrganizationId>, _form: Form) -> Result<Response, Fail> {
    organizations::give_up(&frame.ctx, id).await?;
    Ok(Redirect::to("/organizations?done=given-up").into_response())
}

async fn page(frame: Frame, code: &str, trouble: Trouble) -> Result<Response, Fail> {
    frame.signed_in()?;
    let t = frame.t();
    let mine = organizations::list_mine(&frame.ctx).await?;
    let zone = frame.zone();
    let offered = organizations::offered(&frame.ctx)
        .await?
        .into_iter()
        .map(|row| (row.id.to_string(), row.name, zone.minute(row.expires_at)))
        .collect();
    let done = super::done(&frame);
    let page = frame.page.titled(t.s("organizations-title"), t.s("organizations-purpose"));
    let view = List { page, mine, offered, code: code.to_owned(), done, trouble };
    Ok(view.trouble.page(&view))
}
