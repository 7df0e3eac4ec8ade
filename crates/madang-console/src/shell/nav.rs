//! The menus of the masthead: the guide's six and the operators' one, as data.

use madang_i18n::Tr;

use super::{Link, Page};

/// A menu of the masthead, in the order it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// 상품
    Offerings,
    /// 프로젝트
    Projects,
    /// 서비스 신청
    Apply,
    /// 신청 현황
    Orders,
    /// 서비스 현황
    Services,
    /// 고객지원
    Support,
    /// 운영
    Operations,
}

impl Area {
    const ALL: [Self; 7] = [
        Self::Offerings,
        Self::Projects,
        Self::Apply,
        Self::Orders,
        Self::Services,
        Self::Support,
        Self::Operations,
    ];

    fn label(self, t: Tr) -> String {
        match self {
            Self::Offerings => t.s("shell-nav-offerings"),
            Self::Projects => t.s("shell-nav-projects"),
            Self::Apply => t.s("shell-nav-apply"),
            Self::Orders => t.s("shell-nav-orders"),
            Self::Services => t.s("shell-nav-services"),
            Self::Support => t.s("shell-nav-support"),
            Self::Operations => t.s("shell-nav-operations"),
        }
    }
}

/// Who sees an entry. This only tidies the menu; the page itself decides who may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone, signed in or not.
    Everyone,
    /// Whoever has signed in.
    Members,
    /// Operators.
    Staff,
}

/// A page that a feature puts into a menu.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The menu it stands in.
    pub area: Area,
    /// The message key of its name.
    pub label: &'static str,
    /// Its address; with a query, only where the page is asked for the same.
    pub href: &'static str,
    /// Who sees it.
    pub audience: Audience,
}

/// A menu as it is drawn: a plain link when it holds one entry, else a list.
#[derive(Debug, Clone)]
pub struct Menu {
    /// Its name.
    pub label: String,
    /// What it holds; never empty.
    pub items: Vec<Link>,
    /// Whether the page stands in it.
    pub current: bool,
}

/// The menus that have something in them for this page's viewer.
pub fn menus(page: &Page, entries: &[Entry]) -> Vec<Menu> {
    let staff = page.viewer.as_ref().is_some_and(|viewer| viewer.staff);
    let sees = |audience| match audience {
        Audience::Everyone => true,
        Audience::Members => page.viewer.is_some(),
        Audience::Staff => staff,
    };
    let here = page.path.split('#').next().unwrap_or_default();
    let current = longest(entries.iter().map(|entry| entry.href).filter(|href| covers(href, here)));
    Area::ALL
        .into_iter()
        .filter_map(|area| {
            let items: Vec<_> = entries
                .iter()
                .filter(|entry| entry.area == area && sees(entry.audience))
                .map(|entry| {
                    Link::new(page.t.s(entry.label), entry.href).current(current == Some(entry.href))
                })
                .collect();
            let current = items.iter().any(|item| item.current);
            (!items.is_empty()).then(|| Menu { label: area.label(page.t), items, current })
        })
        .collect()
}

/// The entry that says most precisely where the page is.
fn longest<'a>(hrefs: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    hrefs.max_by_key(|href| href.len())
}

fn covers(href: &str, here: &str) -> bool {
    let (path, asked) = here.split_once('?').unwrap_or((here, ""));
    match href.split_once('?') {
        Some((page, wanted)) => page == path && asked.split('&').any(|pair| pair == wanted),
        None => path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_covers_the_pages_under_it() {
        assert!(covers("/projects", "/projects") && covers("/projects", "/projects/7"));
        assert!(!covers("/projects", "/projects-old") && !covers("/projects", "/"));
        assert!(covers("/orders?kind=project", "/orders?organization=1&kind=project"));
        assert!(
            !covers("/orders?kind=project", "/orders?kind=quota") && covers("/orders", "/orders?kind=quota")
        );
        assert_eq!(longest(["/admin", "/admin/members"].into_iter()), Some("/admin/members"));
    }
}
