//! 「부서」: the tree, and one of it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Error;
use madang_core::organizations::{self, Department, DepartmentForm};
use madang_model::{DepartmentId, OrganizationId};
use madang_web::{Fail, Form};

use super::Within;
use super::view::{self, InTheWay};
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organizations/departments.html")]
struct Tree {
    page: Page,
    base: String,
    manages: bool,
    all: Vec<Department>,
    parents: Vec<Choice>,
    typed_name: String,
    parent: String,
    done: String,
    trouble: Trouble,
}

#[derive(Template)]
#[template(path = "organizations/department.html")]
struct Edit {
    page: Page,
    base: String,
    manages: bool,
    parents: Vec<Choice>,
    typed_name: String,
    parent: String,
    in_the_way: Vec<InTheWay>,
    trouble: Trouble,
}

fn typed(form: &Form) -> DepartmentForm {
    DepartmentForm { name: form.text("name").to_owned(), parent: form.text("parent").to_owned() }
}

/// `GET /organizations/{id}/departments`
pub(crate) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    tree(frame, id, DepartmentForm::default(), Trouble::default()).await
}

/// `POST /organizations/{id}/departments`
pub(crate) async fn create(frame: Frame, At(id): At<OrganizationId>, form: Form) -> Result<Response, Fail> {
    match organizations::create_department(&frame.ctx, id, typed(&form)).await {
        Ok(_) => Ok(done(id, "department")),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            tree(frame, id, typed(&form), trouble).await
        }
    }
}

/// `GET /organizations/{id}/departments/{department}`
pub(crate) async fn edit(
    frame: Frame,
    Within(id, department): Within<DepartmentId>,
) -> Result<Response, Fail> {
    one(frame, id, department, None, Vec::new(), Trouble::default()).await
}

/// `POST /organizations/{id}/departments/{department}`
pub(crate) async fn update(
    frame: Frame,
    Within(id, department): Within<DepartmentId>,
    form: Form,
) -> Result<Response, Fail> {
    match organizations::update_department(&frame.ctx, id, department, typed(&form)).await {
        Ok(()) => Ok(done(id, "department")),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            one(frame, id, department, Some(typed(&form)), Vec::new(), trouble).await
        }
    }
}

/// `POST /organizations/{id}/departments/{department}/delete`
pub(crate) async fn delete(
    frame: Frame,
    Within(id, department): Within<DepartmentId>,
    _form: Form,
) -> Result<Response, Fail> {
    match organizations::delete_department(&frame.ctx, id, department).await {
        Ok(()) => Ok(done(id, "department-deleted")),
        Err(Error::Refused(refusal)) => {
            let in_the_way = view::in_the_way(frame.t(), &refusal);
            let trouble = Trouble::of(frame.t(), refusal.into())?;
            one(frame, id, department, None, in_the_way, trouble).await
        }
        Err(error) => Err(error.into()),
    }
}

fn done(id: OrganizationId, code: &str) -> Response {
    Redirect::to(&format!("/organizations/{id}/departments?done={code}")).into_response()
}

async fn tree(
    frame: Frame,
    id: OrganizationId,
    form: DepartmentForm,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let place = super::place(&frame, id, "organizations-departments", "/departments").await?;
    let all = organizations::list_departments(&frame.ctx, id).await?;
    let view = Tree {
        base: format!("/organizations/{id}"),
        manages: place.manages,
        parents: view::department_choices(frame.t(), &all, None),
        all,
        typed_name: form.name,
        parent: form.parent,
        done: super::done(&frame),
        page: place.page,
        trouble,
    };
    Ok(view.trouble.page(&view))
}

async fn one(
    frame: Frame,
    id: OrganizationId,
    department: DepartmentId,
    form: Option<DepartmentForm>,
    in_the_way: Vec<InTheWay>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let place = super::place(&frame, id, "organizations-department", "/departments").await?;
    let all = organizations::list_departments(&frame.ctx, id).await?;
    let found = all.iter().find(|one| one.row.id == department).ok_or(Error::NotFound)?;
    let form = form.unwrap_or_else(|| DepartmentForm {
        name: found.row.name.clone(),
        parent: found.row.parent_key.clone(),
    });
    let view = Edit {
        base: format!("/organizations/{id}/departments/{department}"),
        manages: place.manages,
        parents: view::department_choices(t, &all, Some(department)),
        typed_name: form.name,
        parent: form.parent,
        in_the_way,
        page: place.page.under(t.s("organizations-departments"), format!("/organizations/{id}/departments")),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
