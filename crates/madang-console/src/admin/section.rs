//! A page's place in the operators' area.

use madang_i18n::Tr;

use crate::frame::Frame;
use crate::shell::{Link, Page};

/// A part of the operators' area, in the order in which they stand beside each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// 운영 현황
    Dashboard,
    /// 회원
    Members,
    /// 회원사
    Organizations,
    /// 신청
    Orders,
    /// 클러스터
    Clusters,
    /// 결제 정보
    Billing,
    /// 상품 관리
    Catalog,
    /// 약관
    Terms,
    /// 공지사항
    Announcements,
    /// 결재 정책
    Policies,
    /// 휴일
    Holidays,
    /// 발송함
    Outbox,
    /// 감사 로그
    Audit,
    /// 작업
    Jobs,
}

impl Section {
    const ALL: [Self; 14] = [
        Self::Dashboard,
        Self::Members,
        Self::Organizations,
        Self::Orders,
        Self::Clusters,
        Self::Billing,
        Self::Catalog,
        Self::Terms,
        Self::Announcements,
        Self::Policies,
        Self::Holidays,
        Self::Outbox,
        Self::Audit,
        Self::Jobs,
    ];

    /// Where its first page is.
    pub(super) fn href(self) -> &'static str {
        match self {
            Self::Dashboard => "/admin",
            Self::Members => "/admin/members",
            Self::Organizations => "/admin/organizations",
            Self::Orders => "/admin/orders",
            Self::Clusters => "/admin/clusters",
            Self::Billing => "/admin/billing",
            Self::Catalog => "/admin/catalog",
            Self::Terms => "/admin/terms",
            Self::Announcements => "/admin/announcements",
            Self::Policies => "/admin/policies",
            Self::Holidays => "/admin/holidays",
            Self::Outbox => "/outbox",
            Self::Audit => "/admin/audit",
            Self::Jobs => "/admin/jobs",
        }
    }

    /// Its name.
    pub(super) fn name(self, t: Tr) -> String {
        match self {
            Self::Dashboard => t.s("operators-dashboard"),
            Self::Members => t.s("operators-members"),
            Self::Organizations => t.s("organizations-admin"),
            Self::Orders => t.s("operators-orders"),
            Self::Clusters => t.s("clusters-title"),
            Self::Billing => t.s("billing-admin"),
            Self::Catalog => t.s("catalog-admin"),
            Self::Terms => t.s("operators-terms"),
            Self::Announcements => t.s("operators-announcements"),
            Self::Policies => t.s("policies-title"),
            Self::Holidays => t.s("holidays-title"),
            Self::Outbox => t.s("operators-outbox"),
            Self::Audit => t.s("operators-audit"),
            Self::Jobs => t.s("operators-jobs"),
        }
    }

    /// Its first page.
    pub(crate) fn page(self, frame: &Frame, purpose: &str) -> Page {
        let page = frame.page.clone().titled(self.name(frame.t()), frame.t().s(purpose));
        self.beside(frame, page)
    }

    /// A page below its first one.
    pub(super) fn page_below(self, frame: &Frame, title: impl Into<String>) -> Page {
        let page = frame.page.clone().titled(title, "").under(self.name(frame.t()), self.href());
        self.beside(frame, page)
    }

    /// Developers who look at the outbox without being staff have nothing else here.
    fn beside(self, frame: &Frame, mut page: Page) -> Page {
        if !page.viewer.as_ref().is_some_and(|viewer| viewer.staff) {
            return page;
        }
        // The outbox has an address of its own, and is in the same menu all the same.
        for menu in &mut page.nav {
            for item in menu.items.iter_mut().filter(|item| item.href == Self::Dashboard.href()) {
                item.current = true;
                menu.current = true;
            }
        }
        let seen = Self::ALL.into_iter().filter(|section| *section != Self::Outbox || frame.shows_outbox());
        let links =
            seen.map(|section| Link::new(section.name(frame.t()), section.href()).current(section == self));
        page.beside(frame.t().s("operators-area"), links.collect())
    }
}

impl Frame {
    /// Whether buttons that only operators can use are worth showing. The operations decide for themselves.
    pub(super) fn shows_acts(&self) -> bool {
        self.ctx.actor.may(madang_core::Action::WriteMembers, None).is_ok()
    }

    /// Whether the way to the outbox is worth showing.
    pub(super) fn shows_outbox(&self) -> bool {
        self.ctx.actor.may(madang_core::Action::ReadOutbox, None).is_ok() || self.web.is_development()
    }
}

/// What the page says about an act that has just led to it: the address names it by its code, and only codes
/// in `known` are said.
pub(super) fn done(frame: &Frame, known: &[&str]) -> String {
    let code = frame.query.text("done");
    if known.contains(&code) { frame.t().s(&format!("operators-done-{code}")) } else { String::new() }
}
