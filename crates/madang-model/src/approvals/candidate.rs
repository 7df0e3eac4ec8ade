//! Who is asked to decide, and what they decide.

use std::fmt;
use std::str::FromStr;

use crate::{DepartmentId, InvalidId, MemberId, words};

/// Who may decide on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Candidate {
    /// This member.
    Member(MemberId),
    /// Whoever heads the department when it is decided; without a head, whoever heads the nearest one above.
    Head(DepartmentId),
    /// The provider's operators and approvals staff.
    Staff,
}

impl fmt::Display for Candidate {
    /// The stored form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(id) => id.fmt(f),
            Self::Head(id) => write!(f, "head:{id}"),
            Self::Staff => f.write_str("staff:approvals"),
        }
    }
}

impl FromStr for Candidate {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once(':') {
            Some(("head", id)) => id.parse().map(Self::Head),
            Some(("staff", "approvals")) => Ok(Self::Staff),
            Some(_) => Err(InvalidId),
            None => text.parse().map(Self::Member),
        }
    }
}

words! {
    /// What an approver says.
    Decision {
        /// 승인
        Approve = "approve",
        /// 반려: given back with a reason, to be changed and submitted again.
        Return = "return",
        /// 거절: refused for good, with a reason.
        Reject = "reject",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_read_as_they_are_written() {
        let id = "0192d3c4-0000-7000-8000-000000000001";
        for text in [id, &format!("head:{id}"), "staff:approvals"] {
            assert_eq!(text.parse::<Candidate>().unwrap().to_string(), text);
        }
        for bad in ["", "head:", "staff:finance", "staff", &format!("head{id}")] {
            assert!(bad.parse::<Candidate>().is_err(), "{bad}");
        }
    }
}
