//! What a program does on an empty database, and what it says when it starts.

use anyhow::Result;
use madang_core::members::{self, CreateOperator, MemberQuery, PasswordBy};
use madang_core::settings::MailDriver;
use madang_core::{Ctx, Error, Platform, approvals, catalog, clusters, terms};
use madang_i18n::Tr;
use madang_model::Secret;
use madang_model::members::StaffRole;
use madang_web::Mode;

use crate::machine::ThisMachine;
use crate::made_password::made_password;
use crate::terminal;

/// The ID of the first operator.
const FIRST_ID: &str = "operator";

/// An operator that was made just now.
pub(crate) struct FirstOperator {
    id: &'static str,
    password: Secret,
}

/// Publishes the first terms, and makes the first operator where there is none. Several programs that start at
/// once make one.
pub(crate) async fn prepare(platform: &Platform) -> Result<Option<FirstOperator>> {
    let ctx = Ctx::system(platform.clone());
    terms::seed_builtin(&ctx).await?;
    approvals::seed_holidays(&ctx).await?;
    catalog::seed(&ctx).await?;
    let machine = ThisMachine::of(&platform.settings);
    if let Err(error) = clusters::seed_local(&ctx, &machine).await {
        // Without a cluster everything but projects works, and the next start tries again.
        tracing::warn!(%error, "this machine could not be registered as a cluster");
    }
    let query = MemberQuery { staff: Some(StaffRole::Operator), ..MemberQuery::default() };
    if !members::list(&ctx, &query).await?.items.is_empty() {
        return Ok(None);
    }
    let password = made_password(&ctx);
    let operator = CreateOperator {
        login_id: FIRST_ID.to_owned(),
        password: password.clone(),
        password_by: PasswordBy::Another,
        name: None,
        email: None,
        phone: None,
    };
    match members::create_operator(&ctx, operator).await {
        Ok(_) => Ok(Some(FirstOperator { id: FIRST_ID, password })),
        // Another program was first, or a member has the ID: `madang admin create-operator` makes one then.
        Err(Error::Invalid(fields)) if fields.iter().all(|field| field.field == "login_id") => {
            tracing::warn!("there is no operator, and the ID for the first one is taken");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Says where the program is, and the first sign-in: to the terminal, never to the log.
pub(crate) fn greet(platform: &Platform, first: Option<&FirstOperator>, mode: Mode, tr: Tr) {
    let settings = &platform.settings;
    let url = settings.base_url();
    let mut lines = vec![tr.a("start-running", &[("product", settings.product.name(tr.lang()).into())])];
    lines.push(format!("  {}: {url}", tr.s("start-address")));
    if mode == Mode::Development || settings.mail.driver == MailDriver::Outbox {
        lines.push(format!("  {}: {url}/outbox", tr.s("start-outbox")));
    }
    if let Some(first) = first {
        lines.push(String::new());
        lines.push(tr.s("start-first-operator"));
        lines.push(format!("  {}: {}", tr.s("start-id"), first.id));
        lines.push(format!("  {}: {}", tr.s("start-password"), first.password.reveal()));
        lines.push(format!("  {}", tr.s("start-change-password")));
    }
    if mode == Mode::Development {
        lines.push(String::new());
        lines.push(tr.s("start-dev"));
    }
    terminal::say(&lines.join("\n"));
}
