//! Writing approval policies 「결재 정책」.

use std::collections::BTreeMap;

use madang_db::Conn;
use madang_model::approvals::{Content, Limits, StepRule};
use madang_model::orders::StepKind;
use madang_model::quota::{Amounts, Dimension};
use madang_model::{PolicyId, Rule, text};
use madang_store::members;
use madang_store::policies::{self, NewPolicy};
use serde_json::json;

use crate::error::Fields;
use crate::orders::{OrderKind, named};
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// A policy as it was typed.
#[derive(Debug, Clone, Default)]
pub struct PolicyInput {
    /// The kind of order; * for any.
    pub kind: String,
    /// The organisation's id or code; * for any.
    pub organization: String,
    /// From this monthly amount on, in won.
    pub min_amount: i64,
    /// The steps, in order.
    pub steps: Vec<StepInput>,
    /// Whether applicants may decide on their own orders.
    pub own: bool,
    /// Inside what nobody has to decide.
    pub automatic: Option<LimitsInput>,
    /// After how many working hours approvers are reminded.
    pub remind_hours: Option<u32>,
    /// After how many working hours operators may decide.
    pub escalate_hours: Option<u32>,
    /// Why it is written.
    pub note: String,
    /// The version that was looked at; 0 where there was none in force.
    pub version: i64,
}

/// A step as it was typed.
#[derive(Debug, Clone, Default)]
pub struct StepInput {
    /// Its kind's name.
    pub kind: String,
    /// For named ones: their IDs.
    pub members: Vec<String>,
    /// How many of them.
    pub needed: u32,
}

/// Limits as they were typed.
#[derive(Debug, Clone, Default)]
pub struct LimitsInput {
    /// What a month may cost, in won.
    pub month: i64,
    /// Dimensions by name, and how much of each.
    pub claims: Vec<(String, i64)>,
}

/// The most steps of a policy, people on one of them, and working hours.
const STEPS: usize = 10;
const PEOPLE: usize = 20;
const HOURS: u32 = 400;
const NOTE: usize = 500;

/// Puts a new version of a policy in force for one kind, organisation and amount; the one before is kept, and orders
/// go on under the one that they were submitted under. The provider's approvals staff may. Refused where another
/// version came into force since the one that was looked at.
pub async fn publish_policy(ctx: &Ctx, input: &PolicyInput) -> Result<PolicyId> {
    ctx.authorize(Action::WritePolicies, None)?;
    let mut work = ctx.begin().await?;
    let checked = check(ctx, &mut work, input).await?;
    let place = (checked.kind.as_str(), checked.organization.as_str(), input.min_amount);
    let newest = policies::versions(&mut work, place, None, 1).await?.into_iter().next();
    let in_force = newest.as_ref().filter(|row| row.current == 1);
    if in_force.map_or(0, |row| row.version) != input.version {
        return Err(Refusal::Superseded.into());
    }
    if let Some(row) = in_force
        && !policies::retire(&mut work, row.id).await?
    {
        return Err(Refusal::Superseded.into());
    }
    let id: PolicyId = ctx.new_id();
    let version = newest.map_or(0, |row| row.version) + 1;
    let content = serde_json::to_string(&checked.content).map_err(Error::internal)?;
    let created_by = ctx.actor.audit_name();
    let new =
        NewPolicy { id, place, version, content: &content, note: &checked.note, created_by: &created_by };
    policies::insert(&mut work, new, ctx.now()).await.map_err(|error| {
        let taken = error.is_unique("approval_policies_kind_organization_min_amount_version_key")
            || error.is_unique("approval_policies_kind_organization_min_amount_key");
        if taken { Refusal::Superseded.into() } else { Error::from(error) }
    })?;
    work.audit(Entry::new("approvals.publish_policy", "policy", id).with(json!({
        "kind": place.0, "organization": place.1, "min_amount": place.2, "version": version,
    })));
    work.commit().await?;
    Ok(id)
}

/// A policy whose every field is in order.
pub(super) struct Checked {
    pub(super) kind: String,
    pub(super) organization: String,
    pub(super) content: Content,
    pub(super) note: String,
}

