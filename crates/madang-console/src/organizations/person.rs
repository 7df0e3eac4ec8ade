//! One person of an organisation: department, head, roles.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::organizations::{self, SetPerson};
use madang_model::organizations::MembershipState;
use madang_model::{MembershipId, OrganizationId};
use madang_web::{Fail, Form};

use super::Within;
use super::view::{self, RoleChoice};
use crate::frame::Frame;
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organizations/person.html")]
struct Show {
    page: Page,
    base: String,
    name: String,
    login_id: String,
    email: String,
    since: String,
    department_name: String,
    role_names: String,
    manages: bool,
    is_own: bool,
    is_in: bool,
    department: String,
    departments: Vec<Choice>,
    head: bool,
    roles: Vec<RoleChoice>,
    trouble: Trouble,
}

/// `GET /organizations/{id}/people/{person}`
pub(crate) async fn show(frame: Frame, Within(id, person): Within<MembershipId>) -> Result<Response, Fail> {
    page(frame, id, person, None, Trouble::default()).await
}

/// `POST /organizations/{id}/people/{person}`
pub(crate) async fn set(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
    form: Form,
) -> Result<Response, Fail> {
    let input = SetPerson {
        department: form.text("department").to_owned(),
        head: form.ticked("head"),
        roles: form.all("roles").map(str::to_owned).collect(),
    };
    match organizations::set_person(&frame.ctx, id, person, input.clone()).await {
        Ok(()) => Ok(Redirect::to(&format!("/organizations/{id}/people?done=person-set")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, person, Some(input), trouble).await
        }
    }
}

async fn page(
    frame: Frame,
    id: OrganizationId,
    person_id: MembershipId,
    typed: Option<SetPerson>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let place = super::place(&frame, id, "organizations-person", "/people").await?;
    let person = organizations::get_person(&frame.ctx, id, person_id).await?;
    let all = organizations::list_departments(&frame.ctx, id).await?;
    let typed = typed.unwrap_or_else(|| SetPerson {
        department: person.row.department_id.map(|id| id.to_string()).unwrap_or_default(),
        head: person.row.head == 1,
        roles: person.roles.iter().map(|role| role.to_string()).collect(),
    });
    let view = Show {
        base: format!("/organizations/{id}/people/{person_id}"),
        since: frame.zone().minute(person.row.created_at),
        department_name: view::department_path(&all, person.row.department_id),
        role_names: view::roles(t, person.roles.iter().map(|role| role.as_str())),
        manages: place.manages,
        is_own: frame.ctx.actor.member().is_ok_and(|own| own == person.row.member_id),
        is_in: person.row.state == MembershipState::Active,
        departments: view::department_choices(t, &all, None),
        department: typed.department,
        head: typed.head,
        roles: view::role_choices(t, &typed.roles),
        name: person.row.name,
        login_id: person.row.login_id,
        email: person.row.email,
        page: place.page.under(t.s("organizations-people"), format!("/organizations/{id}/people")),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
