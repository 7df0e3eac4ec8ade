//! Whose quota it is.

use std::fmt;
use std::str::FromStr;

use crate::{InvalidId, OrganizationId, ProjectId};

/// Whose quota it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotaScope {
    /// An organisation's: out of it, its projects get theirs.
    Organization(OrganizationId),
    /// A project's: out of it, its resources take.
    Project(ProjectId),
}

impl fmt::Display for QuotaScope {
    /// The stored form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization(id) => write!(f, "organization:{id}"),
            Self::Project(id) => write!(f, "project:{id}"),
        }
    }
}

impl FromStr for QuotaScope {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once(':') {
            Some(("organization", id)) => id.parse().map(Self::Organization),
            Some(("project", id)) => id.parse().map(Self::Project),
            _ => Err(InvalidId),
        }
    }
}
