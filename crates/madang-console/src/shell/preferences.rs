//! Language and theme: remembered in cookies, so that a visitor has them too.

use axum::Form;
use axum::Router;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::post;
use madang_i18n::{Lang, Tr};
use serde::Deserialize;

const A_YEAR: u32 = 31_536_000;

/// The cookie of the theme. The page's script writes it too, so it is not hidden from scripts.
const THEME: &str = "__Host-theme";

/// The cookie of the language.
const LANG: &str = "__Host-lang";

/// Which colours the page is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme that the reader's cookie asks for.
    pub fn of(headers: &HeaderMap) -> Self {
        cookie(headers, THEME).and_then(Self::named).unwrap_or_default()
    }

    /// Its name in cookies and forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The class of the document.
    pub fn class(self) -> &'static str {
        match self {
            Self::Auto => "theme-auto",
            Self::Light => "theme-light",
            Self::Dark => "pf-v6-theme-dark",
        }
    }

    /// What it is called.
    pub fn label(self, t: &Tr) -> String {
        match self {
            Self::Auto => t.s("shell-theme-auto"),
            Self::Light => t.s("shell-theme-light"),
            Self::Dark => t.s("shell-theme-dark"),
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Auto => "theme",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The reader's language: what they chose, else what their browser asks for.
pub fn language(headers: &HeaderMap) -> Tr {
    let asked = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Tr::new(cookie(headers, LANG).and_then(Lang::from_tag).unwrap_or_else(|| Lang::negotiate(asked())))
}

/// `POST /preferences`: remembers the theme or language and goes back to where the reader was. Open to everyone,
/// and without a form token: all that a forged one could do is to change colours.
pub(super) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/preferences", post(remember))
}

#[derive(Deserialize)]
struct PreferencesForm {
    theme: Option<String>,
    lang: Option<String>,
    back: Option<String>,
}

async fn remember(Form(form): Form<PreferencesForm>) -> Response {
    let theme = form.theme.as_deref().and_then(Theme::named).map(|theme| (THEME, theme.name()));
    let lang = form.lang.as_deref().and_then(Lang::from_tag).map(|lang| (LANG, lang.tag()));
    let cookies = theme.into_iter().chain(lang).map(|(name, value)| {
        let cookie = format!("{name}={value}; Path=/; Secure; Max-Age={A_YEAR}; SameSite=Lax");
        (SET_COOKIE, HeaderValue::from_str(&cookie).expect("names of themes and languages are ASCII"))
    });
    let back = form.back.as_deref().filter(|path| is_local(path)).unwrap_or("/");
    (AppendHeaders(cookies.collect::<Vec<_>>()), Redirect::to(back)).into_response()
}

/// Whether the address stays on this site. Browsers read `//host` and `/\host` as another one.
pub(crate) fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path[1..].starts_with(['/', '\\'])
        && path.bytes().all(|byte| byte.is_ascii_graphic())
        && path.len() <= 2000
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn the_choice_goes_before_the_browser() {
        assert_eq!(
            language(&headers(&[("accept-language", "en"), ("cookie", "a=b; __Host-lang=ko")])).lang(),
            Lang::Ko
        );
        assert_eq!(
            language(&headers(&[("accept-language", "en"), ("cookie", "__Host-lang=xx")])).lang(),
            Lang::En
        );
        assert_eq!(Theme::of(&headers(&[("cookie", "theme=light; __Host-theme=dark")])), Theme::Dark);
        assert_eq!(Theme::of(&headers(&[("cookie", "__Host-theme=\"><script>")])), Theme::Auto);
    }

    #[test]
    fn the_way_back_stays_on_this_site() {
        for path in ["/", "/sign-in?next=%2Fme", "/a//b"] {
            assert!(is_local(path), "{path}");
        }
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "javascript:1",
            "/가",
        ] {
            assert!(!is_local(path), "{path}");
        }
    }
}
