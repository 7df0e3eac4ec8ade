//! Values that have the right kind and still can't be used. All are told at once, by key.

use std::net::{IpAddr, SocketAddr};

use http::Uri;
use madang_core::Settings;
use madang_core::settings::{GatewayDriver, MailDriver, SmsDriver, SmtpTls};
use madang_delivery::{SmsGateway, Smtp};
use madang_i18n::{Tr, Zone};
use madang_model::members::EmailAddress;
use tracing_subscriber::EnvFilter;

/// The longest a mail or SMS may take: a job's own time is 50 seconds.
const LONGEST_DELIVERY: i64 = 45;

/// Keys, and what is wrong with their values.
pub(super) fn check(settings: &Settings, tr: Tr) -> Vec<(&'static str, String)> {
    let mut found = Found { tr, problems: Vec::new() };
    server(settings, &mut found);
    product(settings, &mut found);
    accounts(settings, &mut found);
    ranges(settings, &mut found);
    mail(settings, &mut found);
    sms(settings, &mut found);
    payments(settings, &mut found);
    found.problems
}

struct Found {
    tr: Tr,
    problems: Vec<(&'static str, String)>,
}

impl Found {
    fn unless(&mut self, fine: bool, key: &'static str, text: impl FnOnce(Tr) -> String) {
        if !fine {
            self.problems.push((key, text(self.tr)));
        }
    }
}

fn server(settings: &Settings, found: &mut Found) {
    let server = &settings.server;
    found.unless(is_address(&server.listen), "server.listen", |tr| tr.s("config-listen"));
    let host = server.listen.rsplit_once(':').map_or(server.listen.as_str(), |(host, _)| host);
    // Browsers send the session's cookie back over TLS or loopback only; without this, nobody could sign in.
    found.unless(server.public_url.is_some() || is_loopback(host), "server.public_url", |tr| {
        tr.s("config-public-url-needed")
    });
    if let Some(url) = &server.public_url {
        match web_address(url) {
            None => found.unless(false, "server.public_url", |tr| tr.s("config-public-url")),
            Some(web) => {
                found.unless(web.plain_root, "server.public_url", |tr| tr.s("config-public-url-path"));
                found.unless(web.https || is_loopback(&web.host), "server.public_url", |tr| {
                    tr.s("config-public-url-https")
                });
            }
        }
    }
    let addresses = server.trusted_proxies.iter().all(|proxy| proxy.parse::<IpAddr>().is_ok());
    found.unless(addresses, "server.trusted_proxies", |tr| tr.s("config-proxies"));
    if let Some(url) = &settings.database.url {
        let known =
            ["postgres://", "postgresql://", "sqlite:"].iter().any(|scheme| url.reveal().starts_with(scheme));
        found.unless(known, "database.url", |tr| tr.s("config-database-url"));
        // Without it, a connection that can't be encrypted is made all the same.
        found.unless(is_private(url.reveal()), "database.url", |tr| tr.s("config-database-plain"));
    }
    let filter = EnvFilter::try_new(&settings.logs.filter);
    found.unless(filter.is_ok(), "logs.filter", |tr| tr.s("config-filter"));
}

fn product(settings: &Settings, found: &mut Found) {
    let product = &settings.product;
    for (key, text) in [
        ("product.name_ko", &product.name_ko),
        ("product.name_en", &product.name_en),
        ("product.company", &product.company),
    ] {
        found.unless((1..=60).contains(&text.trim().chars().count()), key, |tr| tr.s("config-name"));
    }
    let digits = product.accent.strip_prefix('#').unwrap_or_default();
    let colour = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    found.unless(colour, "product.accent", |tr| tr.s("config-accent"));
    let address = product.support_email.as_ref().is_none_or(|email| EmailAddress::parse(email).is_ok());
    found.unless(address, "product.support_email", |tr| tr.s("config-email"));
    found.unless(Zone::named(&product.zone).is_some(), "product.zone", |tr| tr.s("config-zone"));
}

fn accounts(settings: &Settings, found: &mut Found) {
    let password = &settings.password;
    found.unless(password.guide_min <= password.guide_max, "password.guide_max", |tr| {
        tr.s("config-least-most")
    });
    found.unless(password.nist_min <= password.nist_max, "password.nist_max", |tr| tr.s("config-least-most"));
    let session = &settings.session;
    found.unless(session.rotate_minutes <= session.idle_minutes, "session.rotate_minutes", |tr| {
        tr.s("config-rotate")
    });
}

/// The numbers with which the program works, and works safely; `config/tests.rs` keeps the list whole.
pub(super) const RANGES: &[(&str, i64, i64)] = &[
    ("server.shutdown_seconds", 0, 3600),
    ("clusters.overcommit", 1, 1000),
    ("orders.attachment_mib", 1, 50),
    ("orders.attachments", 1, 50),
    ("orders.quote_days", 1, 365),
    ("billing.price_notice_days", 0, 366),
    ("billing.gateway.timeout_seconds", 1, 25),
    ("projects.vcpu", 0, 100_000),
    ("projects.memory_gib", 0, 1_000_000),
    ("projects.disk_gib", 0, 10_000_000),
    ("projects.instances", 0, 100_000),
    ("projects.addresses", 0, 100_000),
    ("projects.services", 0, 100_000),
    ("projects.monthly_krw", 0, 4_000_000_000),
    ("server.body_kib", 16, 65_536),
    ("database.connections", 1, 1000),
    ("sign_up.minutes", 5, 1440),
    ("sign_up.link_hours", 1, 720),
    ("sign_up.code_seconds", 2, 600),
    ("sign_up.code_tries", 1, 20),
    ("sign_up.ids_per_email", 1, 100),
    ("sign_up.unverified_days", 1, 365),
    ("password.guide_min", 8, 128),
    ("password.guide_max", 8, 128),
    ("password.nist_min", 8, 128),
    ("password.nist_max", 15, 1024),
    // RFC 9106 asks for more; below this it is no protection, above it one sign-in takes the machine.
    ("password.memory_kib", 7168, 1_048_576),
    ("password.passes", 1, 20),
    ("password.reset_minutes", 5, 1440),
    ("session.idle_minutes", 5, 10_080),
    ("session.hours", 1, 720),
    ("session.rotate_minutes", 1, 1440),
    ("session.recent_minutes", 1, 1440),
    ("session.token_days", 1, 3650),
    ("limits.sms_per_day", 0, 1_000_000),
    ("limits.sms_per_number", 1, 1_000_000),
    ("limits.sms_per_number_day", 1, 1_000_000),
    ("limits.sms_per_address", 1, 1_000_000),
    ("limits.mail_per_recipient", 1, 1_000_000),
    ("limits.mail_per_address", 1, 1_000_000),
    ("limits.sign_ups_per_address", 1, 1_000_000),
    ("limits.failures_per_address", 1, 1_000_000),
    ("limits.captchas_per_address", 1, 1_000_000),
    ("limits.mail_per_day", 0, 100_000_000),
    ("limits.failures_before_captcha", 1, 1000),
    ("limits.finds_before_captcha", 0, 1000),
    ("limits.requests_per_minute", 1, 1_000_000),
    ("mail.keep_text_days", 1, 3650),
    ("mail.smtp.timeout_seconds", 1, LONGEST_DELIVERY),
    ("sms.gateway.timeout_seconds", 1, LONGEST_DELIVERY),
    ("jobs.concurrency", 1, 256),
    ("jobs.attempts", 1, 100),
    ("notices.keep_days", 1, 3650),
    ("webhooks.timeout_seconds", 1, 30),
    ("webhooks.attempts", 1, 8),
    ("webhooks.pause_after", 1, 1000),
    ("webhooks.per_organization", 1, 1000),
    ("webhooks.keep_days", 1, 3650),
    ("jobs.keep_days", 1, 3650),
    ("logs.origin_days", 1, 36_500),
    ("mail.smtp.port", 1, 65_535),
];

fn ranges(settings: &Settings, found: &mut Found) {
    let values = serde_json::to_value(settings).unwrap_or_default();
    for &(key, least, most) in RANGES {
        let value = key.split('.').fold(&values, |value, part| &value[part]).as_i64().unwrap_or(least);
        found.unless((least..=most).contains(&value), key, |tr| {
            tr.a("config-range", &[("least", least.into()), ("most", most.into()), ("found", value.into())])
        });
    }
}

fn payments(settings: &Settings, found: &mut Found) {
    let gateway = &settings.billing.gateway;
    let (address, address_key, key, key_key) = match gateway.driver {
        GatewayDriver::Sandbox | GatewayDriver::None => return,
        GatewayDriver::TossPay => (
            &gateway.tosspay.base_url,
            "billing.gateway.tosspay.base_url",
            &gateway.tosspay.api_key,
            "billing.gateway.tosspay.api_key",
        ),
        GatewayDriver::Stripe => (
            &gateway.stripe.base_url,
            "billing.gateway.stripe.base_url",
            &gateway.stripe.secret_key,
            "billing.gateway.stripe.secret_key",
        ),
    };
    let is_safe = web_address(address).is_some_and(|web| web.https || is_loopback(&web.host));
    found.unless(is_safe, address_key, |tr| tr.s("config-payments-url"));
    found.unless(key.is_some(), key_key, |tr| tr.s("config-payments-key"));
}

fn mail(settings: &Settings, found: &mut Found) {
    let smtp = &settings.mail.smtp;
    let secure = smtp.tls != SmtpTls::None || is_loopback(&smtp.host);
    found.unless(secure, "mail.smtp.tls", |tr| tr.s("config-smtp-plain"));
    found.unless(!smtp.host.trim().is_empty(), "mail.smtp.host", |tr| tr.s("config-host"));
    found.unless(smtp.user.is_some() || smtp.password.is_none(), "mail.smtp.password", |tr| {
        tr.s("config-smtp-password")
    });
    if settings.mail.driver == MailDriver::Smtp {
        let made = Smtp::new(&settings.mail);
        found.unless(made.is_ok(), "mail.driver", |_| {
            made.err().map(|error| error.to_string()).unwrap_or_default()
        });
    }
}

fn sms(settings: &Settings, found: &mut Found) {
    if settings.sms.driver != SmsDriver::Http {
        return;
    }
    let gateway = &settings.sms.gateway;
    match web_address(&gateway.url) {
        None => found.unless(false, "sms.gateway.url", |tr| tr.s("config-gateway-url")),
        Some(web) => {
            found.unless(web.https || is_loopback(&web.host), "sms.gateway.url", |tr| {
                tr.s("config-gateway-https")
            });
        }
    }
    for mark in ["{to}", "{text}"] {
        let used = gateway.fields.values().any(|value| value.contains(mark));
        found.unless(used, "sms.gateway.fields", |tr| super::with(tr, "config-gateway-field", "mark", mark));
    }
    if web_address(&gateway.url).is_some() {
        let made = SmsGateway::new(&settings.sms);
        found.unless(made.is_ok(), "sms.driver", |_| {
            made.err().map(|error| error.to_string()).unwrap_or_default()
        });
    }
}

/// Whether a database's address names this machine, or wants its connections encrypted.
fn is_private(url: &str) -> bool {
    if !url.starts_with("postgres") {
        return true;
    }
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let authority =
        address.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host_and_port.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host_and_port.split(':').next().unwrap_or_default(),
    };
    let mut hosts = vec![host];
    let mut encrypted = false;
    for (name, value) in options.split('&').filter_map(|option| option.split_once('=')) {
        match name {
            "host" | "hostaddr" => hosts.push(value),
            "sslmode" | "ssl-mode" => encrypted = value == "verify-full",
            _ => {}
        }
    }
    // No name, or one that is a path, is a socket of this machine.
    let near = |host: &&str| host.is_empty() || host.starts_with(['/', '%']) || is_loopback(host);
    encrypted || hosts.iter().all(near)
}

