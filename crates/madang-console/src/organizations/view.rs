//! What organisations are called on pages.

use madang_core::Refusal;
use madang_core::organizations::Department;
use madang_core::quota::Quota;
use madang_i18n::Tr;
use madang_model::DepartmentId;
use madang_model::organizations::{Joining, OrgRole, OrganizationState};

use crate::numbers::grouped;
use crate::shell::Choice;

/// One dimension of a quota, as it is shown.
pub(crate) struct QuotaLineView {
    /// Its name on forms.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) label: String,
    /// The bound as it can be typed; empty for none.
    pub(crate) bound: String,
    /// The bound in words.
    pub(crate) limit: String,
    /// What is in use.
    pub(crate) used: String,
    /// What is held for orders.
    pub(crate) reserved: String,
    /// What is left.
    pub(crate) free: String,
}

/// A quota, every dimension of it.
pub(crate) fn quota(t: Tr, quota: &Quota) -> Vec<QuotaLineView> {
    let words = |amount: Option<i64>| amount.map_or_else(|| t.s("organizations-no-bound"), grouped);
    quota
        .0
        .iter()
        .map(|line| QuotaLineView {
            name: line.dimension.as_str(),
            label: t.s(&format!("dimension-{}", line.dimension)),
            bound: line.bound.map(|bound| bound.to_string()).unwrap_or_default(),
            limit: words(line.bound),
            used: grouped(line.used),
            reserved: grouped(line.reserved),
            free: words(line.free()),
        })
        .collect()
}

/// A role that can be ticked.
pub(crate) struct RoleChoice {
    /// Its word.
    pub(crate) value: &'static str,
    /// Its name.
    pub(crate) label: String,
    /// Whether it is ticked.
    pub(crate) ticked: bool,
}

/// Every role, with these ticked.
pub(crate) fn role_choices(t: Tr, ticked: &[String]) -> Vec<RoleChoice> {
    OrgRole::ALL
        .iter()
        .map(|role| RoleChoice {
            value: role.as_str(),
            label: t.s(&format!("organizations-role-{role}")),
            ticked: ticked.iter().any(|word| word == role.as_str()),
        })
        .collect()
}

/// The names of roles, one after the other.
pub(crate) fn roles<'a>(t: Tr, words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| t.s(&format!("organizations-role-{word}"))).collect::<Vec<_>>().join(", ")
}

/// The departments to choose from, none first.
pub(crate) fn department_choices(t: Tr, all: &[Department], without: Option<DepartmentId>) -> Vec<Choice> {
    let none = Choice::new("", t.s("organizations-no-department"));
    let each = all
        .iter()
        .filter(|one| Some(one.row.id) != without)
        .map(|one| Choice::new(one.row.id.to_string(), one.path.clone()));
    std::iter::once(none).chain(each).collect()
}

/// A department's name after those above it.
pub(crate) fn department_path(all: &[Department], id: Option<DepartmentId>) -> String {
    all.iter().find(|one| Some(one.row.id) == id).map(|one| one.path.clone()).unwrap_or_default()
}

/// 「가입 방식」
pub(crate) fn joining(t: Tr, joining: Joining) -> String {
    t.s(&format!("organizations-joining-{joining}"))
}

/// How an organisation can be joined, to choose from.
pub(crate) fn joining_choices(t: Tr) -> Vec<Choice> {
    Joining::ALL.iter().map(|each| Choice::new(each.as_str(), joining(t, *each))).collect()
}

/// The state as a word and its colour.
pub(crate) fn state(t: Tr, state: OrganizationState) -> (&'static str, String) {
    let kind = match state {
        OrganizationState::Active => "running",
        OrganizationState::Closed => "stopped",
    };
    (kind, t.s(&format!("organizations-state-{state}")))
}

/// Things in the way, each with where it is.
pub(crate) struct InTheWay {
    /// What kind of thing, in words.
    pub(crate) kind: String,
    /// What it is called.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: String,
}

/// What a refusal names as being in the way.
pub(crate) fn in_the_way(t: Tr, refusal: &Refusal) -> Vec<InTheWay> {
    let (Refusal::InUse { blockers } | Refusal::ProductInUse { blockers, .. }) = refusal else {
        return Vec::new();
    };
    blockers
        .iter()
        .map(|one| InTheWay {
            kind: t.s(&format!("blocker-{}", one.kind)),
            name: one.name.clone(),
            path: one.path.clone(),
        })
        .collect()
}
