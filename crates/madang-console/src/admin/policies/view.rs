//! How policies are written on these pages.

use madang_core::approvals::PolicyView;
use madang_i18n::{Tr, Zone};
use madang_model::approvals::StepRule;

use crate::approvals::step_name;
use crate::numbers::grouped;

/// A version of a policy in one line.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) kind: String,
    pub(super) organization: String,
    pub(super) amount: String,
    pub(super) version: i64,
    pub(super) current: bool,
    pub(super) steps: Vec<String>,
    pub(super) own: bool,
    pub(super) automatic: bool,
    pub(super) remind_hours: Option<u32>,
    pub(super) escalate_hours: Option<u32>,
    pub(super) note: String,
    pub(super) at: String,
}

/// The policy as a line.
pub(super) fn line(t: Tr, zone: &Zone, policy: &PolicyView) -> Line {
    let row = &policy.row;
    let kind =
        if row.kind == "*" { t.s("policies-any-kind") } else { t.s(&format!("order-kind-{}", row.kind)) };
    Line {
        href: format!("/admin/policies/{}", row.id),
        kind,
        organization: policy.organization.clone().unwrap_or_else(|| t.s("policies-any-organization")),
        amount: grouped(row.min_amount),
        version: row.version,
        current: row.current == 1,
        steps: steps(t, policy),
        own: policy.content.own,
        automatic: policy.content.automatic.is_some(),
        remind_hours: policy.content.remind_hours,
        escalate_hours: policy.content.escalate_hours,
        note: row.note.clone(),
        at: zone.minute(row.created_at),
    }
}

fn steps(t: Tr, policy: &PolicyView) -> Vec<String> {
    let each = policy.content.steps.iter().zip(&policy.named).map(|(rule, named)| match rule {
        StepRule::DepartmentHead | StepRule::Chosen | StepRule::Operators => step_name(t, rule.kind()),
        StepRule::Named { needed, .. } => {
            let who = named.join(", ");
            t.a("policies-named", &[("who", who.as_str().into()), ("needed", (*needed).into())])
        }
    });
    let names: Vec<String> = each.collect();
    if names.is_empty() { vec![t.s("policies-no-steps")] } else { names }
}
