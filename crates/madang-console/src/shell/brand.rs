//! Whose console it is: name, logo and accent from the settings.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;

use super::{Accent, assets};

/// The product's name, logo and accent, made once at start and shared by every page.
#[derive(Debug, Clone)]
pub struct Brand {
    /// The name in the masthead, in titles and in the footer.
    pub name: String,
    /// Where the logo is, beside the name; a built-in mark is drawn where there is none.
    pub logo_url: Option<String>,
    stylesheet: String,
    stylesheet_url: String,
}

impl Brand {
    /// A brand with this name and accent.
    pub fn new(name: impl Into<String>, logo_url: Option<String>, accent: Accent) -> Self {
        let stylesheet = accent.stylesheet();
        let mut hasher = DefaultHasher::new();
        stylesheet.hash(&mut hasher);
        let stylesheet_url = format!("/assets/brand.css?v={:016x}", hasher.finish());
        Self { name: name.into(), logo_url, stylesheet, stylesheet_url }
    }

    /// Where the accent's style sheet is; changes with the accent.
    pub fn stylesheet_url(&self) -> &str {
        &self.stylesheet_url
    }

    /// `GET /assets/brand.css`, for everyone.
    pub(super) fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let stylesheet = self.stylesheet.clone();
        let serve = move || {
            let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, assets::IMMUTABLE)];
            std::future::ready((headers, stylesheet.clone()))
        };
        Router::new().route("/assets/brand.css", get(serve))
    }
}
