//! What the frame has to know to draw a page.

use std::sync::Arc;

use madang_i18n::{Lang, Tr};

use super::{Brand, Menu, Theme, assets};

/// The page's frame: whose it is, who looks at it, where it stands. Every page's template has one, named `page`.
#[derive(Debug, Clone)]
pub struct Page {
    /// Texts in the reader's language.
    pub t: Tr,
    /// Path and query of the page, where the language and theme switches come back to.
    pub path: String,
    /// Name, logo, accent.
    pub brand: Arc<Brand>,
    /// Who has signed in.
    pub viewer: Option<ViewerView>,
    /// The token that every form on the page sends along.
    pub csrf: String,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// The masthead's menus; see [`super::menus`].
    pub nav: Vec<Menu>,
    /// The pages of this page's area.
    pub side: Option<SideNav>,
    /// The way from the start to this page, which itself is left out.
    pub breadcrumbs: Vec<Link>,
    /// What operators have to say to everyone.
    pub announcements: Vec<AnnouncementView>,
    /// The organisation whose things the page shows, and the others that the reader could look at.
    pub switcher: Option<Switcher>,
    /// The bell 「알림」 of who has signed in.
    pub bell: Bell,
    /// Where the masthead's search goes; no search field where there is none.
    pub search: Option<String>,
    /// The page's name, its heading and the window's title.
    pub title: String,
    /// One line that says what the page is for.
    pub purpose: String,
    /// Links in the footer: terms, privacy, contact.
    pub footer: Vec<Link>,
}

/// Who looks at the page.
#[derive(Debug, Clone)]
pub struct ViewerView {
    /// 이름
    pub name: String,
    /// 아이디
    pub login_id: String,
    /// Whether they are an operator.
    pub staff: bool,
}

/// The bell in the masthead: how much is unread, and whether it goes on asking.
#[derive(Debug, Clone, Default)]
pub struct Bell {
    /// How many notices are unread; empty for none.
    pub unread: String,
    /// The number of the next question for it; none where it has asked long enough. A page that is left open
    /// must not keep its session alive for ever.
    pub next: Option<u8>,
}

/// A name and where it leads.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads to the page it is on.
    pub current: bool,
}

/// Which organisation's things a page shows.
#[derive(Debug, Clone)]
pub struct Switcher {
    /// Its name.
    pub name: String,
    /// The same page of each organisation of the reader's.
    pub items: Vec<Link>,
}

/// The pages beside the one that is open.
#[derive(Debug, Clone)]
pub struct SideNav {
    /// The area's name.
    pub label: String,
    /// Its pages.
    pub items: Vec<Link>,
}

/// A line above the page, from the operators.
#[derive(Debug, Clone)]
pub struct AnnouncementView {
    /// What it says.
    pub text: String,
    /// Where more can be read.
    pub href: Option<String>,
    /// Trouble rather than news.
    pub warning: bool,
    /// Where closing it posts to; one that can't be closed has none.
    pub dismiss: Option<String>,
}

impl Link {
    /// A link to another page.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), current: false }
    }

    /// Marks the page that is open.
    #[must_use]
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

impl Page {
    /// A page for a visitor, with an empty frame; the fields are set from there.
    pub fn new(t: Tr, brand: Arc<Brand>, path: impl Into<String>) -> Self {
        Self {
            t,
            path: path.into(),
            brand,
            viewer: None,
            csrf: String::new(),
            theme: Theme::default(),
            nav: Vec::new(),
            side: None,
            breadcrumbs: Vec::new(),
            announcements: Vec::new(),
            switcher: None,
            bell: Bell::default(),
            search: None,
            title: String::new(),
            purpose: String::new(),
            footer: Vec::new(),
        }
    }

    /// Names the page and says what it is for; an empty purpose shows nothing.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>, purpose: impl Into<String>) -> Self {
        self.title = title.into();
        self.purpose = purpose.into();
        self
    }

    /// Adds a step to the breadcrumb.
    #[must_use]
    pub fn under(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.breadcrumbs.push(Link::new(label, href));
        self
    }

    /// Shows the pages beside this one.
    #[must_use]
    pub fn beside(mut self, label: impl Into<String>, items: Vec<Link>) -> Self {
        self.side = Some(SideNav { label: label.into(), items });
        self
    }

    /// The `lang` of the document.
    pub fn lang(&self) -> &'static str {
        self.t.lang().tag()
    }

    /// The languages to switch to: tag, its own name, whether it is the one in use.
    pub fn languages(&self) -> [(&'static str, &'static str, bool); 2] {
        Lang::ALL.map(|lang| {
            let name = match lang {
                Lang::Ko => "한국어",
                Lang::En => "English",
            };
            (lang.tag(), name, lang == self.t.lang())
        })
    }

    /// The style sheet.
    pub fn css(&self) -> &'static str {
        assets::APP_CSS
    }

    /// The script.
    pub fn js(&self) -> &'static str {
        assets::APP_JS
    }

    /// The sprite that every icon is a part of.
    pub fn icons(&self) -> &'static str {
        assets::ICONS_SVG
    }

    /// The picture on the browser's tab.
    pub fn favicon(&self) -> &'static str {
        assets::FAVICON_SVG
    }
}