/// `host:port`, as a socket listens on it.
fn is_address(text: &str) -> bool {
    let host_and_port = text.rsplit_once(':').is_some_and(|(host, port)| {
        !host.is_empty() && !host.contains([':', '/', ' ']) && port.parse::<u16>().is_ok()
    });
    text.parse::<SocketAddr>().is_ok() || host_and_port
}

/// An address on the web, as far as it matters here.
struct WebAddress {
    host: String,
    https: bool,
    /// Neither path nor question.
    plain_root: bool,
}

fn web_address(text: &str) -> Option<WebAddress> {
    let uri: Uri = text.parse().ok()?;
    let https = match uri.scheme_str()? {
        "https" => true,
        "http" => false,
        _ => return None,
    };
    let host = uri.host().filter(|host| !host.is_empty())?.to_owned();
    let plain_root = matches!(uri.path(), "" | "/") && uri.query().is_none() && !text.contains('@');
    Some(WebAddress { host, https, plain_root })
}

/// Whether nothing said to this host leaves the machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn a_database_elsewhere_is_spoken_to_over_tls() {
        for private in [
            "sqlite:///x",
            "postgres://u:p@localhost/madang",
            "postgres://u:p@127.0.0.1:5432/madang?sslmode=disable",
            "postgres://[::1]/madang",
            "postgres:///madang?host=/run/postgresql",
            "postgresql://u@db.example/madang?sslmode=verify-full&sslrootcert=/x",
            "postgres://u@db.example/madang?application_name=m&sslmode=verify-full",
        ] {
            assert!(is_private(private), "{private}");
        }
        for open in [
            "postgres://u:p@db.example/madang",
            "postgres://u:p%40x@db.example:5432/madang?sslmode=prefer",
            "postgres://u@db.example/madang?sslmode=require",
            "postgres://u:p@localhost/madang?host=db.example",
            "postgresql://[2001:db8::1]/madang",
        ] {
            assert!(!is_private(open), "{open}");
        }
    }
}
