//! What brings the frame to a handler: who asks, in which language, with which token for its forms.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{self, FromRequestParts};
use axum::response::Response;
use http::StatusCode;
use http::request::Parts;
use madang_core::{Actor, Ctx, Error, Settings};
use madang_i18n::{Lang, Tr, Zone};
use madang_web::{Caller, Fail, Form, FormToken, MaybeCaller, Problem, Web};

use crate::brand_logo::Logo;
use crate::menu;
use crate::shell::{self, Brand, Page, Theme, ViewerView};

/// The product's name, logo and colours, in each language.
#[derive(Clone)]
pub struct Brands {
    /// In Korean.
    pub ko: Arc<Brand>,
    /// In English.
    pub en: Arc<Brand>,
    /// The logo.
    pub logo: Option<Logo>,
}

impl Brands {
    /// From the settings; an accent that is not a colour is the default one. Says why where the logo can't be
    /// used.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        let logo = settings.product.logo.as_deref().map(Logo::read).transpose()?;
        Ok(Self::with(settings, logo))
    }

    fn with(settings: &Settings, logo: Option<Logo>) -> Self {
        let accent: shell::Accent = settings.product.accent.parse().unwrap_or_default();
        let url = logo.as_ref().map(|logo| logo.url.to_owned());
        let brand = |lang| Arc::new(Brand::new(settings.product.name(lang), url.clone(), accent));
        Self { ko: brand(Lang::Ko), en: brand(Lang::En), logo }
    }

    fn of(&self, lang: Lang) -> Arc<Brand> {
        match lang {
            Lang::Ko => Arc::clone(&self.ko),
            Lang::En => Arc::clone(&self.en),
        }
    }
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
    /// What the page is asked for in its address, behind the `?`.
    pub query: Form,
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
        let asked = parts.uri.query().unwrap_or_default();
        let query = Form::parse(asked).ok_or_else(|| Fail::problem(Problem::Malformed))?;
        let mut page = known_page(&ctx, parts);
        page.announcements = menu::announcements(&ctx, &parts.headers).await;
        page.bell = menu::bell(&ctx, 1).await;
        if web.is_development() {
            page.footer.push(menu::development(&ctx));
        }
        Ok(Self { ctx, web: web.clone(), page, caller, query })
    }
}

/// The id in a page's address. One that can't be an id is the address of nothing.
pub struct At<T>(pub T);

impl<T: FromStr> FromRequestParts<Web> for At<T> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fail> {
        let text = extract::Path::<String>::from_request_parts(parts, web).await;
        let id = text.ok().and_then(|extract::Path(text)| text.parse().ok());
        id.map(Self).ok_or_else(|| Error::NotFound.into())
    }
}

/// The two ids in a page's address: of a thing, and of what belongs to it.
pub struct AtBoth<A, B>(pub A, pub B);

impl<A: FromStr, B: FromStr> FromRequestParts<Web> for AtBoth<A, B> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fail> {
        let texts = extract::Path::<(String, String)>::from_request_parts(parts, web).await;
        let Ok(extract::Path((first, second))) = texts else { return Err(Error::NotFound.into()) };
        match (first.parse(), second.parse()) {
            (Ok(first), Ok(second)) => Ok(Self(first, second)),
            _ => Err(Error::NotFound.into()),
        }
    }
}

/// The frame with all that is known without asking the database: who looks at it, and the menus they have.
pub(crate) fn known_page(ctx: &Ctx, parts: &Parts) -> Page {
    let mut page = bare_page(ctx, parts);
    let caller = parts.extensions.get::<MaybeCaller>().and_then(|caller| caller.0.as_ref());
    page.viewer = caller.map(|found| ViewerView {
        name: found.member.name.clone(),
        login_id: found.member.login_id.clone(),
        staff: found.member.staff.is_some(),
    });
    page.csrf = FormToken::of(parts).map(|token| token.as_str().to_owned()).unwrap_or_default();
    page.nav = shell::menus(&page, menu::ENTRIES);
    page.footer = menu::footer(ctx);
    page
}

fn bare_page(ctx: &Ctx, parts: &Parts) -> Page {
    let brand = parts
        .extensions
        .get::<Brands>()
        .map_or_else(|| Brands::with(ctx.settings(), None), Clone::clone)
        .of(ctx.lang);
    let path = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    // Pages link to themselves, and `//host` would lead elsewhere.
    let path = if shell::is_local(path) { path } else { "/" };
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
