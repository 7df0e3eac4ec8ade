//! The life of a member: unverified → active ⇄ suspended → withdrawn. A transition consumes the state.

use crate::Timestamp;

/// Where a member stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberState {
    /// Signed up; the link in the verification mail has not been followed yet.
    Unverified,
    /// May sign in.
    Active,
    /// Kept out by an operator.
    Suspended {
        /// Since when.
        since: Timestamp,
        /// What the member is told.
        reason: String,
    },
    /// Left 「탈퇴」; personal data is erased.
    Withdrawn {
        /// Since when.
        since: Timestamp,
    },
}

/// A move that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a member who is {from} can't {action}")]
pub struct InvalidTransition {
    /// The state's name.
    pub from: &'static str,
    /// The act that was tried.
    pub action: &'static str,
}

impl MemberState {
    /// The stored and wire name of this state.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Active => "active",
            Self::Suspended { .. } => "suspended",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// Every state's name, for filters and their checks.
    pub const NAMES: [&'static str; 4] = ["unverified", "active", "suspended", "withdrawn"];

    /// Rebuilds a state from its stored columns.
    pub fn from_columns(name: &str, since: Timestamp, reason: String) -> Option<Self> {
        match name {
            "unverified" => Some(Self::Unverified),
            "active" => Some(Self::Active),
            "suspended" => Some(Self::Suspended { since, reason }),
            "withdrawn" => Some(Self::Withdrawn { since }),
            _ => None,
        }
    }

    /// The verification link was followed.
    pub fn verify(self) -> Result<Self, InvalidTransition> {
        match self {
            Self::Unverified => Ok(Self::Active),
            Self::Active | Self::Suspended { .. } | Self::Withdrawn { .. } => Err(self.cannot("verify")),
        }
    }

    /// An operator keeps the member out.
    pub fn suspend(self, since: Timestamp, reason: String) -> Result<Self, InvalidTransition> {
        match self {
            Self::Active => Ok(Self::Suspended { since, reason }),
            Self::Unverified | Self::Suspended { .. } | Self::Withdrawn { .. } => Err(self.cannot("suspend")),
        }
    }

    /// An operator lets the member in again.
    pub fn resume(self) -> Result<Self, InvalidTransition> {
        match self {
            Self::Suspended { .. } => Ok(Self::Active),
            Self::Unverified | Self::Active | Self::Withdrawn { .. } => Err(self.cannot("resume")),
        }
    }

    /// The member leaves. A suspended member can't erase what the suspension is about.
    pub fn withdraw(self, since: Timestamp) -> Result<Self, InvalidTransition> {
        match self {
            Self::Active => Ok(Self::Withdrawn { since }),
            Self::Unverified | Self::Suspended { .. } | Self::Withdrawn { .. } => {
                Err(self.cannot("withdraw"))
            }
        }
    }

    fn cannot(&self, action: &'static str) -> InvalidTransition {
        InvalidTransition { from: self.name(), action }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, Copy)]
    enum Act {
        Verify,
        Suspend,
        Resume,
        Withdraw,
    }

    fn apply(state: MemberState, act: Act) -> Result<MemberState, InvalidTransition> {
        let now = Timestamp::from_micros(1);
        match act {
            Act::Verify => state.verify(),
            Act::Suspend => state.suspend(now, "reason".into()),
            Act::Resume => state.resume(),
            Act::Withdraw => state.withdraw(now),
        }
    }

    proptest! {
        #[test]
        fn withdrawn_is_final_and_nothing_returns_to_unverified(acts in proptest::collection::vec(
            prop_oneof![Just(Act::Verify), Just(Act::Suspend), Just(Act::Resume), Just(Act::Withdraw)], 0..20)) {
            let mut state = MemberState::Unverified;
            for act in acts {
                let before = state.clone();
                match apply(state.clone(), act) {
                    Ok(next) => {
                        prop_assert_ne!(before.name(), "withdrawn");
                        prop_assert_ne!(next.name(), "unverified");
                        prop_assert_ne!(next.name(), before.name());
                        state = next;
                    }
                    Err(refused) => prop_assert_eq!(refused.from, before.name()),
                }
            }
        }
    }
}
