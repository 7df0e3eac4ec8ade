//! 「프로젝트 현황(신청)」

use std::str::FromStr;

use madang_db::Conn;
use madang_model::projects::ProjectState;
use madang_model::{OrganizationId, ProjectId, Rule};
use madang_store::projects::{self, ProjectFilter, ProjectRow, Seen};
use madang_store::standings;

use crate::organizations::standing;
use crate::page::{self, Page};
use crate::{Action, Capacity, Ctx, Error, Result, Standing};

/// Which projects to list.
#[derive(Debug, Default, Clone)]
pub struct ProjectQuery {
    /// Only this organisation's. Without one: staff see all, everybody else their own.
    pub organization_id: Option<OrganizationId>,
    /// Only those that the actor is in.
    pub mine: bool,
    /// The beginning of a name.
    pub search: String,
    /// Only in this state; without one, all but those deleted.
    pub state: Option<ProjectState>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists projects: newest first, or, where something is searched, by name.
///
/// In an organisation, its owners and viewers and the provider's staff see all; heads, those of their department
/// and of all below it; everybody else, those of their department; and everybody those that they are in.
pub async fn list(ctx: &Ctx, query: &ProjectQuery) -> Result<Page<ProjectRow>> {
    let mut conn = ctx.read().await?;
    let seen = seen(ctx, &mut conn, query).await?;
    let filter = ProjectFilter { organization_id: query.organization_id, seen, state: query.state };
    let search = query.search.trim();
    if search.is_empty() {
        let before: Option<ProjectId> = page::after(query.before.as_deref())?;
        let rows = projects::list(&mut conn, &filter, before, page::ASKED).await?;
        return Ok(Page::cut(rows, |row| row.id.to_string()));
    }
    if search.chars().any(char::is_control) {
        return Err(Error::invalid("search", Rule::Characters));
    }
    if search.chars().count() > LONGEST {
        return Err(Error::invalid("search", Rule::TooLong { max: LONGEST }));
    }
    let after: Option<Place> = page::after(query.before.as_deref())?;
    let after = after.as_ref().map(|place| (place.key.as_str(), place.id));
    let key = madang_model::text::key_of(search);
    let rows = projects::beginning(&mut conn, &filter, &key, after, page::ASKED).await?;
    Ok(Page::cut(rows, |row| format!("{}:{}", row.id, row.name_key)))
}

/// No project is called by more.
const LONGEST: usize = 60;

/// Where a search's page ended.
struct Place {
    id: ProjectId,
    key: String,
}

impl FromStr for Place {
    type Err = madang_model::InvalidId;

    fn from_str(text: &str) -> Result<Self, madang_model::InvalidId> {
        let (id, key) = text.split_once(':').ok_or(madang_model::InvalidId)?;
        if key.contains('\0') {
            return Err(madang_model::InvalidId);
        }
        Ok(Self { id: id.parse()?, key: key.to_owned() })
    }
}

/// What narrows the list to what the actor may see; `None` where that is everything asked for.
async fn seen(ctx: &Ctx, conn: &mut Conn, query: &ProjectQuery) -> Result<Option<Seen>> {
    let inside = match query.organization_id {
        Some(id) => standing(ctx, conn, id).await?,
        None => Standing::STRANGER,
    };
    // Everybody who belongs to it has a list; what is in it is narrowed below. One's own list is one's own.
    let own = query.organization_id.is_none() || inside.has(Capacity::Belongs);
    let reader = if own { inside.with(Capacity::ProjectViewer) } else { inside };
    ctx.authorize_as(Action::ReadProject, reader)?;
    let Ok(member_id) = ctx.actor.member() else { return Ok(None) };
    let only_own = Ok(Some(Seen { member_id, departments: Vec::new() }));
    if query.mine {
        return only_own;
    }
    let whole = inside.has(Capacity::Owner) || inside.has(Capacity::Viewer);
    if whole || ctx.actor.may_as(Action::ReadProject, Standing::STRANGER).is_ok() {
        return Ok(None);
    }
    let Some(organization_id) = query.organization_id else { return only_own };
    let Some(own) = standings::membership(conn, organization_id, member_id).await? else {
        return only_own;
    };
    let departments = match own.department_id {
        Some(id) if own.head == 1 => projects::departments_below(conn, organization_id, id).await?,
        Some(id) => vec![id],
        None => Vec::new(),
    };
    Ok(Some(Seen { member_id, departments }))
}
