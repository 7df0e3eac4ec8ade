//! One member: state, profile, consents, and what can be done.

use askama::Template;
use axum::response::Response;
use madang_core::members::{self, MemberDetails, SignInFailures};
use madang_i18n::{Lang, Zone};
use madang_model::MemberId;
use madang_model::members::Landline;
use madang_web::Fail;

use super::view::{MemberLine, line};
use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "admin/members/show.html")]
struct Show {
    page: Page,
    done: String,
    member: MemberLine,
    id: String,
    state_name: String,
    state_since: String,
    state_reason: String,
    verified: bool,
    landline: String,
    domain: String,
    ip_count: String,
    marketing: String,
    mail_language: String,
    password_changed: String,
    password_expired: String,
    failures: String,
    holdings: String,
    consents: Vec<Consent>,
    shows_acts: bool,
    is_own: bool,
}

/// An agreement in one line.
struct Consent {
    title: String,
    version: String,
    given: String,
    address: String,
}

/// `GET /admin/members/{id}`
pub(super) async fn show(frame: Frame, At(id): At<MemberId>) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let details = members::get(&frame.ctx, id).await?;
    let row = &details.member;
    let minute = |at| zone.minute(at);
    let member = line(t, &zone, row);
    let template = Show {
        page: Section::Members.page_below(&frame, member.login_id.clone()),
        done: done(&frame, &["resent", "unlocked", "suspended", "resumed", "password-expired", "staff-set"]),
        id: id.to_string(),
        state_name: row.state.clone(),
        state_since: minute(row.state_since),
        state_reason: row.state_reason.clone(),
        verified: row.email_claim.is_some(),
        landline: row.landline.as_deref().map(landline).unwrap_or_default(),
        domain: row.domain.clone().unwrap_or_default(),
        ip_count: row.ip_count.map(|count| count.to_string()).unwrap_or_default(),
        marketing: row.marketing_at.map_or_else(|| t.s("operators-marketing-no"), minute),
        mail_language: t.s(if row.lang == "en" { "operators-language-en" } else { "operators-language-ko" }),
        password_changed: minute(row.password_changed_at),
        password_expired: row.password_expired_at.map(minute).unwrap_or_default(),
        failures: failures(&frame, &zone, details.failures),
        holdings: holdings(&frame, &details),
        consents: consents(&frame, &zone, &details),
        shows_acts: frame.shows_acts() && row.state != "withdrawn",
        is_own: frame.ctx.actor.member().is_ok_and(|own| own == id),
        member,
    };
    Ok(shell::html(&template))
}

fn landline(digits: &str) -> String {
    Landline::parse(digits).map_or_else(
        |_| digits.to_owned(),
        |number| {
            let (area, exchange, line) = number.groups();
            format!("{area}-{exchange}-{line}")
        },
    )
}

fn failures(frame: &Frame, zone: &Zone, failures: SignInFailures) -> String {
    let t = frame.t();
    let count = ("count", failures.failures.into());
    match failures.waits_until {
        _ if failures.failures == 0 && failures.addresses == 0 => t.s("operators-failures-none"),
        Some(until) => t.a("operators-failures-waiting", &[count, ("until", zone.second(until).into())]),
        None if failures.captcha => t.a("operators-failures-captcha", &[count]),
        None => t.a("operators-failures-some", &[count]),
    }
}

fn holdings(frame: &Frame, details: &MemberDetails) -> String {
    let held = &details.holdings;
    frame.t().a(
        "operators-holdings",
        &[("sessions", held.sessions.into()), ("keys", held.ssh_keys.into()), ("tokens", held.tokens.into())],
    )
}

fn consents(frame: &Frame, zone: &Zone, details: &MemberDetails) -> Vec<Consent> {
    let each = details.consents.iter().map(|row| Consent {
        title: match frame.t().lang() {
            Lang::Ko => row.title_ko.clone(),
            Lang::En => row.title_en.clone(),
        },
        version: row.version.to_string(),
        given: zone.minute(row.given_at),
        address: row.address.clone(),
    });
    each.collect()
}
