//! The job that delivers a message.

use std::sync::Arc;

use async_trait::async_trait;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::MessageId;
use madang_store::messages::{self, Keep, MessageRow};

use crate::{Ctx, Platform};

use super::driver::{Letter, MailDriver, Outcome, Sms, SmsDriver};
use super::write::{PURPOSE, Text};

/// The kind of job that delivers a message; its payload is `{"message": ID}`.
pub const DELIVER: &str = "outbox.deliver";

/// Delivers messages through the drivers of the settings.
pub struct Deliver {
    /// What all calls share.
    pub platform: Platform,
    /// Sends mail; none leaves it in the outbox.
    pub mail: Option<Arc<dyn MailDriver>>,
    /// Sends SMS; none leaves it in the outbox.
    pub sms: Option<Arc<dyn SmsDriver>>,
}

#[async_trait]
impl Handler for Deliver {
    fn kind(&self) -> &'static str {
        DELIVER
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        let id = message_id(job)?;
        let row = messages::find(&mut *self.platform.db.read().await?, id).await?;
        // Sent by an earlier try whose lease ran out, given up, or forgotten: nothing is left to do.
        let Some(row) = row.filter(|row| row.state == "queued") else { return Ok(()) };
        let Some(sealed) = row.sealed.as_deref() else {
            return Err(Failure::Fail("its text is not kept any more".to_owned()));
        };
        let opened = self.platform.vault.unseal(PURPOSE, sealed).map_err(|e| Failure::Fail(e.to_string()))?;
        let text: Text = serde_json::from_slice(&opened).map_err(|e| Failure::Fail(e.to_string()))?;
        let sent = self.hand_over(&row, text).await;
        self.note(id, sent).await
    }
}

impl Deliver {
    /// Hands the message to its provider; what is to stay of it.
    async fn hand_over(&self, row: &MessageRow, text: Text) -> Result<Keep, Outcome> {
        match (row.channel.as_str(), &self.mail, &self.sms) {
            ("mail", Some(driver), _) => {
                driver
                    .send(&Letter {
                        id: row.id,
                        to: text.to,
                        subject: text.subject,
                        text: text.text,
                        html: text.html,
                    })
                    .await?;
                Ok(Keep::FactOnly)
            }
            ("sms", _, Some(_)) if self.is_late(row) => {
                Err(Outcome::Refused("the code in it has expired".to_owned()))
            }
            ("sms", _, Some(driver)) => {
                driver.send(&Sms { id: row.id, to: text.to, text: text.text }).await?;
                Ok(Keep::FactOnly)
            }
            _ => Ok(Keep::Text),
        }
    }

    /// Whether the code that an SMS carries is of no use any more; sending it would cost money and confuse.
    fn is_late(&self, row: &MessageRow) -> bool {
        let lasts = std::time::Duration::from_secs(u64::from(self.platform.settings.sign_up.code_seconds));
        row.kind == "phone-code" && self.platform.clock.now() > row.created_at.plus(lasts)
    }

    async fn note(&self, id: MessageId, sent: Result<Keep, Outcome>) -> Result<(), Failure> {
        let now = Ctx::system(self.platform.clone()).now();
        let mut tx = self.platform.db.begin().await?;
        let result = match sent {
            Ok(keep) => {
                messages::sent(&mut tx, id, keep, now).await?;
                Ok(())
            }
            Err(Outcome::Later(error)) => {
                messages::not_sent(&mut tx, id, "queued", &error).await?;
                Err(Failure::Retry(error))
            }
            Err(Outcome::Refused(error)) => {
                messages::not_sent(&mut tx, id, "failed", &error).await?;
                Err(Failure::Fail(error))
            }
        };
        tx.commit().await?;
        result
    }
}

fn message_id(job: &JobRow) -> Result<MessageId, Failure> {
    serde_json::from_str::<serde_json::Value>(&job.payload)
        .ok()
        .and_then(|payload| payload.get("message")?.as_str()?.parse().ok())
        .ok_or_else(|| Failure::Fail("its payload names no message".to_owned()))
}
