//! Which way an order would go.

use madang_db::Conn;
use madang_model::approvals::{Candidate, Content, Limits, StepRule};
use madang_model::orders::StepKind;
use madang_model::quota::Dimension;
use madang_model::{DepartmentId, MemberId, OrganizationId, PolicyId, Rule};
use madang_store::{approvers, policies, standings};

use super::usual::Usual;
use super::{policy, roster};
use crate::orders::{OrderKind, named};
use crate::quota::Claim;
use crate::{Ctx, Error, Refusal, Result};

/// What is to be decided on, as far as its way depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The kind of order.
    pub kind: &'a str,
    /// For which organisation.
    pub organization_id: OrganizationId,
    /// For which department of it.
    pub department_id: Option<DepartmentId>,
    /// 신청자
    pub applicant_id: MemberId,
    /// Whom the applicant picked.
    pub approver_id: Option<MemberId>,
    /// What a month costs, in won.
    pub amount: i64,
    /// What it claims of which quota.
    pub claims: &'a [Claim],
}

/// The way an order takes.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The policy that applies; none for what is built in.
    pub policy_id: Option<PolicyId>,
    /// Which version of it.
    pub version: Option<i64>,
    /// What it says.
    pub content: Content,
    /// Whether the order is inside what needs nobody's decision.
    pub automatic: bool,
    /// The steps, in order; none where it is approved at once.
    pub steps: Vec<Planned>,
}

/// A step that an order would take.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Who decides.
    pub kind: StepKind,
    /// How many of them have to approve.
    pub needed: i64,
    /// Who is asked.
    pub candidates: Vec<Candidate>,
    /// What they are called now, as far as they belong to the organisation. Of the provider's staff, nobody is named.
    pub names: Vec<String>,
    /// How many working hours such a step usually takes; unknown as long as there was none.
    pub usual_hours: Option<i64>,
    /// What is in its way.
    pub missing: Option<Missing>,
}

/// Why nobody is asked on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The applicant has not picked anybody yet.
    Picked,
    /// Whom the applicant picked can't be picked.
    Pickable,
    /// There is nobody who could.
    Anybody,
    /// The applicant is the only one of the provider's who could.
    AnotherOperator,
}

impl Plan {
    /// How many working hours all of it usually takes, where that is known of every step.
    pub fn usual_hours(&self) -> Option<i64> {
        self.steps.iter().map(|step| step.usual_hours).sum()
    }

    /// Whether the applicant picks somebody.
    pub fn needs_approver(&self) -> bool {
        self.steps.iter().any(|step| step.kind == StepKind::Chosen)
    }

    /// Refuses a way that can't be gone.
    pub fn ready(&self) -> Result<()> {
        match self.steps.iter().find_map(|step| step.missing) {
            None => Ok(()),
            Some(Missing::Picked) => Err(Error::invalid("approver_id", Rule::ApproverRequired)),
            Some(Missing::Pickable) => Err(Error::invalid("approver_id", Rule::ApproverNot)),
            Some(Missing::Anybody) => Err(Refusal::NoApprover.into()),
            Some(Missing::AnotherOperator) => Err(Refusal::NoOtherOperator.into()),
        }
    }
}

/// The way that an order takes when it is submitted now. An invalid `approver_id` where the applicant has to pick
/// one and did not, or one who can't be picked; refused where nobody could decide. Whoever calls has authorized.
pub async fn plan(ctx: &Ctx, conn: &mut Conn, subject: &Subject<'_>) -> Result<Plan> {
    let plan = outline(ctx, conn, subject).await?;
    plan.ready()?;
    Ok(plan)
}

/// Like [`plan`], with what is missing said step by step: the dry run of what is still being written.
pub async fn outline(ctx: &Ctx, conn: &mut Conn, subject: &Subject<'_>) -> Result<Plan> {
    let any = named(ctx, subject.kind).is_none_or(OrderKind::begins_as_draft);
    let (organization_id, amount) = (subject.organization_id, subject.amount);
    let row = policies::applicable(conn, subject.kind, organization_id, amount, any).await?;
    let usual = if any { Content::builtin } else { Content::at_once };
    let content = row.as_ref().map_or_else(|| Ok(usual()), policy::read)?;
    let (policy_id, version) = (row.as_ref().map(|row| row.id), row.as_ref().map(|row| row.version));
    trace(ctx, conn, subject, content, (policy_id, version)).await
}

