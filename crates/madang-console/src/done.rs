//! What was done on the page before: told once, by the page that a form leads to (`?done=…`).

use madang_i18n::Tr;
use madang_web::Form;

/// The words for what was done; empty where nothing was, or nothing that there are words for.
pub(crate) fn text(t: Tr, query: &Form) -> String {
    let key = match query.text("done") {
        "verified" => "done-verified",
        "password" => "done-password",
        "password-reset" => "done-password-reset",
        "withdrawn" => "done-withdrawn",
        "profile" => "done-profile",
        "phone" => "done-phone",
        "email" => "done-email",
        "email-sent" => "done-email-sent",
        "session" => "done-session",
        "sessions" => "done-sessions",
        "key" => "done-key",
        "key-deleted" => "done-key-deleted",
        "token-deleted" => "done-token-deleted",
        "notices-set" => "done-notices-set",
        "notices-read" => "done-notices-read",
        "webhook-changed" => "done-webhook-changed",
        "webhook-paused" => "done-webhook-paused",
        "webhook-resumed" => "done-webhook-resumed",
        "webhook-removed" => "done-webhook-removed",
        "webhook-tried" => "done-webhook-tried",
        "webhook-replayed" => "done-webhook-replayed",
        "project-archived" => "done-project-archived",
        "project-unarchived" => "done-project-unarchived",
        "project-deleted" => "done-project-deleted",
        "project-updated" => "done-project-updated",
        "project-member" => "done-project-member",
        "project-member-removed" => "done-project-member-removed",
        "project-left" => "done-project-left",
        "teardown" => "done-teardown",
        "terminated" => "done-terminated",
        "card" => "done-card",
        "billing" => "done-billing",
        "card-reset" => "done-card-reset",
        _ => return String::new(),
    };
    t.s(key)
}
