//! What a member may do on the provider's side.

use std::str::FromStr;

use crate::id::InvalidId;

/// The provider's own staff. Customers have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffRole {
    /// 운영자: runs the service.
    Operator,
    /// 감사자: reads everything, changes nothing.
    Auditor,
}

impl StaffRole {
    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Auditor => "auditor",
        }
    }
}

impl FromStr for StaffRole {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text {
            "operator" => Ok(Self::Operator),
            "auditor" => Ok(Self::Auditor),
            _ => Err(InvalidId),
        }
    }
}