/// The way under what `content` says.
pub(super) async fn trace(
    ctx: &Ctx,
    conn: &mut Conn,
    subject: &Subject<'_>,
    content: Content,
    (policy_id, version): (Option<PolicyId>, Option<i64>),
) -> Result<Plan> {
    let automatic = content.automatic.as_ref().is_some_and(|limits| is_inside(limits, subject));
    let mut steps = Vec::new();
    if !automatic {
        let personal = madang_store::approvers::is_personal(conn, subject.organization_id).await?;
        let mut usual = Usual::default();
        for rule in rules(&content, personal) {
            let mut step = planned(conn, subject, &content, &rule).await?;
            step.usual_hours = usual.hours(conn, step.kind, ctx.now()).await?;
            steps.push(step);
        }
    }
    Ok(Plan { policy_id, version, content, automatic, steps })
}

/// The steps that there are for such an organisation. In a personal one there is nobody else: what its own people
/// would decide is the operators' to decide.
fn rules(content: &Content, personal: bool) -> Vec<StepRule> {
    if !personal || content.steps.is_empty() {
        return content.steps.clone();
    }
    let inside = |rule: &StepRule| matches!(rule, StepRule::DepartmentHead | StepRule::Chosen);
    let rest: Vec<StepRule> = content.steps.iter().filter(|rule| !inside(rule)).cloned().collect();
    if rest.is_empty() { vec![StepRule::Operators] } else { rest }
}

fn is_inside(limits: &Limits, subject: &Subject<'_>) -> bool {
    let claimed = |dimension: Dimension| {
        let amounts = subject.claims.iter().filter(|claim| claim.dimension == dimension);
        amounts.map(|claim| claim.amount).fold(0, i64::saturating_add)
    };
    subject.amount <= limits.month
        && Dimension::ALL
            .iter()
            .filter(|dimension| **dimension != Dimension::MonthlyKrw)
            .all(|dimension| claimed(*dimension) <= limits.claims.get(dimension).copied().unwrap_or(0))
}

async fn planned(
    conn: &mut Conn,
    subject: &Subject<'_>,
    content: &Content,
    rule: &StepRule,
) -> Result<Planned> {
    let mut step = Planned {
        kind: rule.kind(),
        needed: 1,
        candidates: Vec::new(),
        names: Vec::new(),
        usual_hours: None,
        missing: None,
    };
    let fits = |id: &MemberId| content.own || *id != subject.applicant_id;
    let mut people = Vec::new();
    match rule {
        StepRule::DepartmentHead => {
            let line = match subject.department_id {
                Some(id) => standings::line_of(conn, id).await?,
                None => Vec::new(),
            };
            for department in line {
                let heads = approvers::heads(conn, department).await?;
                people = heads.into_iter().filter(fits).collect();
                if !people.is_empty() {
                    step.candidates.push(Candidate::Head(department));
                    break;
                }
            }
        }
        StepRule::Chosen => match subject.approver_id {
            None => step.missing = Some(Missing::Picked),
            Some(id) => {
                let line = match subject.department_id {
                    Some(id) => standings::line_of(conn, id).await?,
                    None => Vec::new(),
                };
                if fits(&id) && approvers::may_be_picked(conn, subject.organization_id, &line, id).await? {
                    people.push(id);
                    step.candidates.push(Candidate::Member(id));
                } else {
                    step.missing = Some(Missing::Pickable);
                }
            }
        },
        StepRule::Operators => {
            let staff = approvers::staff(conn).await?;
            if staff.iter().any(fits) {
                step.candidates.push(Candidate::Staff);
            } else if !staff.is_empty() {
                step.missing = Some(Missing::AnotherOperator);
            }
        }
        StepRule::Named { members, needed } => {
            for id in members.iter().filter(|id| fits(id)) {
                let candidate = Candidate::Member(*id);
                if !step.candidates.contains(&candidate) && roster::is_active(conn, *id).await? {
                    people.push(*id);
                    step.candidates.push(candidate);
                }
            }
            let most = i64::try_from(step.candidates.len()).unwrap_or(i64::MAX);
            step.needed = i64::from(*needed).clamp(1, most.max(1));
        }
    }
    for id in people {
        // Whom the policy names from elsewhere is not known by name here.
        let person = approvers::colleague(conn, subject.organization_id, id).await?;
        step.names.extend(person.map(|person| person.name));
    }
    if step.candidates.is_empty() {
        step.missing = step.missing.or(Some(Missing::Anybody));
    }
    Ok(step)
}
