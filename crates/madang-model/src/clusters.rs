//! Clusters 「클러스터」: where things run.

use crate::{Rule, words};

words! {
    /// Whether new things are put on a cluster.
    ClusterState {
        /// 열림: they are.
        Open = "open",
        /// 닫힘: what is there stays, nothing new comes.
        Closed = "closed",
    }
}

words! {
    /// How a cluster was found when it was last looked at.
    ClusterHealth {
        /// 확인 전: nobody has looked yet.
        Unknown = "unknown",
        /// 정상
        Healthy = "healthy",
        /// 주의: it works, and something is short.
        Degraded = "degraded",
        /// 연결 안 됨: it does not answer.
        Away = "away",
    }
}

/// A cluster's name: 2–40 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterName(String);

impl ClusterName {
    /// Parses a name as typed.
    pub fn parse(text: &str) -> Result<Self, Rule> {
        crate::text::title(text, 2, 40).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which names are compared.
    pub fn key(&self) -> String {
        crate::text::key_of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parsing_a_name_is_idempotent(text in any::<String>()) {
            if let Ok(name) = ClusterName::parse(&text) {
                prop_assert_eq!(ClusterName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
