//! Looking for an approver 🔍.

use madang_model::{DepartmentId, MemberId, OrganizationId, Rule, text};
use madang_store::approvers::{self, PersonRow, Wanted};
use madang_store::standings;

use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result, organizations};

/// Who is looked for.
#[derive(Debug, Clone)]
pub struct ApproverQuery {
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// Of which department the applicant is; none for their own one.
    pub department_id: Option<DepartmentId>,
    /// The beginning of a name or an ID; empty for all.
    pub search: String,
    /// The page before's `next`.
    pub after: Option<String>,
}

/// The most characters of a name or an ID.
const LONGEST: usize = 60;

/// Lists those whom the actor may pick as approver, in the order of their names: the organisation's approvers and
/// owners, and the heads of the department and of those above it, oneself excepted. Whoever may apply for the
/// organisation may.
pub async fn find_approvers(ctx: &Ctx, query: &ApproverQuery) -> Result<Page<PersonRow>> {
    let mut conn = ctx.read().await?;
    let me = ctx.actor.member().ok();
    let own = match me {
        Some(id) => standings::membership(&mut conn, query.organization_id, id).await?,
        None => None,
    };
    let department_id = query.department_id.or_else(|| own.and_then(|row| row.department_id));
    let standing =
        organizations::department_standing(ctx, &mut conn, query.organization_id, department_id).await?;
    ctx.authorize_as(Action::CreateOrder, standing)?;
    let search = query.search.trim();
    if search.chars().any(char::is_control) {
        return Err(Error::invalid("search", Rule::Characters));
    }
    if search.chars().count() > LONGEST {
        return Err(Error::invalid("search", Rule::TooLong { max: LONGEST }));
    }
    let after = query.after.as_deref().map(place).transpose()?;
    let line = match department_id {
        Some(id) => standings::line_of(&mut conn, id).await?,
        None => Vec::new(),
    };
    let wanted = Wanted {
        name: &text::key_of(search),
        login_id: &search.to_ascii_lowercase(),
        except: me,
        after: after.as_ref().map(|(key, id)| (key.as_str(), *id)),
    };
    let rows = approvers::search(&mut conn, query.organization_id, &line, wanted, page::ASKED).await?;
    Ok(Page::cut(rows, |row| format!("{}.{}", row.id, row.name_key)))
}

fn place(cursor: &str) -> Result<(String, MemberId)> {
    let found = cursor.split_once('.').and_then(|(id, key)| Some((key.to_owned(), id.parse().ok()?)));
    found.ok_or_else(|| Error::invalid("cursor", Rule::Choice))
}
