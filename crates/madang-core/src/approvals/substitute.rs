//! Standing in for somebody who is away 「대결」.

use madang_model::approvals::Day;
use madang_model::members::LoginId;
use madang_model::{MemberId, OrganizationId, Rule, SubstitutionId};
use madang_store::substitutions::{self, NewSubstitution, Part, SubstitutionRow};
use madang_store::{approvers, members, policies, standings};
use serde_json::json;

use crate::error::Fields;
use crate::notices::{self, Tell};
use crate::page::{self, Page};
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Who is to stand in, from when to when, as it was typed.
#[derive(Debug, Clone)]
pub struct Substitute {
    /// In which organisation: its id.
    pub organization_id: String,
    /// The substitute's ID.
    pub login_id: String,
    /// The first day, as YYYY-MM-DD.
    pub starts: String,
    /// The last day.
    pub ends: String,
}

/// A substitution as it is shown.
#[derive(Debug, Clone)]
pub struct SubstitutionView {
    /// What is stored.
    pub row: SubstitutionRow,
    /// The first day.
    pub starts: Day,
    /// The last day.
    pub ends: Day,
    /// Who is away.
    pub member: String,
    /// Who decides meanwhile.
    pub substitute: String,
    /// In which organisation.
    pub organization: String,
    /// Whether it is in force now.
    pub is_now: bool,
    /// Whether it is still to come or in force.
    pub is_open: bool,
}

/// The longest substitution, in days.
const LONGEST: i64 = 180;

/// Has a colleague decide in the actor's stead from the beginning of one day to the end of another. Members may, for
/// themselves. Times of one member in one organisation do not overlap, and nobody stands in who is away then or
/// whose own substitute the actor is: what is decided in another's stead is never handed on. The substitute is told.
pub async fn substitute(ctx: &Ctx, input: &Substitute) -> Result<SubstitutionId> {
    let me = ctx.actor.member()?;
    ctx.authorize(Action::WriteSubstitutions, Some(me))?;
    let mut fields = Fields::default();
    let organization_id: Option<OrganizationId> =
        fields.take("organization_id", input.organization_id.trim().parse().map_err(|_| Rule::Choice));
    let day = |text: &str| text.trim().parse::<Day>().map_err(|_| Rule::When);
    let starts = fields.take("starts", day(&input.starts));
    let ends = fields.take("ends", day(&input.ends));
    let login_id = LoginId::parse(&input.login_id);
    let login_id = login_id.map_err(|rule| if rule == Rule::Required { rule } else { Rule::Unknown });
    let login_id = fields.take("login_id", login_id);
    if let (Some(starts), Some(ends)) = (starts, ends)
        && (ends < starts || ends > starts.moved(LONGEST) || ends < Day::of(ctx.now()))
    {
        fields.broke("ends", Rule::Dates);
    }
    fields.finish()?;
    let (Some(organization_id), Some(starts), Some(ends), Some(login_id)) =
        (organization_id, starts, ends, login_id)
    else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let span = (starts.start(), ends.next().start());
    let mut work = ctx.begin().await?;
    if !substitutions::hold(&mut work, organization_id, me).await? {
        return Err(Error::invalid("organization_id", Rule::Choice));
    }
    let other = members::find_by_login(&mut work, &login_id.key()).await?.filter(|row| row.state == "active");
    let other = other.ok_or_else(|| Error::invalid("login_id", Rule::Unknown))?;
    if other.id == me || standings::membership(&mut work, organization_id, other.id).await?.is_none() {
        return Err(Error::invalid("login_id", Rule::Unknown));
    }
    if substitutions::overlapping(&mut work, organization_id, me, span, Part::Away).await? {
        return Err(Error::invalid("starts", Rule::SubstitutionTaken));
    }
    if substitutions::overlapping(&mut work, organization_id, other.id, span, Part::Away).await? {
        return Err(Error::invalid("login_id", Rule::SubstitutionChain));
    }
    if substitutions::overlapping(&mut work, organization_id, me, span, Part::Substitute).await? {
        return Err(Error::invalid("starts", Rule::SubstitutionChain));
    }
    let id: SubstitutionId = ctx.new_id();
    let new = NewSubstitution {
        id,
        member_id: me,
        substitute_id: other.id,
        organization_id,
        starts_at: span.0,
        ends_at: span.1,
    };
    substitutions::insert(&mut work, new, ctx.now()).await?;
    let who = members::find(&mut work, me).await?.map(|row| row.name).unwrap_or_default();
    let tell = Tell {
        kind: "substitution",
        to: &[other.id],
        link: "/approvals".to_owned(),
        args: &[("who", who.as_str())],
    };
    notices::tell(&mut work, tell).await?;
    work.audit(Entry::new("approvals.substitute", "substitution", id).with(json!({
        "substitute": other.id.to_string(), "organization": organization_id.to_string(),
        "starts": starts.to_string(), "ends": ends.to_string(),
    })));
    work.commit().await?;
    Ok(id)
}