pub(super) async fn check(ctx: &Ctx, conn: &mut Conn, input: &PolicyInput) -> Result<Checked> {
    let mut fields = Fields::default();
    let kind = input.kind.trim();
    if kind != "*" && !ctx.platform.order_kinds.iter().any(|known| known.name() == kind) {
        fields.broke("kind", Rule::Choice);
    }
    let organization = match input.organization.trim() {
        "*" => "*".to_owned(),
        known_by => match policies::organization(conn, known_by).await? {
            Some(row) => row.id.to_string(),
            None => {
                fields.broke("organization", Rule::Unknown);
                String::new()
            }
        },
    };
    if !(0..=Amounts::MOST).contains(&input.min_amount) {
        fields.broke("min_amount", Rule::Amount);
    }
    if input.steps.len() > STEPS {
        fields.broke("steps", Rule::Range { min: 0, max: 10 });
    }
    let mut steps = Vec::new();
    for step in input.steps.iter().take(STEPS) {
        match step_rule(conn, step).await? {
            Ok(rule) => steps.push(rule),
            Err(rule) => fields.broke("steps", rule),
        }
    }
    // Whoever subscribes fills in no form in which an approver could be picked.
    let is_picked = named(ctx, kind).is_none_or(OrderKind::begins_as_draft);
    if !is_picked && steps.iter().any(|step| matches!(step, StepRule::Chosen)) {
        fields.broke("steps", Rule::Choice);
    }
    let automatic = input.automatic.as_ref().and_then(|limits| fields.take("automatic", read_limits(limits)));
    for (field, hours) in [("remind_hours", input.remind_hours), ("escalate_hours", input.escalate_hours)] {
        if hours.is_some_and(|hours| !(1..=HOURS).contains(&hours)) {
            fields.broke(field, Rule::Range { min: 1, max: HOURS });
        }
    }
    let note = if input.note.trim().is_empty() {
        Some(String::new())
    } else {
        fields.take("note", text::paragraphs(&input.note, NOTE))
    };
    fields.finish()?;
    let content = Content {
        steps,
        own: input.own,
        automatic,
        remind_hours: input.remind_hours,
        escalate_hours: input.escalate_hours,
    };
    Ok(Checked { kind: kind.to_owned(), organization, content, note: note.unwrap_or_default() })
}

async fn step_rule(conn: &mut Conn, step: &StepInput) -> Result<std::result::Result<StepRule, Rule>> {
    Ok(Ok(match step.kind.trim().parse() {
        Ok(StepKind::DepartmentHead) => StepRule::DepartmentHead,
        Ok(StepKind::Chosen) => StepRule::Chosen,
        Ok(StepKind::Operators) => StepRule::Operators,
        Ok(StepKind::Named) => {
            let mut found = Vec::new();
            for login_id in step.members.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
                let row = members::find_by_login(conn, &login_id.to_ascii_lowercase()).await?;
                match row.filter(|row| row.state == "active") {
                    Some(row) if !found.contains(&row.id) => found.push(row.id),
                    Some(_) => {}
                    None => return Ok(Err(Rule::Unknown)),
                }
            }
            if found.is_empty() {
                return Ok(Err(Rule::Required));
            }
            let most = u32::try_from(found.len().min(PEOPLE)).unwrap_or(1);
            if found.len() > PEOPLE || !(1..=most).contains(&step.needed) {
                return Ok(Err(Rule::Range { min: 1, max: most }));
            }
            StepRule::Named { members: found, needed: step.needed }
        }
        Err(_) => return Ok(Err(Rule::Choice)),
    }))
}

fn read_limits(limits: &LimitsInput) -> std::result::Result<Limits, Rule> {
    let fits = |amount: i64| (0..=Amounts::MOST).contains(&amount);
    let mut claims = BTreeMap::new();
    for (name, most) in &limits.claims {
        let dimension: Dimension = name.parse().map_err(|_| Rule::Choice)?;
        if !fits(*most) {
            return Err(Rule::Amount);
        }
        claims.insert(dimension, *most);
    }
    if fits(limits.month) { Ok(Limits { month: limits.month, claims }) } else { Err(Rule::Amount) }
}
