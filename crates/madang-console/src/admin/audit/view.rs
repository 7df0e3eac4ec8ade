//! How entries are written on these pages.

use madang_i18n::{Tr, Zone};
use madang_store::audit::FoundRow;

/// Every act that has a name for readers: as the log calls it, with hyphens.
const ACTS: &[&str] = &[
    "announcements-create",
    "announcements-update",
    "announcements-withdraw",
    "approvals-add-holiday",
    "approvals-decide",
    "approvals-end-substitution",
    "approvals-escalate",
    "approvals-publish-policy",
    "approvals-remove-holiday",
    "approvals-retire-policy",
    "approvals-seed-holidays",
    "approvals-substitute",
    "billing-decline-card",
    "billing-forget-card",
    "billing-open-card-check",
    "billing-register-card",
    "billing-reset-card-failures",
    "billing-save-account",
    "catalog-add-category",
    "catalog-create",
    "catalog-drop-plan",
    "catalog-publish",
    "catalog-publish-terms",
    "catalog-put-plan",
    "catalog-resume",
    "catalog-retire",
    "catalog-save",
    "catalog-seed",
    "catalog-set-price",
    "catalog-update-category",
    "clusters-grant",
    "clusters-revoke",
    "clusters-seed-local",
    "clusters-update",
    "jobs-retry",
    "members-add-ssh-key",
    "members-change-email",
    "members-change-password",
    "members-change-phone",
    "members-confirm-email",
    "members-create-operator",
    "members-create-token",
    "members-delete-ssh-key",
    "members-delete-token",
    "members-end-other-sessions",
    "members-end-session",
    "members-expire-password",
    "members-export-data",
    "members-find-id",
    "members-give-password",
    "members-reauthenticate",
    "members-release-unverified",
    "members-request-password-reset",
    "members-resend-as-operator",
    "members-resend-verification",
    "members-reset-password",
    "members-resume",
    "members-set-staff",
    "members-sign-in",
    "members-sign-in-failed",
    "members-sign-in-refused",
    "members-sign-out",
    "members-sign-up",
    "members-suspend",
    "members-unlock",
    "members-update-profile",
    "members-verify-email",
    "members-withdraw",
    "notices-set-preferences",
    "orders-advance",
    "orders-approve",
    "orders-attach",
    "orders-begin",
    "orders-cancel",
    "orders-comment",
    "orders-create-draft",
    "orders-detach",
    "orders-expire",
    "orders-fail",
    "orders-finish",
    "orders-recover",
    "orders-reject",
    "orders-retry",
    "orders-return",
    "orders-submit",
    "orders-withdraw",
    "organizations-accept-invitation",
    "organizations-add",
    "organizations-admit",
    "organizations-close",
    "organizations-create-department",
    "organizations-decline-invitation",
    "organizations-delete-department",
    "organizations-give-up",
    "organizations-invite",
    "organizations-join",
    "organizations-leave",
    "organizations-register",
    "organizations-remove",
    "organizations-resend-invitation",
    "organizations-revoke-invitation",
    "organizations-set-person",
    "organizations-set-quota",
    "organizations-transfer",
    "organizations-turn-away",
    "organizations-update",
    "organizations-update-department",
    "outbox-retry",
    "projects-archive",
    "projects-change-quota",
    "projects-create",
    "projects-delete",
    "projects-hand-over",
    "projects-remove-member",
    "projects-set-member",
    "projects-unarchive",
    "projects-update",
    "promotions-create-batch",
    "promotions-end-batch",
    "promotions-export-codes",
    "promotions-redeem",
    "quota-set-organization",
    "subscriptions-subscribe",
    "subscriptions-tear-down",
    "subscriptions-terminate",
    "terms-accept",
    "terms-publish",
    "terms-seed-builtin",
    "webhooks-create",
    "webhooks-pause",
    "webhooks-remove",
    "webhooks-replay",
    "webhooks-resume",
    "webhooks-rotate-secret",
    "webhooks-try",
    "webhooks-update",
];

