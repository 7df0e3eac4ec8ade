//! How a member is written on these pages.

use madang_i18n::{Tr, Zone};
use madang_model::members::{MobilePhone, StaffRole};
use madang_store::members::MemberRow;

/// A member in one line.
pub(in crate::admin) struct MemberLine {
    /// Where the member's page is.
    pub href: String,
    /// The ID, or that the member has left.
    pub login_id: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The mobile number with hyphens.
    pub phone: String,
    /// The kind of the state's label.
    pub state_kind: &'static str,
    /// The state's name.
    pub state: String,
    /// The role on the provider's side; empty for customers.
    pub staff: String,
    /// When the member signed up.
    pub joined: String,
    /// When the member last signed in; empty before the first time.
    pub signed_in: String,
}

/// The member as a line.
pub(in crate::admin) fn line(t: Tr, zone: &Zone, row: &MemberRow) -> MemberLine {
    MemberLine {
        href: format!("/admin/members/{}", row.id),
        login_id: if row.state == "withdrawn" { t.s("operators-member-gone") } else { row.login_id.clone() },
        name: row.name.clone(),
        email: row.email.clone(),
        phone: phone(&row.phone),
        state_kind: state_kind(&row.state),
        state: state(t, &row.state),
        staff: row.staff.map_or_else(String::new, |role| staff(t, Some(role))),
        joined: zone.minute(row.created_at),
        signed_in: row.last_sign_in_at.map_or_else(String::new, |at| zone.minute(at)),
    }
}

/// The state's name.
pub(super) fn state(t: Tr, name: &str) -> String {
    t.s(match name {
        "unverified" => "operators-state-unverified",
        "active" => "operators-state-active",
        "suspended" => "operators-state-suspended",
        _ => "operators-state-withdrawn",
    })
}

/// The kind of the state's label.
pub(super) fn state_kind(name: &str) -> &'static str {
    match name {
        "unverified" => "waiting",
        "active" => "running",
        "suspended" => "failed",
        _ => "stopped",
    }
}

/// A role's name.
pub(super) fn staff(t: Tr, role: Option<StaffRole>) -> String {
    t.s(&format!("operators-staff-{}", role.map_or("none", StaffRole::as_str)))
}

/// A stored number with hyphens.
pub(in crate::admin) fn phone(digits: &str) -> String {
    MobilePhone::parse(digits).map_or_else(|_| digits.to_owned(), |phone| phone.hyphenated())
}
