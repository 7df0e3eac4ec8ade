//! 「대결」: who decides in the reader's stead while they are away.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::approvals::{self, Substitute, SubstitutionView};
use madang_core::{Error, organizations};
use madang_model::SubstitutionId;
use madang_model::organizations::OrganizationKind;
use madang_web::{Fail, Form};

use super::beside;
use crate::admin::pager::pager;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page, Pager};
use crate::trouble::Trouble;

#[derive(Default)]
struct Typed {
    organization_id: String,
    login_id: String,
    starts: String,
    ends: String,
}

#[derive(Template)]
#[template(path = "me/substitutes.html")]
struct Substitutes {
    page: Page,
    mine: Vec<SubstitutionView>,
    others: Vec<SubstitutionView>,
    organizations: Vec<Choice>,
    pager: Pager,
    typed: Typed,
    done: String,
    trouble: Trouble,
}

/// `GET /me/substitutes`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    draw(&frame, Typed::default(), Trouble::default()).await
}

/// `POST /me/substitutes`
pub(crate) async fn add(frame: Frame, form: Form) -> Result<Response, Fail> {
    let text = |name: &str| form.text(name).to_owned();
    let input = Substitute {
        organization_id: text("organization_id"),
        login_id: text("login_id"),
        starts: text("starts"),
        ends: text("ends"),
    };
    match approvals::substitute(&frame.ctx, &input).await {
        Ok(_) => Ok(Redirect::to("/me/substitutes?done=substitute").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            let Substitute { organization_id, login_id, starts, ends } = input;
            draw(&frame, Typed { organization_id, login_id, starts, ends }, trouble).await
        }
    }
}

/// `POST /me/substitutes/{id}/end`
pub(crate) async fn end(frame: Frame, At(id): At<SubstitutionId>, _form: Form) -> Result<Response, Fail> {
    match approvals::end_substitution(&frame.ctx, id).await {
        Ok(()) => Ok(Redirect::to("/me/substitutes?done=substitute-ended").into_response()),
        Err(error) => draw(&frame, Typed::default(), Trouble::of(frame.t(), error)?).await,
    }
}

async fn draw(frame: &Frame, typed: Typed, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let before = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let mine = approvals::list_substitutions(&frame.ctx, before).await?;
    let others = approvals::standing_in(&frame.ctx).await?;
    let organizations = companies(frame).await?;
    let page = frame.page.clone().titled(t.s("substitutes-title"), t.s("substitutes-purpose"));
    let done = match frame.query.text("done") {
        "substitute" => t.s("substitutes-done"),
        "substitute-ended" => t.s("substitutes-ended"),
        _ => String::new(),
    };
    let template = Substitutes {
        page: beside(page, "/me/substitutes"),
        pager: pager(frame, "before", mine.next),
        mine: mine.items,
        others,
        organizations,
        typed,
        done,
        trouble,
    };
    Ok(template.trouble.page(&template))
}

/// The reader's companies. In a personal organisation there is nobody to stand in.
async fn companies(frame: &Frame) -> Result<Vec<Choice>, Fail> {
    let mine = match organizations::context(&frame.ctx, None).await {
        Ok(found) => found.mine,
        Err(Error::NotFound) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let companies = mine.into_iter().filter(|row| row.kind == OrganizationKind::Company);
    Ok(companies.map(|row| Choice::new(row.id.to_string(), row.name)).collect())
}
