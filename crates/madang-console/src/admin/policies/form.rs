//! What was typed into the form of a policy. Steps are rows; an empty row is none, and a button adds another.

use madang_core::approvals::{LimitsInput, PolicyInput, PolicyView, StepInput};
use madang_model::approvals::StepRule;
use madang_model::quota::Dimension;
use madang_web::Form;

/// What was typed.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) kind: String,
    pub(super) organization: String,
    pub(super) min_amount: String,
    pub(super) steps: Vec<Row>,
    pub(super) own: bool,
    pub(super) automatic: bool,
    pub(super) month: String,
    pub(super) claims: Vec<(Dimension, String)>,
    pub(super) remind_hours: String,
    pub(super) escalate_hours: String,
    pub(super) note: String,
    pub(super) version: String,
}

/// A step's row.
#[derive(Default, Clone)]
pub(super) struct Row {
    pub(super) kind: String,
    pub(super) members: String,
    pub(super) needed: String,
}

impl Typed {
    /// Nothing yet: what is built in.
    pub(super) fn new() -> Self {
        let row = |kind: &str| Row { kind: kind.to_owned(), ..Row::default() };
        Self {
            kind: "*".to_owned(),
            organization: "*".to_owned(),
            min_amount: "0".to_owned(),
            steps: vec![row("chosen"), row("operators")],
            claims: limits(|_| String::new()),
            remind_hours: "9".to_owned(),
            escalate_hours: "27".to_owned(),
            version: "0".to_owned(),
            ..Self::default()
        }
    }

    /// As it came.
    pub(super) fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let (members, needed): (Vec<_>, Vec<_>) =
            (form.all("step_members").collect(), form.all("step_needed").collect());
        let rows = form.all("step").enumerate().map(|(at, kind)| Row {
            kind: kind.to_owned(),
            members: members.get(at).copied().unwrap_or_default().to_owned(),
            needed: needed.get(at).copied().unwrap_or_default().to_owned(),
        });
        Self {
            kind: text("kind"),
            organization: text("organization"),
            min_amount: text("min_amount"),
            steps: rows.filter(|row| !row.kind.is_empty()).collect(),
            own: form.ticked("own"),
            automatic: form.ticked("automatic"),
            month: text("month"),
            claims: limits(|dimension| text(&format!("most_{dimension}"))),
            remind_hours: text("remind_hours"),
            escalate_hours: text("escalate_hours"),
            note: text("note"),
            version: text("version"),
        }
    }

    /// As it is in force.
    pub(super) fn kept(policy: &PolicyView) -> Self {
        let content = &policy.content;
        let steps = content.steps.iter().zip(&policy.named).map(|(rule, named)| Row {
            kind: rule.kind().to_string(),
            members: named.join(" "),
            needed: match rule {
                StepRule::Named { needed, .. } => needed.to_string(),
                StepRule::DepartmentHead | StepRule::Chosen | StepRule::Operators => String::new(),
            },
        });
        let most = |dimension: Dimension| {
            let amount = content.automatic.as_ref().and_then(|limits| limits.claims.get(&dimension));
            amount.map(ToString::to_string).unwrap_or_default()
        };
        let hours = |hours: Option<u32>| hours.map(|hours| hours.to_string()).unwrap_or_default();
        Self {
            kind: policy.row.kind.clone(),
            organization: policy.row.organization.clone(),
            min_amount: policy.row.min_amount.to_string(),
            steps: steps.collect(),
            own: content.own,
            automatic: content.automatic.is_some(),
            month: content.automatic.as_ref().map(|limits| limits.month.to_string()).unwrap_or_default(),
            claims: limits(most),
            remind_hours: hours(content.remind_hours),
            escalate_hours: hours(content.escalate_hours),
            note: String::new(),
            version: if policy.row.current == 1 { policy.row.version } else { 0 }.to_string(),
        }
    }

    /// For the operation. What is no number is one that no rule allows.
    pub(super) fn input(&self) -> PolicyInput {
        let hours = |text: &str| match text.trim() {
            "" => None,
            text => Some(text.parse().unwrap_or(0)),
        };
        let number = |text: &str| match text.trim() {
            "" => 0,
            text => text.parse().unwrap_or(-1),
        };
        let step = |row: &Row| StepInput {
            kind: row.kind.clone(),
            members: row.members.split([' ', ',']).map(str::to_owned).collect(),
            needed: row.needed.trim().parse().unwrap_or(1),
        };
        let limits = || LimitsInput {
            month: number(&self.month),
            claims: self.claims.iter().map(|(what, most)| (what.to_string(), number(most))).collect(),
        };
        PolicyInput {
            kind: self.kind.clone(),
            organization: self.organization.clone(),
            min_amount: number(&self.min_amount),
            steps: self.steps.iter().map(step).collect(),
            own: self.own,
            automatic: self.automatic.then(limits),
            remind_hours: hours(&self.remind_hours),
            escalate_hours: hours(&self.escalate_hours),
            note: self.note.clone(),
            version: self.version.trim().parse().unwrap_or(0),
        }
    }
}

/// A value for each dimension that orders claim; what a month costs has a field of its own.
fn limits(value: impl Fn(Dimension) -> String) -> Vec<(Dimension, String)> {
    let claimed = Dimension::ALL.iter().filter(|dimension| **dimension != Dimension::MonthlyKrw);
    claimed.map(|dimension| (*dimension, value(*dimension))).collect()
}
