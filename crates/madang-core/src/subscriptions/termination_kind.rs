//! The order kind `termination` 「상품 해지」.

use async_trait::async_trait;
use madang_db::Conn;
use madang_model::catalog::SubscriptionState;
use madang_model::{Rule, SubscriptionId};
use madang_store::subscriptions::{self, SubscriptionRow};
use madang_store::usage_intervals;
use serde_json::{Value, json};

use super::holdings::{blockers, in_use};
use crate::catalog::{content, in_lang};
use crate::orders::{Asked, Checked, Fulfilled, OrderKind, Price};
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, events, organizations};

/// Giving a subscription up. Its form: `subscription`, its id.
#[derive(Debug)]
pub(super) struct TerminationKind;

#[async_trait]
impl OrderKind for TerminationKind {
    fn name(&self) -> &'static str {
        "termination"
    }

    fn begins_as_draft(&self) -> bool {
        false
    }

    fn title(&self, _form: &Value) -> String {
        String::new()
    }

    async fn check(&self, ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Checked> {
        if ctx.actor.member().ok() == Some(asked.applicant_id) {
            let standing = organizations::standing(ctx, conn, asked.organization_id).await?;
            ctx.authorize_as(Action::WriteSubscription, standing)?;
        }
        let row = about(conn, asked).await?;
        free(ctx, conn, &row).await?;
        let form =
            json!({ "subscription": row.id.to_string(), "offering": row.code.as_str(), "plan": row.plan });
        let title = called(ctx, &row)?;
        Ok(Checked { title, form, price: Price::default(), claims: Vec::new() })
    }

    async fn fulfil(&self, work: &mut Work<'_>, asked: &Asked) -> Result<Fulfilled> {
        let ctx = work.ctx();
        let row = about(work, asked).await?;
        let now = ctx.now();
        // From here on nobody adds anything to it: what is looked for next is all there is.
        if !subscriptions::end(work, row.id, asked.order_id, now).await? {
            return Err(Refusal::NotSubscribed.into());
        }
        free(ctx, work, &row).await?;
        usage_intervals::end_all(work, row.id, now).await?;
        let subject = row.id.to_string();
        let payload = json!({ "offering": row.code.as_str(), "order_id": asked.order_id.to_string() });
        events::publish(work, row.organization_id, "subscription.ended", &subject, &payload).await?;
        work.audit(Entry::new("subscriptions.terminate", "subscription", row.id).with(payload));
        Ok(Fulfilled::Done(Some(subject)))
    }
}

async fn about(conn: &mut Conn, asked: &Asked) -> Result<SubscriptionRow> {
    let id = asked.form.get("subscription").and_then(Value::as_str).unwrap_or_default();
    let id: SubscriptionId = id.parse().map_err(|_| Error::invalid("subscription", Rule::Unknown))?;
    let row = subscriptions::find(conn, id).await?;
    let row = row.filter(|row| row.organization_id == asked.organization_id);
    let row = row.ok_or(Error::invalid("subscription", Rule::Unknown))?;
    match row.state {
        SubscriptionState::Active => Ok(row),
        SubscriptionState::Ended => Err(Refusal::NotSubscribed.into()),
    }
}

/// Refuses while anything of it is in use (guide 000 §3.1.1).
async fn free(ctx: &Ctx, conn: &mut Conn, row: &SubscriptionRow) -> Result<()> {
    let found = in_use(ctx, conn, row).await?;
    if found.is_empty() {
        return Ok(());
    }
    let product = in_lang(ctx.lang, &content::read(&row.content)?.name).to_owned();
    Err(Refusal::ProductInUse { product, blockers: blockers(&found) }.into())
}

/// The offering and the plan by name.
pub(super) fn called(ctx: &Ctx, row: &SubscriptionRow) -> Result<String> {
    let said = content::read(&row.content)?;
    let plan = said.plan(&row.plan).map(|plan| in_lang(ctx.lang, &plan.name).to_owned());
    Ok(format!("{} · {}", in_lang(ctx.lang, &said.name), plan.unwrap_or_else(|| row.plan.clone())))
}
