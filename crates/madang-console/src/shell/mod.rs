//! The frame around every page and the parts pages are made of.
//!
//! Start with [`Page`], what the frame needs to know, and `templates/shell/layout.html`, which draws it.
//! `templates/shell/fields.html` has the form fields and `templates/shell/parts.html` everything else a page is
//! put together from; both are askama macros that find the page in the template's field `page`.
//! What does not live here: any page of a feature.

mod accent;
pub mod assets;
mod brand;
mod error_page;
mod nav;
mod page;
mod parts;
mod preferences;
mod respond;

pub use accent::Accent;
pub use brand::Brand;
pub use error_page::{ErrorKind, ErrorPage};
pub use nav::{Area, Audience, Entry, Menu, menus};
pub use page::{AnnouncementView, Bell, Link, Page, SideNav, Switcher, ViewerView};
pub use parts::{Choice, Pager, Steps, Tab};
pub(crate) use preferences::is_local;
pub use preferences::{Theme, language};
pub use respond::{html, html_with};

use axum::Router;

/// What a page may load, and from where. No inline script or style: everything comes from [`assets`].
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// The shell's own routes: `/assets/…` with the brand's style sheet, and `/preferences`. Open to everyone.
pub fn router<S: Clone + Send + Sync + 'static>(brand: &Brand) -> Router<S> {
    Router::new().merge(assets::router()).merge(brand.router()).merge(preferences::router())
}
