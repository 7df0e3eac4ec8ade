//! 「내 정보」: looking after one's own account. Each page is a file named by what is done on it; what can't be
//! undone has a page of its own that asks first, which a script opens as a dialog.

mod add_ssh_key;
mod change_email;
mod change_password;
mod change_phone;
mod confirm_email;
mod create_token;
mod delete_ssh_key;
mod delete_token;
mod device;
mod end_other_sessions;
mod end_session;
mod export_data;
mod list_consents;
mod list_sessions;
mod list_ssh_keys;
mod list_tokens;
mod notice_settings;
mod overview;
mod substitutes;
mod update_profile;
mod withdraw;

use madang_web::{Access, Routes};

use crate::shell::{Link, Page};

/// The pages of this feature.
pub fn routes() -> Routes {
    let me = Access::Member;
    Routes::new()
        .get("/me", me, overview::show)
        .get("/me/edit", me, update_profile::show)
        .post("/me/edit", me, update_profile::update)
        .get("/me/phone", me, change_phone::show)
        .post("/me/phone/send", me, change_phone::send)
        .post("/me/phone/confirm", me, change_phone::confirm)
        .get("/me/email", me, change_email::show)
        .post("/me/email", me, change_email::change)
        .get("/account/email/confirm", Access::Public, confirm_email::show)
        .post("/account/email/confirm", Access::Public, confirm_email::confirm)
        .get("/me/password", me, change_password::show)
        .post("/me/password", me, change_password::change)
        .get("/me/sessions", me, list_sessions::show)
        .get("/me/sessions/others/end", me, end_other_sessions::ask)
        .post("/me/sessions/others/end", me, end_other_sessions::end)
        .get("/me/sessions/{id}/end", me, end_session::ask)
        .post("/me/sessions/{id}/end", me, end_session::end)
        .get("/me/keys", me, list_ssh_keys::show)
        .get("/me/keys/new", me, add_ssh_key::show)
        .post("/me/keys/new", me, add_ssh_key::add)
        .get("/me/keys/{id}/delete", me, delete_ssh_key::ask)
        .post("/me/keys/{id}/delete", me, delete_ssh_key::delete)
        .get("/me/tokens", me, list_tokens::show)
        .get("/me/tokens/new", me, create_token::show)
        .post("/me/tokens/new", me, create_token::create)
        .get("/me/tokens/{id}/delete", me, delete_token::ask)
        .post("/me/tokens/{id}/delete", me, delete_token::delete)
        .get("/me/substitutes", me, substitutes::show)
        .post("/me/substitutes", me, substitutes::add)
        .post("/me/substitutes/{id}/end", me, substitutes::end)
        .get("/me/consents", me, list_consents::show)
        .get("/me/notices", me, notice_settings::show)
        .post("/me/notices", me, notice_settings::save)
        .get("/me/export", me, export_data::show)
        .post("/me/export", me, export_data::download)
        .get("/me/withdraw", me, withdraw::show)
        .post("/me/withdraw", me, withdraw::withdraw)
}

/// The pages beside each other: message key and address.
const PAGES: [(&str, &str); 12] = [
    ("me-profile", "/me"),
    ("me-phone", "/me/phone"),
    ("me-email", "/me/email"),
    ("me-password", "/me/password"),
    ("me-sessions", "/me/sessions"),
    ("me-keys", "/me/keys"),
    ("me-tokens", "/me/tokens"),
    ("substitutes-title", "/me/substitutes"),
    ("me-consents", "/me/consents"),
    ("me-notices", "/me/notices"),
    ("me-export", "/me/export"),
    ("me-withdraw", "/me/withdraw"),
];

/// `page` among the others of this area, of which `here` is open or above it.
fn beside(page: Page, here: &str) -> Page {
    let t = page.t;
    let links = PAGES.map(|(key, href)| Link::new(t.s(key), href).current(href == here)).into();
    page.beside(t.s("me-title"), links)
}

/// A page that one of the others leads to, and leads back to it.
fn below(page: Page, here: &'static str) -> Page {
    let t = page.t;
    let key = PAGES.iter().find(|(_, href)| *href == here).map_or("me-title", |(key, _)| key);
    beside(page.under(t.s("me-title"), "/me").under(t.s(key), here), here)
}
