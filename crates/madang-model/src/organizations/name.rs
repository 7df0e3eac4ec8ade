//! Names of organisations and departments.

use crate::Rule;
use crate::text::title;

/// An organisation's name 「회원사명」: 2–60 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationName(String);

/// A department's name 「부서명」: 1–40 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentName(String);

impl OrganizationName {
    /// Parses a name as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        title(text, 2, 60).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which names are searched: case folded, blanks removed.
    pub fn key(&self) -> String {
        crate::text::key_of(&self.0)
    }
}

impl DepartmentName {
    /// Parses a name as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        title(text, 1, 40).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which names are compared: case folded, blanks removed.
    pub fn key(&self) -> String {
        crate::text::key_of(&self.0)
    }
}
