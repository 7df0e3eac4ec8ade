//! A document for everyone: as it is in force, or as it was.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::terms::{self, TermsQuery};
use madang_store::terms::TermsHeadRow;
use madang_web::Fail;

use super::blocks::DocumentView;
use crate::admin::pager::pager;
use crate::frame::{At, Frame};
use crate::shell::{self, Page, Pager, Tab};

#[derive(Template)]
#[template(path = "terms/show.html")]
struct Show {
    page: Page,
    document: DocumentView,
    tabs: Vec<Tab>,
    versions: Vec<Version>,
    pager: Pager,
    /// The address of the version in force, where this is another.
    in_force: String,
}

/// A version of the document that is open.
struct Version {
    name: String,
    since: String,
    href: String,
    is_open: bool,
    is_in_force: bool,
}

/// `GET /terms/{kind}`, or `?version=` for one that was in force before.
pub(crate) async fn show(frame: Frame, At(kind): At<String>) -> Result<Response, Fail> {
    let t = frame.t();
    let mut documents = terms::current(&frame.ctx).await?;
    let newest = documents.iter().position(|document| document.kind == kind).ok_or(Error::NotFound)?;
    let tab = |(n, other): (usize, &terms::Document)| Tab {
        label: other.title.clone(),
        href: format!("/terms/{}", other.kind),
        current: n == newest,
    };
    let tabs = documents.iter().enumerate().map(tab).collect();
    let newest = documents.swap_remove(newest);
    let newest_version = newest.version;
    let document = match frame.query.text("version") {
        "" => newest,
        version => {
            let version = version.parse().map_err(|_| Error::NotFound)?;
            terms::get_version(&frame.ctx, &kind, version).await?
        }
    };

    let before = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty()).map(str::to_owned);
    let all = terms::list(&frame.ctx, &TermsQuery { kind: Some(kind.clone()), before }).await?;
    let zone = frame.zone();
    let version = |row: TermsHeadRow| Version {
        name: t.a("terms-version-name", &[("version", row.version.into())]),
        since: zone.date(row.published_at),
        href: if row.version == newest_version {
            format!("/terms/{kind}")
        } else {
            format!("/terms/{kind}?version={}", row.version)
        },
        is_open: row.version == document.version,
        is_in_force: row.version == newest_version,
    };
    let since = zone.date(document.published_at);
    let purpose = t.a("terms-version", &[("version", document.version.into()), ("date", since.into())]);
    let template = Show {
        tabs,
        pager: pager(&frame, "before", all.next),
        versions: all.items.into_iter().map(version).collect(),
        in_force: if document.version == newest_version { String::new() } else { format!("/terms/{kind}") },
        page: frame.page.titled(document.title.clone(), purpose),
        document: document.into(),
    };
    Ok(shell::html(&template))
}
