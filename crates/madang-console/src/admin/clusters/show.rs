//! One cluster: what is left of it, how it is, and who may use it.

use askama::Template;
use axum::response::Response;
use madang_core::{Action, clusters};
use madang_model::ClusterId;
use madang_model::quota::QuotaScope;
use madang_web::Fail;

use super::view::{self, Line, line};
use crate::admin::pager::pager;
use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::projects::QuotaBar;
use crate::shell::{Page, Pager};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/clusters/show.html")]
struct Show {
    page: Page,
    cluster: Line,
    description: String,
    quota: Vec<QuotaBar>,
    organizations: Vec<User>,
    projects: Vec<User>,
    pager: Pager,
    writes: bool,
    typed: String,
    done: String,
    trouble: Trouble,
}

/// An organisation or project that may use the cluster.
struct User {
    scope: String,
    name: String,
    href: String,
    note: String,
}

/// `GET /admin/clusters/{id}`
pub(super) async fn show(frame: Frame, At(id): At<ClusterId>) -> Result<Response, Fail> {
    page(&frame, id, String::new(), Trouble::default()).await
}

/// The page, with what was typed to grant it to, and what is wrong with that.
pub(super) async fn page(
    frame: &Frame,
    id: ClusterId,
    typed: String,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let cluster = clusters::get(&frame.ctx, id).await?;
    let grants = clusters::grants(&frame.ctx, id).await?;
    let after = Some(frame.query.text("after")).filter(|cursor| !cursor.is_empty());
    let users = clusters::users(&frame.ctx, id, after).await?;
    let organizations = grants.into_iter().map(|row| User {
        href: match row.scope {
            QuotaScope::Organization(id) => format!("/admin/organizations/{id}"),
            QuotaScope::Project(id) => format!("/projects/{id}"),
        },
        scope: row.scope.to_string(),
        note: zone.minute(row.created_at),
        name: row.name,
    });
    let projects = users.items.into_iter().map(|row| User {
        scope: QuotaScope::Project(row.id).to_string(),
        name: row.name,
        href: format!("/projects/{}", row.id),
        note: t.s(&format!("project-state-{}", row.state)),
    });
    let view = Show {
        page: Section::Clusters.page_below(frame, cluster.row.name.clone()),
        quota: view::room(t, &cluster),
        description: cluster.row.description.clone(),
        cluster: line(t, &zone, &cluster),
        organizations: organizations.collect(),
        projects: projects.collect(),
        pager: pager(frame, "after", users.next),
        writes: frame.ctx.actor.may(Action::WriteClusters, None).is_ok(),
        typed,
        done: done(frame, &["cluster-updated", "cluster-granted", "cluster-revoked"]),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
