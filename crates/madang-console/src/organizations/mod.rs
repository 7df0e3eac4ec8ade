//! 「회원사」: one's own, joining one, its people, departments and invitations.
//!
//! Every page of an organisation begins with [`place`], which asks for it: for a stranger there is none.

mod accept;
mod confirm;
mod departments;
mod invitations;
mod list;
mod people;
mod person;
mod settings;
mod show;
mod switch;
mod view;

use std::str::FromStr;

use axum::extract::{self, FromRequestParts};
use http::request::Parts;
use madang_core::organizations::{self, Details};
use madang_core::{Action, Error};
use madang_model::OrganizationId;
use madang_model::organizations::OrganizationKind;
use madang_web::{Access, Fail, Routes, Web};

use crate::frame::Frame;
use crate::shell::{Link, Page};

pub(crate) use switch::{switched, switched_if_any};
pub(crate) use view::{
    InTheWay, QuotaLineView, RoleChoice, in_the_way, joining, joining_choices, quota, role_choices, state,
};

/// The pages of this feature.
pub(crate) fn routes() -> Routes {
    let member = Access::Member;
    Routes::new()
        .get("/organizations", member, list::show)
        .post("/organizations/join", member, list::join)
        .post("/organizations/{id}/give-up", member, list::give_up)
        .get("/organizations/{id}", member, show::show)
        .get("/organizations/{id}/people", member, people::show)
        .post("/organizations/{id}/people/{person}/admit", member, people::admit)
        .post("/organizations/{id}/people/{person}/turn-away", member, people::turn_away)
        .get("/organizations/{id}/people/{person}", member, person::show)
        .post("/organizations/{id}/people/{person}", member, person::set)
        .get("/organizations/{id}/people/{person}/remove", member, confirm::ask_remove)
        .post("/organizations/{id}/people/{person}/remove", member, confirm::remove)
        .get("/organizations/{id}/people/{person}/transfer", member, confirm::ask_transfer)
        .post("/organizations/{id}/people/{person}/transfer", member, confirm::transfer)
        .get("/organizations/{id}/departments", member, departments::show)
        .post("/organizations/{id}/departments", member, departments::create)
        .get("/organizations/{id}/departments/{department}", member, departments::edit)
        .post("/organizations/{id}/departments/{department}", member, departments::update)
        .post("/organizations/{id}/departments/{department}/delete", member, departments::delete)
        .get("/organizations/{id}/invitations", member, invitations::show)
        .post("/organizations/{id}/invitations", member, invitations::invite)
        .post("/organizations/{id}/invitations/{invitation}/resend", member, invitations::resend)
        .post("/organizations/{id}/invitations/{invitation}/revoke", member, invitations::revoke)
        .get("/organizations/{id}/settings", member, settings::show)
        .post("/organizations/{id}/settings", member, settings::update)
        .get("/organizations/{id}/leave", member, confirm::ask_leave)
        .post("/organizations/{id}/leave", member, confirm::leave)
        .get("/organizations/{id}/close", member, confirm::ask_close)
        .post("/organizations/{id}/close", member, confirm::close)
        .get("/invitations/accept", Access::Public, accept::show)
        .post("/invitations/{id}/accept", member, accept::accept)
        .post("/invitations/{id}/decline", member, accept::decline)
}

/// An organisation's id, and that of something in it, in a page's address.
pub(crate) struct Within<T>(pub(crate) OrganizationId, pub(crate) T);

impl<T: FromStr> FromRequestParts<Web> for Within<T> {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fail> {
        let texts = extract::Path::<(String, String)>::from_request_parts(parts, web).await;
        let Ok(extract::Path((organization, thing))) = texts else { return Err(Error::NotFound.into()) };
        match (organization.parse(), thing.parse()) {
            (Ok(organization), Ok(thing)) => Ok(Self(organization, thing)),
            _ => Err(Error::NotFound.into()),
        }
    }
}

/// An organisation, and what its reader may do there.
pub(crate) struct Place {
    /// The organisation.
    pub(crate) details: Details,
    /// Whether buttons for people and departments are worth showing. The operations decide for themselves.
    pub(crate) manages: bool,
    /// Whether it is one that people join.
    pub(crate) company: bool,
    /// The page, beside the others of the organisation.
    pub(crate) page: Page,
}

/// One page of an organisation; `here` is the end of the address of the page beside which it stands.
async fn place(frame: &Frame, id: OrganizationId, title: &str, here: &str) -> Result<Place, Fail> {
    frame.signed_in()?;
    let t = frame.t();
    let details = organizations::get(&frame.ctx, id).await?;
    let may = |action| frame.ctx.actor.may_as(action, details.standing).is_ok();
    let manages = may(Action::ManagePeople);
    let company = details.organization.kind == OrganizationKind::Company;
    let name = details.organization.name.clone();
    let base = format!("/organizations/{id}");
    let mut page = frame.page.clone();
    page = if here.is_empty() && title.is_empty() {
        page.titled(name.clone(), t.s("organizations-overview-purpose"))
    } else {
        page.titled(
            t.s(title),
            t.s(&format!("organizations-{}-purpose", title.trim_start_matches("organizations-"))),
        )
    };
    page = page.under(t.s("organizations-title"), "/organizations");
    if !(here.is_empty() && title.is_empty()) {
        page = page.under(name.clone(), base);
    }
    let page = beside(frame, page, &details, here);
    Ok(Place { details, manages, company, page })
}

/// The page beside the others of its organisation; `here` is the end of the address of the one beside which it
/// stands.
pub(crate) fn beside(frame: &Frame, page: Page, details: &Details, here: &str) -> Page {
    let t = frame.t();
    let may = |action| frame.ctx.actor.may_as(action, details.standing).is_ok();
    let mut sections = Vec::new();
    if details.organization.kind == OrganizationKind::Company {
        sections.extend(["people", "departments"]);
        if may(Action::ManagePeople) || frame.ctx.actor.staff().is_some() {
            sections.push("invitations");
        }
    }
    if may(Action::ReadWebhooks) {
        sections.push("webhooks");
    }
    if details.organization.kind == OrganizationKind::Company {
        sections.push("settings");
    }
    let base = format!("/organizations/{}", details.organization.id);
    let overview = Link::new(t.s("organizations-overview"), base.clone()).current(here.is_empty());
    let below = sections.into_iter().map(|section| {
        let key = format!("organizations-{section}");
        Link::new(t.s(&key), format!("{base}/{section}")).current(here.strip_prefix('/') == Some(section))
    });
    page.beside(details.organization.name.clone(), std::iter::once(overview).chain(below).collect())
}

/// What the page says about an act that has just led to it.
pub(crate) fn done(frame: &Frame) -> String {
    const KNOWN: [&str; 21] = [
        "joined",
        "waiting",
        "accepted",
        "declined",
        "given-up",
        "left",
        "closed",
        "admitted",
        "turned-away",
        "person-set",
        "removed",
        "transferred",
        "department",
        "department-deleted",
        "invited",
        "resent",
        "revoked",
        "updated",
        "registered",
        "added",
        "quota",
    ];
    let code = frame.query.text("done");
    if KNOWN.contains(&code) { frame.t().s(&format!("organizations-done-{code}")) } else { String::new() }
}
