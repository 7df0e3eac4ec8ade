//! 「초대」: inviting people by mail, and the invitations that are open.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::organizations::{self, Invite};
use madang_core::{Error, Result as Done};
use madang_model::{InvitationId, OrganizationId};
use madang_web::{Fail, Form};

use super::Within;
use super::view::{self, RoleChoice};
use crate::admin::pager::pager;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page, Pager};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organizations/invitations.html")]
struct Invitations {
    page: Page,
    base: String,
    manages: bool,
    open: Vec<Line>,
    pager: Pager,
    email: String,
    department: String,
    departments: Vec<Choice>,
    roles: Vec<RoleChoice>,
    done: String,
    trouble: Trouble,
}

struct Line {
    id: String,
    email: String,
    department: String,
    roles: String,
    sent: String,
    until: String,
    over: bool,
}

/// `GET /organizations/{id}/invitations`
pub(crate) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    page(frame, id, None, Trouble::default()).await
}

/// `POST /organizations/{id}/invitations`
pub(crate) async fn invite(frame: Frame, At(id): At<OrganizationId>, form: Form) -> Result<Response, Fail> {
    let input = Invite {
        email: form.text("email").to_owned(),
        department: form.text("department").to_owned(),
        roles: form.all("roles").map(str::to_owned).collect(),
    };
    match organizations::invite(&frame.ctx, id, input.clone()).await {
        Ok(_) => Ok(done(id, "invited")),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, Some(input), trouble).await
        }
    }
}

/// `POST /organizations/{id}/invitations/{invitation}/resend`
pub(crate) async fn resend(
    frame: Frame,
    Within(id, invitation): Within<InvitationId>,
    _form: Form,
) -> Result<Response, Fail> {
    let sent = organizations::resend_invitation(&frame.ctx, id, invitation).await;
    answer(frame, id, sent, "resent").await
}

/// `POST /organizations/{id}/invitations/{invitation}/revoke`
pub(crate) async fn revoke(
    frame: Frame,
    Within(id, invitation): Within<InvitationId>,
    _form: Form,
) -> Result<Response, Fail> {
    let revoked = organizations::revoke_invitation(&frame.ctx, id, invitation).await;
    answer(frame, id, revoked, "revoked").await
}

fn done(id: OrganizationId, code: &str) -> Response {
    Redirect::to(&format!("/organizations/{id}/invitations?done={code}")).into_response()
}

async fn answer(frame: Frame, id: OrganizationId, result: Done<()>, code: &str) -> Result<Response, Fail> {
    match result {
        Ok(()) => Ok(done(id, code)),
        Err(error @ (Error::Refused(_) | Error::Limited { .. })) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, None, trouble).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    frame: Frame,
    id: OrganizationId,
    typed: Option<Invite>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let place = super::place(&frame, id, "organizations-invitations", "/invitations").await?;
    let before = Some(frame.query.text("before")).filter(|before| !before.is_empty());
    let found = organizations::list_invitations(&frame.ctx, id, before).await?;
    let all = organizations::list_departments(&frame.ctx, id).await?;
    let (zone, now) = (frame.zone(), frame.ctx.now());
    let open = found
        .items
        .iter()
        .map(|row| Line {
            id: row.id.to_string(),
            email: row.email.clone(),
            department: view::department_path(&all, row.department_id),
            roles: view::roles(t, row.roles.split_whitespace()),
            sent: zone.minute(row.created_at),
            until: zone.minute(row.expires_at),
            over: row.expires_at <= now,
        })
        .collect();
    let typed = typed.unwrap_or_else(|| Invite { roles: vec!["developer".to_owned()], ..Invite::default() });
    let view = Invitations {
        base: format!("/organizations/{id}/invitations"),
        manages: place.manages && place.company,
        open,
        pager: pager(&frame, "before", found.next),
        email: typed.email,
        department: typed.department,
        departments: view::department_choices(t, &all, None),
        roles: view::role_choices(t, &typed.roles),
        done: super::done(&frame),
        page: place.page,
        trouble,
    };
    Ok(view.trouble.page(&view))
}
