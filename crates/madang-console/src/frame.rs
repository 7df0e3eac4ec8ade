//! What brings the frame to a handler: who asks, in which language, with which token for its forms.

use std::path::Path;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::StatusCode;
use http::request::Parts;
use madang_core::{Actor, Ctx, Error, Settings};
use madang_i18n::{Lang, Tr, Zone};
use madang_web::{Caller, Fail, FormToken, MaybeCaller, Web};

use crate::menu;
use crate::shell::{self, Brand, Page, Theme, ViewerView};

/// The product's name, logo and colours, in each language.
#[derive(Clone)]
pub struct Brands {
    /// In Korean.
    pub ko: Arc<Brand>,
    /// In English.
    pub en: Arc<Brand>,
}

impl Brands {
    /// From the settings; an accent that is not a colour is the default one.
    pub fn new(settings: &Settings) -> Self {
        let accent: shell::Accent = settings.product.accent.parse().unwrap_or_default();
        let logo = settings.product.logo.as_deref().map(|path| format!("/brand/logo{}", extension(path)));
        let brand = |lang| Arc::new(Brand::new(settings.product.name(lang), logo.clone(), accent));
        Self { ko: brand(Lang::Ko), en: brand(Lang::En) }
    }

    fn of(&self, lang: Lang) -> Arc<Brand> {
        match lang {
            Lang::Ko => Arc::clone(&self.ko),
            Lang::En => Arc::clone(&self.en),
        }
    }
}

fn extension(path: &Path) -> &'static str {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) { ".svg" } else { ".png" }
}

/// A handler's surroundings: the context for operations and the page to fill.
pub struct Frame {
    /// For operations.
    pub ctx: Ctx,
    /// What the program shares.
    pub web: Web,
    /// The page, with its frame filled in.
    pub page: Page,
    /// The signed-in member, where there is one.
    pub caller: MaybeCaller,
}

impl Frame {
    /// Texts in the reader's language.
    pub fn t(&self) -> Tr {
        self.page.t
    }

    /// The time zone that times are shown in.
    pub fn zone(&self) -> Zone {
        zone(self.ctx.settings())
    }

    /// Refuses visitors, who are sent to sign in and come back; every page of members begins with it.
    pub fn signed_in(&self) -> Result<(), Fail> {
        match self.ctx.actor {
            Actor::Member { .. } => Ok(()),
            Actor::Visitor | Actor::System => Err(Error::SignInRequired.into()),
        }
    }
}

/// The time zone of the settings; they were checked at start.
pub fn zone(settings: &Settings) -> Zone {
    Zone::named(&settings.product.zone).or_else(|| Zone::named("UTC")).expect("UTC is a time zone")
}

impl FromRequestParts<Web> for Frame {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fail> {
        let Caller(ctx) = Caller::from_request_parts(parts, web).await?;
        let Ok(caller) = MaybeCaller::from_request_parts(parts, web).await;
        let csrf = FormToken::from_request_parts(parts, web).await?;
        let mut page = bare_page(&ctx, parts);
        page.csrf = csrf.as_str().to_owned();
        page.viewer = caller.0.as_ref().map(|found| ViewerView {
            name: found.member.name.clone(),
            login_id: found.member.login_id.clone(),
            staff: found.member.staff.is_some(),
        });
        page.nav = shell::menus(&page, menu::ENTRIES);
        page.footer = menu::footer(page.t);
        page.announcements = menu::announcements(&ctx).await;
        Ok(Self { ctx, web: web.clone(), page, caller })
    }
}

/// The frame without a viewer or menus, for when not even those can be had.
pub(crate) fn bare_page(ctx: &Ctx, parts: &Parts) -> Page {
    let brand = parts.extensions.get::<Brands>().map_or_else(|| Brands::new(ctx.settings()), Clone::clone).of(ctx.lang);
    let path = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let mut page = Page::new(ctx.tr(), brand, path);
    page.theme = Theme::of(&parts.headers);
    page
}

/// A page that shows a form again with its errors: 422 where fields are wrong, 200 otherwise.
pub fn form_page(has_errors: HasErrors, template: &impl askama::Template) -> Response {
    let status = match has_errors {
        HasErrors::Yes => StatusCode::UNPROCESSABLE_ENTITY,
        HasErrors::No => StatusCode::OK,
    };
    shell::html_with(status, template)
}

/// Whether a form is shown with errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasErrors {
    /// It is.
    Yes,
    /// It is fresh.
    No,
}
