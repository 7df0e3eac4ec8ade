//! What stands in the menus and at the foot: every feature adds its entries here, and only when they exist.

use http::HeaderMap;
use madang_core::Ctx;

use crate::shell::{AnnouncementView, Area, Audience, Bell, Entry, Link};
use crate::{announcements, notices};

/// The masthead's entries.
pub(crate) const ENTRIES: &[Entry] = &[
    Entry {
        area: Area::Orders,
        label: "order-kind-project",
        href: "/orders?kind=project",
        audience: Audience::Members,
    },
    Entry { area: Area::Orders, label: "orders-menu", href: "/orders", audience: Audience::Members },
    Entry { area: Area::Offerings, label: "catalog-title", href: "/products", audience: Audience::Everyone },
    Entry { area: Area::Orders, label: "approvals-title", href: "/approvals", audience: Audience::Members },
    Entry { area: Area::Projects, label: "projects-title", href: "/projects", audience: Audience::Members },
    Entry {
        area: Area::Services,
        label: "subscriptions-title",
        href: "/subscriptions",
        audience: Audience::Members,
    },
    Entry { area: Area::Services, label: "billing-title", href: "/billing", audience: Audience::Members },
    Entry {
        area: Area::Support,
        label: "announcements-title",
        href: "/announcements",
        audience: Audience::Everyone,
    },
    Entry {
        area: Area::Projects,
        label: "organizations-menu",
        href: "/organizations",
        audience: Audience::Members,
    },
    Entry { area: Area::Operations, label: "operators-area", href: "/admin", audience: Audience::Staff },
];

/// The links at the foot of every page.
pub(crate) fn footer(ctx: &Ctx) -> Vec<Link> {
    let t = ctx.tr();
    let mut links = vec![
        Link::new(t.s("menu-membership"), "/terms/membership"),
        Link::new(t.s("menu-privacy"), "/terms/privacy"),
    ];
    if let Some(email) = &ctx.settings().product.support_email {
        links.push(Link::new(t.s("menu-contact"), format!("mailto:{email}")));
    }
    links
}

/// The way to the outbox for those who have no other: developers who are nobody's operator.
pub(crate) fn development(ctx: &Ctx) -> Link {
    Link::new(ctx.tr().s("menu-outbox"), "/outbox")
}

/// How much the reader has not read, as the `asked`th question of one page finds it.
pub(crate) async fn bell(ctx: &Ctx, asked: u8) -> Bell {
    notices::bell(ctx, asked).await
}

/// What operators have to say to everyone.
pub(crate) async fn announcements(ctx: &Ctx, headers: &HeaderMap) -> Vec<AnnouncementView> {
    announcements::lines(ctx, headers).await
}