/// Ends a substitution before its time. Whoever is away may, and whoever stands in; for anybody else there is none.
pub async fn end_substitution(ctx: &Ctx, id: SubstitutionId) -> Result<()> {
    let me = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    let row = substitutions::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let owner = if row.substitute_id == me { me } else { row.member_id };
    ctx.authorize(Action::WriteSubstitutions, Some(owner))?;
    if !substitutions::end(&mut work, id, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    let who = members::find(&mut work, me).await?.map(|row| row.name).unwrap_or_default();
    let tell = Tell {
        kind: "substitution-ended",
        to: &[row.member_id, row.substitute_id],
        link: "/me/substitutes".to_owned(),
        args: &[("who", who.as_str())],
    };
    notices::tell(&mut work, tell).await?;
    work.audit(Entry::new("approvals.end_substitution", "substitution", id));
    work.commit().await
}

/// The actor's own substitutions, newest first; `before` is the page before's `next`.
pub async fn list_substitutions(ctx: &Ctx, before: Option<&str>) -> Result<Page<SubstitutionView>> {
    let me = ctx.actor.member()?;
    ctx.authorize(Action::WriteSubstitutions, Some(me))?;
    let before: Option<SubstitutionId> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let rows = substitutions::list(&mut conn, me, before, page::ASKED).await?;
    let cut = Page::cut(rows, |row| row.id.to_string());
    let mut items = Vec::with_capacity(cut.items.len());
    for row in cut.items {
        items.push(view(ctx, &mut conn, row).await?);
    }
    Ok(Page { items, next: cut.next, cursors: cut.cursors })
}

/// Those in whose stead the actor decides now or will, soonest over first.
pub async fn standing_in(ctx: &Ctx) -> Result<Vec<SubstitutionView>> {
    let me = ctx.actor.member()?;
    ctx.authorize(Action::WriteSubstitutions, Some(me))?;
    let mut conn = ctx.read().await?;
    let mut views = Vec::new();
    for row in substitutions::to_stand_in(&mut conn, me, ctx.now()).await? {
        views.push(view(ctx, &mut conn, row).await?);
    }
    Ok(views)
}

async fn view(ctx: &Ctx, conn: &mut madang_db::Conn, row: SubstitutionRow) -> Result<SubstitutionView> {
    let now = ctx.now();
    let organization = policies::organization(conn, &row.organization_id.to_string()).await?;
    let is_open = row.ended_at.is_none() && row.ends_at > now;
    Ok(SubstitutionView {
        starts: Day::of(row.starts_at),
        ends: Day::of(row.ends_at).moved(-1),
        member: name(conn, row.organization_id, row.member_id).await?,
        substitute: name(conn, row.organization_id, row.substitute_id).await?,
        organization: organization.map(|found| found.name).unwrap_or_default(),
        is_now: is_open && row.starts_at <= now,
        is_open,
        row,
    })
}

async fn name(conn: &mut madang_db::Conn, organization_id: OrganizationId, id: MemberId) -> Result<String> {
    Ok(approvers::person(conn, organization_id, id).await?.map(|person| person.name).unwrap_or_default())
}
