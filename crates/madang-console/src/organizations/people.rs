//! 「구성원」: who belongs to an organisation, and who waits for it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::organizations::{self, PeopleQuery, Person};
use madang_core::{Error, Result as Done};
use madang_model::{MembershipId, OrganizationId};
use madang_web::{Fail, Form};

use super::Within;
use super::view;
use crate::admin::pager::pager;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page, Pager, Tab};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organizations/people.html")]
struct People {
    page: Page,
    id: String,
    pending: bool,
    manages: bool,
    tabs: Vec<Tab>,
    department: String,
    departments: Vec<Choice>,
    people: Vec<Line>,
    pager: Pager,
    done: String,
    trouble: Trouble,
}

struct Line {
    id: String,
    name: String,
    login_id: String,
    email: String,
    department: String,
    head: bool,
    roles: String,
    since: String,
}

/// `GET /organizations/{id}/people`
pub(crate) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    let pending = frame.query.text("state") == "pending";
    page(frame, id, pending, Trouble::default()).await
}

/// `POST /organizations/{id}/people/{person}/admit`
pub(crate) async fn admit(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
    _form: Form,
) -> Result<Response, Fail> {
    let done = organizations::admit(&frame.ctx, id, person).await;
    answer(frame, id, done, "admitted").await
}

/// `POST /organizations/{id}/people/{person}/turn-away`
pub(crate) async fn turn_away(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
    _form: Form,
) -> Result<Response, Fail> {
    let done = organizations::turn_away(&frame.ctx, id, person).await;
    answer(frame, id, done, "turned-away").await
}

async fn answer(frame: Frame, id: OrganizationId, done: Done<()>, code: &str) -> Result<Response, Fail> {
    match done {
        Ok(()) => {
            let to = format!("/organizations/{id}/people?state=pending&done={code}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error @ Error::Refused(_)) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, true, trouble).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(frame: Frame, id: OrganizationId, pending: bool, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let place = super::place(&frame, id, "organizations-people", "/people").await?;
    let all = organizations::list_departments(&frame.ctx, id).await?;
    let department = frame.query.text("department").to_owned();
    let query = PeopleQuery {
        pending,
        department_id: department.parse().ok(),
        after: Some(frame.query.text("after").to_owned()).filter(|after| !after.is_empty()),
    };
    let found = organizations::list_people(&frame.ctx, id, &query).await?;
    let zone = frame.zone();
    let line = |person: &Person| Line {
        id: person.row.id.to_string(),
        name: person.row.name.clone(),
        login_id: person.row.login_id.clone(),
        email: person.row.email.clone(),
        department: view::department_path(&all, person.row.department_id),
        head: person.row.head == 1,
        roles: view::roles(t, person.roles.iter().map(|role| role.as_str())),
        since: zone.minute(person.row.created_at),
    };
    let base = format!("/organizations/{id}/people");
    let tab = |key: &str, href: String, current| Tab { label: t.s(key), href, current };
    let mut departments = view::department_choices(t, &all, None);
    if let Some(first) = departments.first_mut() {
        *first = Choice::new("", t.s("organizations-all-departments"));
    }
    let view = People {
        id: id.to_string(),
        pending,
        manages: place.manages,
        tabs: vec![
            tab("organizations-people-in", base.clone(), !pending),
            tab("organizations-people-waiting", format!("{base}?state=pending"), pending),
        ],
        department,
        departments,
        people: found.items.iter().map(line).collect(),
        pager: pager(&frame, "after", found.next),
        done: super::done(&frame),
        page: place.page,
        trouble,
    };
    Ok(view.trouble.page(&view))
}
