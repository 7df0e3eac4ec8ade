//! Writing a message into the outbox, as part of the work that causes it.

use madang_db::Conn;
use madang_i18n::{Arg, Lang, Tr};
use madang_model::members::{EmailAddress, MobilePhone};
use madang_model::{MemberId, MessageId};
use madang_store::messages::{self, NewMessage};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::limits::{self, Limit};
use crate::{Ctx, Error, Refusal, Result, Work};

/// What sealed messages are sealed for.
pub(super) const PURPOSE: &str = "message";

/// A message's content, sealed as JSON.
#[derive(Serialize, Deserialize)]
pub(crate) struct Text {
    /// E-mail address or phone number.
    pub(crate) to: String,
    /// A mail's subject; empty for an SMS.
    pub(crate) subject: String,
    /// The text.
    pub(crate) text: String,
    /// A mail's HTML; empty for an SMS.
    pub(crate) html: String,
    /// The language it is written in.
    pub(crate) lang: String,
}

/// A mail to be written: which one, to whom, with what in it.
pub(crate) struct Mail<'a> {
    /// Which: its texts are `mail-<kind>-subject`, `-body`, `-button` where it has a link, and `-foot` where there is
    /// something to say below that.
    pub(crate) kind: &'static str,
    /// To whom.
    pub(crate) to: &'a EmailAddress,
    /// The member it is for.
    pub(crate) member_id: Option<MemberId>,
    /// In which language.
    pub(crate) lang: Lang,
    /// Where its button leads.
    pub(crate) link: Option<String>,
    /// What its texts are filled in with.
    pub(crate) args: &'a [(&'a str, Arg<'a>)],
}

/// Writes a mail and the job that delivers it. Refused when the recipient or the day has had too many.
pub(crate) async fn mail(work: &mut Work<'_>, mail: Mail<'_>) -> Result<MessageId> {
    let ctx = work.ctx();
    let limits = &ctx.settings().limits;
    limits::take(ctx, work, &limits::from_here(ctx, "mail-from"), Limit::hourly(limits.mail_per_address))
        .await?;
    limits::take(
        ctx,
        work,
        &limits::about(ctx, "mail", &mail.to.key()),
        Limit::hourly(limits.mail_per_recipient),
    )
    .await?;
    limits::take(ctx, work, "mail:all", Limit::daily(limits.mail_per_day)).await.map_err(exhausted)?;
    notice(work, mail).await
}

