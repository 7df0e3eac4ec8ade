//! Categories 「상품 종류」: named, ordered, added.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::{CategoryInput, add_category, categories, update_category};
use madang_core::{Action, Error};
use madang_model::CategoryId;
use madang_store::catalog::CategoryRow;
use madang_web::{Fail, Form};

use crate::admin::section::{Section, done};
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/categories.html")]
struct List {
    page: Page,
    categories: Vec<CategoryRow>,
    typed: CategoryInput,
    /// The category that is being changed; empty for a new one.
    changed: String,
    writes: bool,
    done: String,
    trouble: Trouble,
}

/// `GET /admin/catalog/categories`, with `?change=` for the form of one of them.
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let wanted = frame.query.text("change").to_owned();
    let known = categories(&frame.ctx).await?;
    let typed = known.iter().find(|row| row.id.to_string() == wanted).map(|row| CategoryInput {
        code: row.code.to_string(),
        name_ko: row.name_ko.clone(),
        name_en: row.name_en.clone(),
        position: row.position,
    });
    if typed.is_none() && !wanted.is_empty() {
        return Err(Error::NotFound.into());
    }
    draw(&frame, wanted, typed.unwrap_or_default(), Trouble::default()).await
}

/// `POST /admin/catalog/categories`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let text = |name: &str| form.text(name).to_owned();
    let typed = CategoryInput {
        code: text("code"),
        name_ko: text("name_ko"),
        name_en: text("name_en"),
        position: form.text("position").trim().parse().unwrap_or(-1),
    };
    let changed = text("id");
    let result = match changed.as_str() {
        "" => add_category(&frame.ctx, &typed).await.map(|_| ()),
        id => match id.parse::<CategoryId>() {
            Ok(id) => update_category(&frame.ctx, id, &typed).await,
            Err(_) => Err(Error::NotFound),
        },
    };
    match result {
        Ok(()) => Ok(Redirect::to("/admin/catalog/categories?done=catalog-changed").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, changed, typed, trouble).await
        }
    }
}

async fn draw(
    frame: &Frame,
    changed: String,
    typed: CategoryInput,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let template = List {
        page: Section::Catalog.page_below(frame, frame.t().s("catalog-categories")),
        categories: categories(&frame.ctx).await?,
        typed,
        changed,
        writes: frame.ctx.actor.may(Action::WriteCatalog, None).is_ok(),
        done: done(frame, &["catalog-changed"]),
        trouble,
    };
    Ok(template.trouble.page(&template))
}
