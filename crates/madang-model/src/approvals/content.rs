//! What an approval policy 「결재 정책」 says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::MemberId;
use crate::orders::StepKind;
use crate::quota::Dimension;

/// One step that a policy asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepRule {
    /// A head of the applicant's department, or of the nearest one above that has one.
    DepartmentHead,
    /// Whom the applicant picks among those who may.
    Chosen,
    /// One of the provider's operators or approvals staff.
    Operators,
    /// `needed` of these members.
    Named {
        /// Who.
        members: Vec<MemberId>,
        /// How many of them.
        needed: u32,
    },
}

impl StepRule {
    /// Which kind of step it makes.
    pub fn kind(&self) -> StepKind {
        match self {
            Self::DepartmentHead => StepKind::DepartmentHead,
            Self::Chosen => StepKind::Chosen,
            Self::Operators => StepKind::Operators,
            Self::Named { .. } => StepKind::Named,
        }
    }
}

/// Inside what an order needs nobody's decision: every dimension that it claims has to be named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// What a month may cost, in won.
    pub month: i64,
    /// How much it may claim of each dimension, by the dimension's name.
    pub claims: BTreeMap<Dimension, i64>,
}

/// What a policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The steps in order; with none of them, every order is approved as it is submitted.
    pub steps: Vec<StepRule>,
    /// Whether applicants may decide on their own orders, where they are among those who decide.
    pub own: bool,
    /// Inside what nobody has to decide.
    pub automatic: Option<Limits>,
    /// After how many working hours on one step its approvers are reminded.
    pub remind_hours: Option<u32>,
    /// After how many working hours on one step the operators may decide in their stead.
    pub escalate_hours: Option<u32>,
}

impl Content {
    /// What holds where no policy was written: the approver whom the applicant picked, then the operators;
    /// reminded after a working day, escalated after three.
    pub fn builtin() -> Self {
        Self {
            steps: vec![StepRule::Chosen, StepRule::Operators],
            own: false,
            automatic: None,
            remind_hours: Some(9),
            escalate_hours: Some(27),
        }
    }

    /// What holds for orders that nobody has to decide on unless a policy of their own kind says so.
    pub fn at_once() -> Self {
        Self { steps: Vec::new(), own: false, automatic: None, remind_hours: None, escalate_hours: None }
    }
}

/// The stored form, words and numbers only.
#[derive(Serialize, Deserialize)]
struct Stored {
    steps: Vec<StoredStep>,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    automatic: Option<StoredLimits>,
    #[serde(default)]
    remind_hours: Option<u32>,
    #[serde(default)]
    escalate_hours: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum StoredStep {
    DepartmentHead,
    Chosen,
    Operators,
    Named { members: Vec<String>, needed: u32 },
}

#[derive(Serialize, Deserialize)]
struct StoredLimits {
    month: i64,
    claims: BTreeMap<String, i64>,
}

impl Serialize for Content {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let step = |step: &StepRule| match step {
            StepRule::DepartmentHead => StoredStep::DepartmentHead,
            StepRule::Chosen => StoredStep::Chosen,
            StepRule::Operators => StoredStep::Operators,
            StepRule::Named { members, needed } => StoredStep::Named {
                members: members.iter().map(ToString::to_string).collect(),
                needed: *needed,
            },
        };
        let automatic = self.automatic.as_ref().map(|limits| StoredLimits {
            month: limits.month,
            claims: limits.claims.iter().map(|(what, most)| (what.to_string(), *most)).collect(),
        });
        let stored = Stored {
            steps: self.steps.iter().map(step).collect(),
            own: self.own,
            automatic,
            remind_hours: self.remind_hours,
            escalate_hours: self.escalate_hours,
        };
        stored.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let strange = |_| serde::de::Error::custom("a policy names something that is none");
        let mut steps = Vec::with_capacity(stored.steps.len());
        for step in stored.steps {
            steps.push(match step {
                StoredStep::DepartmentHead => StepRule::DepartmentHead,
                StoredStep::Chosen => StepRule::Chosen,
                StoredStep::Operators => StepRule::Operators,
                StoredStep::Named { members, needed } => StepRule::Named {
                    members: members
                        .iter()
                        .map(|id| id.parse())
                        .collect::<Result<_, _>>()
                        .map_err(strange)?,
                    needed,
                },
            });
        }
        let automatic = match stored.automatic {
            None => None,
            Some(limits) => {
                let mut claims = BTreeMap::new();
                for (what, most) in limits.claims {
                    claims.insert(what.parse().map_err(strange)?, most);
                }
                Some(Limits { month: limits.month, claims })
            }
        };
        Ok(Self {
            steps,
            own: stored.own,
            automatic,
            remind_hours: stored.remind_hours,
            escalate_hours: stored.escalate_hours,
        })
    }
}
