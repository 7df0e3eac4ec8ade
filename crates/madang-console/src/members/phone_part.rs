//! The part of a form that confirms a phone number: the number, 「인증번호 발송」, the code and its countdown.

use askama::Template;
use axum::response::Response;
use madang_core::Ctx;
use madang_core::members::{AwaitedCode, Draft, SentCode};
use madang_model::members::MobilePhone;

use crate::shell::Page;
use crate::trouble::Trouble;

/// How far the confirmation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// No code is on its way.
    Unsent,
    /// A code can be typed in for this many seconds.
    Sent {
        /// How many.
        seconds: u32,
    },
    /// The number is confirmed.
    Confirmed,
}

/// Where the reader goes on after the part was put into the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Where they are.
    Stay,
    /// To the number.
    Number,
    /// To the code.
    Code,
}

/// The part, as it is shown.
pub(crate) struct PhonePart {
    /// What the addresses of its two acts begin with.
    pub(crate) base: &'static str,
    /// The number as typed.
    pub(crate) number: String,
    /// How far it is.
    pub(crate) progress: Progress,
    /// What is wrong.
    pub(crate) trouble: Trouble,
    /// Where the reader goes on.
    pub(crate) focus: Focus,
    /// Whom the code comes from.
    pub(crate) sender: String,
    /// How long a code lasts, in minutes.
    pub(crate) minutes: u32,
    /// When it is shown, in seconds since 1970.
    now: i64,
}

impl PhonePart {
    /// A part in which nothing has happened yet.
    pub(crate) fn new(ctx: &Ctx, base: &'static str, number: impl Into<String>) -> Self {
        Self {
            base,
            number: number.into(),
            progress: Progress::Unsent,
            trouble: Trouble::default(),
            focus: Focus::Stay,
            sender: ctx.settings().sms.sender.clone(),
            minutes: ctx.settings().sign_up.code_seconds.div_ceil(60),
            now: ctx.now().micros() / 1_000_000,
        }
    }

    /// The part of a sign-up as it was left.
    pub(crate) fn of_draft(ctx: &Ctx, base: &'static str, draft: &Draft, number: &str) -> Self {
        let digits = MobilePhone::parse(number).ok();
        let is = |other: &str| digits.as_ref().is_some_and(|digits| digits.as_str() == other);
        let progress = match (&draft.confirmed_phone, &draft.awaited_code) {
            (Some(confirmed), _) if is(confirmed) => Progress::Confirmed,
            (_, Some(code)) if is(&code.phone) => Progress::Sent { seconds: code.seconds },
            _ => Progress::Unsent,
        };
        Self { progress, ..Self::new(ctx, base, number) }
    }

    /// The part with the code that a member was sent before and hasn't typed in.
    pub(crate) fn awaiting(ctx: &Ctx, base: &'static str, code: Option<AwaitedCode>) -> Self {
        let Some(AwaitedCode { phone, seconds }) = code else { return Self::new(ctx, base, "") };
        let number = MobilePhone::parse(&phone).map_or(phone, |number| number.hyphenated());
        Self { progress: Progress::Sent { seconds }, ..Self::new(ctx, base, number) }
    }

    /// A code is on its way.
    pub(crate) fn sent(mut self, code: SentCode) -> Self {
        self.progress = Progress::Sent { seconds: code.seconds };
        self.focus = Focus::Code;
        self
    }

    /// A code was sent before, as the page itself remembers: the countdown goes on from there. Whether the code
    /// still counts is not for the page to say.
    pub(crate) fn sent_until(mut self, until: &str) -> Self {
        let left =
            until.parse::<i64>().unwrap_or(0).saturating_sub(self.now).clamp(0, i64::from(self.minutes) * 60);
        self.progress = Progress::Sent { seconds: u32::try_from(left).unwrap_or(0) };
        self
    }

    /// What the page remembers for [`PhonePart::sent_until`].
    pub(crate) fn until(&self) -> i64 {
        self.now + i64::from(self.seconds().unwrap_or(0))
    }

    /// Something went wrong.
    pub(crate) fn with(mut self, trouble: Trouble, focus: Focus) -> Self {
        self.trouble = trouble;
        self.focus = if focus == Focus::Code && self.seconds().is_none() { Focus::Number } else { focus };
        self
    }

    /// What is wrong with the number.
    pub(crate) fn number_error(&self) -> &str {
        // A code that is over has no field any more that could say so.
        let code = if self.seconds().is_none() { self.code_error() } else { "" };
        let texts = [self.trouble.at("phone"), self.trouble.notice.as_str(), code];
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// What is wrong with the code.
    pub(crate) fn code_error(&self) -> &str {
        self.trouble.at("code")
    }

    /// What is right with the number.
    pub(crate) fn ok(&self, page: &Page) -> String {
        match self.progress {
            Progress::Confirmed if self.trouble.is_none() => page.t.s("members-phone-confirmed"),
            Progress::Confirmed | Progress::Unsent | Progress::Sent { .. } => String::new(),
        }
    }

    /// 「인증번호 발송」, or the same once more.
    pub(crate) fn send_label(&self, page: &Page) -> String {
        match self.progress {
            Progress::Sent { .. } => page.t.s("members-phone-resend"),
            Progress::Unsent | Progress::Confirmed => page.t.s("members-phone-send"),
        }
    }

    /// What checks the number while it is typed; empty where only sending a code does.
    pub(crate) fn check_at(&self) -> &'static str {
        if self.base == super::fill_in::PHONE { "/sign-up/check/phone" } else { "" }
    }

    /// Seconds left for the code, where one can be typed in.
    pub(crate) fn seconds(&self) -> Option<u32> {
        match self.progress {
            Progress::Sent { seconds } => Some(seconds),
            Progress::Unsent | Progress::Confirmed => None,
        }
    }

    /// Whether the number is confirmed.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.progress == Progress::Confirmed
    }
}

#[derive(Template)]
#[template(path = "members/phone_part.html")]
struct Part {
    page: Page,
    phone: PhonePart,
}

/// The part alone, to be put into the page that is open.
pub(crate) fn part(page: Page, phone: PhonePart) -> Response {
    // A part with errors is an answer like any other: its page shows it in place.
    crate::shell::html(&Part { page, phone })
}
