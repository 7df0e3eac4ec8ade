//! Which organisation's things a page shows: what the masthead says, and what menus keep.

use madang_core::Error;
use madang_core::organizations::{self, Context};
use madang_model::OrganizationId;
use madang_web::Fail;

use crate::frame::Frame;
use crate::shell::{Link, Page, Switcher};

/// The organisation that the page's address names with `organization=`, or the reader's first one; the page says
/// so in its masthead.
pub(crate) async fn switched(frame: &mut Frame) -> Result<Context, Fail> {
    Ok(switched_if_any(frame).await?.ok_or(Error::NotFound)?)
}

/// As [`switched`]; none for one who belongs to no organisation, as staff may.
pub(crate) async fn switched_if_any(frame: &mut Frame) -> Result<Option<Context>, Fail> {
    frame.signed_in()?;
    let wanted: Option<OrganizationId> = match frame.query.text("organization") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound)?),
    };
    let context = match organizations::context(&frame.ctx, wanted).await {
        Err(Error::NotFound) if wanted.is_none() => return Ok(None),
        found => found?,
    };
    let here = frame.page.path.split('?').next().unwrap_or_default().to_owned();
    let items = context.mine.iter().map(|row| {
        Link::new(row.name.clone(), format!("{here}?organization={}", row.id))
            .current(row.id == context.organization.id)
    });
    frame.page.switcher = Some(Switcher { name: context.organization.name.clone(), items: items.collect() });
    if wanted.is_some() {
        keep(&mut frame.page, context.organization.id);
    }
    Ok(Some(context))
}

/// Lets the menus lead to lists of this organisation.
fn keep(page: &mut Page, id: OrganizationId) {
    for item in page.nav.iter_mut().flat_map(|menu| &mut menu.items) {
        let (path, query) = item.href.split_once('?').unwrap_or((&item.href, ""));
        if matches!(path, "/projects" | "/orders" | "/billing" | "/subscriptions") {
            let more = if query.is_empty() { String::new() } else { format!("{query}&") };
            item.href = format!("{path}?{more}organization={id}");
        }
    }
}