/// Writes a mail and the job that delivers it, without a limit: for what only the member or an operator can
/// cause, and the member has to hear of.
pub(crate) async fn notice(work: &mut Work<'_>, mail: Mail<'_>) -> Result<MessageId> {
    let ctx = work.ctx();
    let tr = Tr::new(mail.lang);
    let product = ctx.settings().product.name(mail.lang);
    let mut args: Vec<(&str, Arg<'_>)> = mail.args.to_vec();
    args.push(("product", product.into()));
    let subject = tr.a(&format!("mail-{}-subject", mail.kind), &args);
    let body = tr.a(&format!("mail-{}-body", mail.kind), &args);
    let button =
        mail.link.as_ref().map(|link| (tr.a(&format!("mail-{}-button", mail.kind), &args), link.as_str()));
    let mut foot = tr.a(
        "mail-foot",
        &[("product", product.into()), ("company", ctx.settings().product.company.as_str().into())],
    );
    let own = format!("mail-{}-foot", mail.kind);
    if tr.has(&own) {
        foot = format!("{}\n{foot}", tr.a(&own, &args));
    }
    let text = Text {
        to: mail.to.as_str().to_owned(),
        text: super::write::plain(&body, button.as_ref(), &foot),
        html: super::write::html(mail.lang, product, &subject, &body, button.as_ref(), &foot),
        subject,
        lang: mail.lang.tag().to_owned(),
    };
    write(work, "mail", mail.kind, mail.member_id, &mail.to.key(), &text).await
}

/// Writes an SMS and the job that delivers it. Refused when the number, the address it is asked for from, or
/// the day has had too many: each of them costs money.
pub(crate) async fn sms(
    work: &mut Work<'_>,
    kind: &'static str,
    to: &MobilePhone,
    args: &[(&str, Arg<'_>)],
) -> Result<MessageId> {
    let ctx = work.ctx();
    let limits = &ctx.settings().limits;
    limits::take(ctx, work, &limits::about(ctx, "sms", to.as_str()), Limit::hourly(limits.sms_per_number))
        .await?;
    limits::take(
        ctx,
        work,
        &limits::about(ctx, "sms-day", to.as_str()),
        Limit::daily(limits.sms_per_number_day),
    )
    .await?;
    // Once half of the day's money is spent, nobody may spend much of the rest.
    let spent = limits::used(ctx, work, "sms:all", Limit::daily(limits.sms_per_day)).await?;
    let from_here = if spent * 2 > i64::from(limits.sms_per_day) {
        limits.sms_per_address.div_ceil(4)
    } else {
        limits.sms_per_address
    };
    limits::take(ctx, work, &limits::from_here(ctx, "sms-from"), Limit::hourly(from_here)).await?;
    limits::take(ctx, work, "sms:all", Limit::daily(limits.sms_per_day)).await.map_err(exhausted)?;
    let mut args = args.to_vec();
    args.push(("product", ctx.settings().product.name(ctx.lang).into()));
    let text = Text {
        to: to.as_str().to_owned(),
        subject: String::new(),
        text: ctx.tr().a(&format!("sms-{kind}"), &args),
        html: String::new(),
        lang: ctx.lang.tag().to_owned(),
    };
    write(work, "sms", kind, ctx.actor.member().ok(), to.as_str(), &text).await
}

/// Forgets how many mails and SMS went to one address and one number within the hour.
pub(crate) async fn forget_sent(ctx: &Ctx, conn: &mut Conn, email_key: &str, phone: &str) -> Result<()> {
    limits::clear(conn, &limits::about(ctx, "mail", email_key)).await?;
    limits::clear(conn, &limits::about(ctx, "sms", phone)).await
}

fn exhausted(error: Error) -> Error {
    if matches!(error, Error::Limited { .. }) { Refusal::SendingExhausted.into() } else { error }
}

async fn write(
    work: &mut Work<'_>,
    channel: &str,
    kind: &str,
    member_id: Option<MemberId>,
    recipient: &str,
    text: &Text,
) -> Result<MessageId> {
    let ctx = work.ctx();
    let id: MessageId = ctx.new_id();
    let sealed = ctx.vault().seal(PURPOSE, &serde_json::to_vec(text).map_err(Error::internal)?);
    let recipient_key = ctx.vault().sign("recipient", recipient.as_bytes());
    messages::insert(
        work,
        NewMessage { id, channel, kind, member_id, recipient_key: &recipient_key, sealed: &sealed },
        ctx.now(),
    )
    .await?;
    work.enqueue(super::DELIVER, &json!({ "message": id.to_string() }), ctx.now()).await?;
    Ok(id)
}

fn plain(body: &str, button: Option<&(String, &str)>, foot: &str) -> String {
    match button {
        Some((label, link)) => format!("{body}\n\n{label}\n{link}\n\n-- \n{foot}\n"),
        None => format!("{body}\n\n-- \n{foot}\n"),
    }
}

/// The same mail as HTML, in tables and inline styles because mail programs know little else.
fn html(
    lang: Lang,
    product: &str,
    subject: &str,
    body: &str,
    button: Option<&(String, &str)>,
    foot: &str,
) -> String {
    let paragraphs: String = body
        .split("\n\n")
        .map(|p| format!("<p style=\"margin:0 0 16px\">{}</p>", escape(p).replace('\n', "<br>")))
        .collect();
    let button = button.map_or_else(String::new, |(label, link)| {
        format!(
            "<p style=\"margin:24px 0\"><a href=\"{0}\" style=\"background:#0b57d0;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block\">{1}</a></p>\
             <p style=\"margin:0 0 16px;font-size:13px;color:#5f6368;word-break:break-all\">{0}</p>",
            escape(link),
            escape(label)
        )
    });
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
         <body style=\"margin:0;background:#f5f5f5;font-family:Pretendard,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;color:#1f1f1f\">\
         <table role=\"presentation\" width=\"100%\"><tr><td align=\"center\" style=\"padding:24px\">\
         <table role=\"presentation\" width=\"560\" style=\"max-width:560px;background:#ffffff;border-radius:8px\"><tr><td style=\"padding:32px;font-size:15px;line-height:1.6\">\
         <p style=\"margin:0 0 24px;font-weight:700;font-size:18px\">{}</p>{paragraphs}{button}\
         <p style=\"margin:32px 0 0;padding-top:16px;border-top:1px solid #e0e0e0;font-size:12px;color:#5f6368\">{}</p>\
         </td></tr></table></td></tr></table></body></html>",
        lang.tag(),
        escape(subject),
        escape(product),
        escape(foot).replace('\n', "<br>")
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