/// An entry in one line.
pub(super) struct EntryLine {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who.
    pub actor: Party,
    /// What, in words; empty where there are none.
    pub act: String,
    /// What, as the log calls it.
    pub action: String,
    /// On what.
    pub target: Party,
    /// From which address; empty where that is not kept.
    pub address: String,
    /// With which client; empty where that is not kept.
    pub client: String,
    /// In which request.
    pub request_id: String,
    /// Before and after; empty where there is nothing to say.
    pub detail: String,
    /// The entry's hash.
    pub hash: String,
}

/// Who acted, or what was acted on.
pub(super) struct Party {
    /// What it is called.
    pub name: String,
    /// Where its page is; empty where it has none.
    pub href: String,
}

/// The entry as a line.
pub(super) fn line(t: Tr, zone: &Zone, row: FoundRow) -> EntryLine {
    EntryLine {
        seq: row.seq,
        at: zone.second(row.at),
        actor: actor(t, &row.actor, row.actor_login_id),
        act: act(t, &row.action),
        target: target(t, &row.target_kind, &row.target_id, row.target_login_id),
        action: row.action,
        address: row.address.unwrap_or_default(),
        client: row.client.unwrap_or_default(),
        request_id: row.request_id,
        detail: if row.detail == "null" { String::new() } else { row.detail },
        hash: row.hash,
    }
}

/// Every act with its name for readers, as what is typed into the search may be.
pub(super) fn acts(t: Tr) -> Vec<(String, String)> {
    ACTS.iter().map(|known| (named_in_log(known), t.s(&format!("operators-audit-{known}")))).collect()
}

fn act(t: Tr, action: &str) -> String {
    let known = ACTS.iter().find(|known| named_in_log(known) == action);
    known.map(|known| t.s(&format!("operators-audit-{known}"))).unwrap_or_default()
}

/// `members-sign-in` is `members.sign_in` in the log.
fn named_in_log(act: &str) -> String {
    act.replacen('-', ".", 1).replace('-', "_")
}

fn actor(t: Tr, actor: &str, login_id: Option<String>) -> Party {
    match (actor, login_id) {
        ("system", _) => Party { name: t.s("operators-actor-system"), href: String::new() },
        ("visitor", _) => Party { name: t.s("operators-actor-visitor"), href: String::new() },
        (id, login_id) => member(t, id, login_id),
    }
}

fn target(t: Tr, kind: &str, id: &str, login_id: Option<String>) -> Party {
    let thing = |key: &str, href: String| Party { name: t.s(key), href };
    match kind {
        "member" => member(t, id, login_id),
        "terms" => thing("operators-target-terms", format!("/admin/terms/{id}")),
        "announcement" => thing("operators-target-announcement", format!("/admin/announcements/{id}")),
        "message" => thing("operators-target-message", format!("/outbox/{id}")),
        "job" => thing("operators-target-job", format!("/admin/jobs/{id}")),
        "session" => thing("operators-target-session", String::new()),
        "token" => thing("operators-target-token", String::new()),
        "ssh_key" => thing("operators-target-ssh-key", String::new()),
        _ => Party { name: id.to_owned(), href: String::new() },
    }
}

/// A member, by the ID of today. One that was never verified may be gone altogether.
fn member(t: Tr, id: &str, login_id: Option<String>) -> Party {
    match login_id {
        Some(login_id) if login_id.starts_with('~') => {
            Party { name: t.s("operators-member-gone"), href: format!("/admin/members/{id}") }
        }
        Some(login_id) => Party { name: login_id, href: format!("/admin/members/{id}") },
        None => Party { name: t.s("operators-member-released"), href: String::new() },
    }
}

#[cfg(test)]
mod tests {
    use madang_i18n::Lang;

    use super::*;

    #[test]
    fn acts_are_called_as_the_log_calls_them() {
        assert_eq!(named_in_log("members-sign-in-failed"), "members.sign_in_failed");
        assert!(
            acts(Tr::new(Lang::Ko))
                .iter()
                .all(|(action, name)| action.contains('.') && !name.starts_with("operators-"))
        );
    }
}
