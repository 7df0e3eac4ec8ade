//! Projects 「프로젝트」: what they are called, how they stand, and what people are in them.

use crate::{Rule, words};

words! {
    /// How a project stands.
    ProjectState {
        /// In use.
        Active = "active",
        /// 보관: kept as it is; nothing new is made in it.
        Archived = "archived",
        /// 삭제됨.
        Deleted = "deleted",
    }
}

words! {
    /// What a member is in a project.
    ProjectRole {
        /// 관리자: decides on the project's members and applies for changes of its quota.
        Admin = "admin",
        /// 개발자: makes and runs things in it.
        Developer = "developer",
        /// 조회자: sees everything in it.
        Viewer = "viewer",
    }
}

/// 「프로젝트명」: 2–60 characters, one of a kind in its organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectName(String);

impl ProjectName {
    /// Parses a name as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        crate::text::title(text, 2, 60).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which names are compared and searched.
    pub fn key(&self) -> String {
        crate::text::key_of(&self.0)
    }
}
