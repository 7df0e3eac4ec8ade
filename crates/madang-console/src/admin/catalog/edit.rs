//! An offering's draft: begun, and written anew.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::catalog::{OfferingInput, categories, create, get, save};
use madang_i18n::Lang;
use madang_model::OfferingId;
use madang_model::catalog::{Both, Product};
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/form.html")]
struct Edit {
    page: Page,
    action: String,
    back: String,
    /// The revision that was looked at; none for a new offering.
    revision: Option<i64>,
    categories: Vec<Choice>,
    products: Vec<Choice>,
    typed: OfferingInput,
    trouble: Trouble,
}

/// `GET /admin/catalog/new`
pub(super) async fn ask(frame: Frame) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    draw(&frame, None, OfferingInput::default(), Trouble::default()).await
}

/// `POST /admin/catalog`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let typed = typed(&form);
    match create(&frame.ctx, &typed).await {
        Ok(id) => Ok(Redirect::to(&format!("/admin/catalog/{id}?done=catalog-changed")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, None, typed, trouble).await
        }
    }
}

/// `GET /admin/catalog/{id}/edit`
pub(super) async fn ask_again(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let edited = get(&frame.ctx, id).await?;
    let known = categories(&frame.ctx).await?;
    let category = known.into_iter().find(|row| row.id == edited.row.category_id);
    let said = edited.draft;
    let typed = OfferingInput {
        code: edited.row.code.to_string(),
        product: edited.row.product.as_str().to_owned(),
        category: category.map(|row| row.code.to_string()).unwrap_or_default(),
        position: edited.row.position,
        name: said.name,
        summary: said.summary,
        description: said.description,
        provider: said.provider,
        version: said.version,
        base_os: said.base_os,
    };
    draw(&frame, Some((id, edited.row.revision)), typed, Trouble::default()).await
}

/// `POST /admin/catalog/{id}/edit`
pub(super) async fn act_again(frame: Frame, At(id): At<OfferingId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let revision = revision(&form);
    let typed = typed(&form);
    match save(&frame.ctx, id, revision, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/catalog/{id}?done=catalog-changed")).into_response()),
        Err(error) => {
            let row = get(&frame.ctx, id).await?.row;
            let typed = OfferingInput {
                code: row.code.to_string(),
                product: row.product.as_str().to_owned(),
                ..typed
            };
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, Some((id, revision)), typed, trouble).await
        }
    }
}

/// The revision that a form was made from; one that there never was, where the form does not say.
pub(super) fn revision(form: &Form) -> i64 {
    form.text("revision").parse().unwrap_or(-1)
}

fn typed(form: &Form) -> OfferingInput {
    let text = |name: &str| form.text(name).to_owned();
    OfferingInput {
        code: text("code"),
        product: text("product"),
        category: text("category"),
        position: form.text("position").trim().parse().unwrap_or(-1),
        name: both(form, ["name_ko", "name_en"]),
        summary: both(form, ["summary_ko", "summary_en"]),
        description: both(form, ["description_ko", "description_en"]),
        provider: text("provider"),
        version: text("version"),
        base_os: text("base_os"),
    }
}

/// A text in both languages, as typed.
pub(super) fn both(form: &Form, names: [&str; 2]) -> Both {
    Both { ko: form.text(names[0]).to_owned(), en: form.text(names[1]).to_owned() }
}

async fn draw(
    frame: &Frame,
    kept: Option<(OfferingId, i64)>,
    typed: OfferingInput,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let known = categories(&frame.ctx).await?;
    let name = |row: &madang_store::catalog::CategoryRow| match t.lang() {
        Lang::Ko => row.name_ko.clone(),
        Lang::En => row.name_en.clone(),
    };
    let (title, action, back) = match kept {
        None => ("catalog-new", "/admin/catalog".to_owned(), "/admin/catalog".to_owned()),
        Some((id, _)) => {
            ("catalog-edit", format!("/admin/catalog/{id}/edit"), format!("/admin/catalog/{id}"))
        }
    };
    let template = Edit {
        page: Section::Catalog.page_below(frame, t.s(title)),
        action,
        back,
        revision: kept.map(|(_, revision)| revision),
        categories: known.iter().map(|row| Choice::new(row.code.to_string(), name(row))).collect(),
        products: Product::ALL
            .iter()
            .map(|product| Choice::new(product.as_str(), t.s(&format!("catalog-product-{product}"))))
            .collect(),
        typed,
        trouble,
    };
    Ok(template.trouble.page(&template))
}
