//! Every version of every document.

use askama::Template;
use axum::response::Response;
use madang_core::Action;
use madang_core::terms::{self, TermsQuery};
use madang_i18n::{Lang, Tr, Zone};
use madang_store::terms::TermsHeadRow;
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "admin/terms/list.html")]
struct List {
    page: Page,
    in_force: Vec<InForce>,
    versions: Vec<Version>,
    pager: Pager,
    shows_acts: bool,
}

/// A document that is in force.
struct InForce {
    kind: String,
    title: String,
    version: String,
    required: bool,
    published: String,
    href: String,
}

/// A version in one line.
struct Version {
    href: String,
    title: String,
    kind: String,
    version: String,
    required: bool,
    published: String,
}

/// `GET /admin/terms`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    // The documents are public; this page of them is not.
    frame.ctx.authorize(Action::ReadMembers, None)?;
    let t = frame.t();
    let zone = frame.zone();
    let cursor = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty()).map(str::to_owned);
    let found = terms::list(&frame.ctx, &TermsQuery { kind: None, before: cursor }).await?;
    let current = terms::current(&frame.ctx).await?;
    let in_force = current.into_iter().map(|document| InForce {
        href: format!("/admin/terms/{}", document.id),
        kind: document.kind,
        title: document.title,
        version: document.version.to_string(),
        required: document.required,
        published: zone.minute(document.published_at),
    });
    let template = List {
        page: Section::Terms.page(&frame, "operators-terms-purpose"),
        in_force: in_force.collect(),
        versions: found.items.into_iter().map(|row| version(t, &zone, row)).collect(),
        pager: pager(&frame, "before", found.next),
        shows_acts: frame.shows_acts(),
    };
    Ok(shell::html(&template))
}

fn version(t: Tr, zone: &Zone, row: TermsHeadRow) -> Version {
    Version {
        href: format!("/admin/terms/{}", row.id),
        title: match t.lang() {
            Lang::Ko => row.title_ko,
            Lang::En => row.title_en,
        },
        kind: row.kind,
        version: row.version.to_string(),
        required: row.required == 1,
        published: zone.minute(row.published_at),
    }
}
