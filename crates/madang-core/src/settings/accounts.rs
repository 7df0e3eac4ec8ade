//! Joining, passwords, sessions, and how often things may happen.

use std::path::PathBuf;

use madang_model::members::PasswordPolicy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Joining.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignUp {
    /// Whether strangers may sign up.
    pub open: bool,
    /// How long a sign-up may take from the first step to the last, in minutes.
    pub minutes: u32,
    /// How long the link in the verification mail works, in hours.
    pub link_hours: u32,
    /// How long a code sent to a phone works, in seconds.
    pub code_seconds: u32,
    /// How many wrong tries a code survives.
    pub code_tries: u32,
    /// How many verified members may share one e-mail address.
    pub ids_per_email: u32,
    /// After how many days an ID that was never verified is free again.
    pub unverified_days: u32,
}

impl Default for SignUp {
    fn default() -> Self {
        Self {
            open: true,
            minutes: 60,
            link_hours: 24,
            code_seconds: 180,
            code_tries: 5,
            ids_per_email: 1,
            unverified_days: 7,
        }
    }
}

/// What a password may be, and how it is kept.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Password {
    /// `guide`: a length, and letters, digits and special characters together. `nist`: a length, no
    /// composition rule. Under both, breached and common passwords are refused.
    pub policy: PasswordRules,
    /// Fewest characters under `guide`.
    pub guide_min: u32,
    /// Most characters under `guide`.
    pub guide_max: u32,
    /// Fewest characters under `nist`.
    pub nist_min: u32,
    /// Most characters under `nist`.
    pub nist_max: u32,
    /// A file of breached passwords, one a line, added to the built-in list.
    pub breached_file: Option<PathBuf>,
    /// Argon2id memory, in KiB.
    pub memory_kib: u32,
    /// Argon2id passes.
    pub passes: u32,
    /// How long a password reset link works, in minutes.
    pub reset_minutes: u32,
}

impl Default for Password {
    fn default() -> Self {
        Self {
            policy: PasswordRules::Guide,
            guide_min: 8,
            guide_max: 15,
            nist_min: 15,
            nist_max: 128,
            breached_file: None,
            memory_kib: 19_456,
            passes: 2,
            reset_minutes: 30,
        }
    }
}

impl Password {
    /// The policy in force.
    pub fn policy(&self) -> PasswordPolicy {
        match self.policy {
            PasswordRules::Guide => {
                PasswordPolicy::Guide { min: self.guide_min as usize, max: self.guide_max as usize }
            }
            PasswordRules::Nist => {
                PasswordPolicy::Nist { min: self.nist_min as usize, max: self.nist_max as usize }
            }
        }
    }
}

/// Which rules a new password has to meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PasswordRules {
    /// The guide's.
    Guide,
    /// NIST SP 800-63B's.
    Nist,
}

/// How long a sign-in lasts.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SessionTimes {
    /// A session ends after this many minutes without a request.
    pub idle_minutes: u32,
    /// A session ends after this many hours in any case.
    pub hours: u32,
    /// A session's token is replaced after this many minutes.
    pub rotate_minutes: u32,
    /// For this many minutes after giving the password, it is not asked for again before delicate acts.
    pub recent_minutes: u32,
    /// The longest a personal access token may last, in days.
    pub token_days: u32,
}

impl Default for SessionTimes {
    fn default() -> Self {
        Self { idle_minutes: 60, hours: 12, rotate_minutes: 15, recent_minutes: 15, token_days: 365 }
    }
}

/// How often things may happen.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// SMS to one number an hour.
    pub sms_per_number: u32,
    /// SMS to one number a day.
    pub sms_per_number_day: u32,
    /// SMS asked for from one network address an hour; a quarter of it once half of the day's are used. An IPv6
    /// address counts for its whole /64 network, here and below.
    pub sms_per_address: u32,
    /// SMS in total a day: the spending ceiling.
    pub sms_per_day: u32,
    /// Mails to one address an hour.
    pub mail_per_recipient: u32,
    /// Mails asked for from one network address an hour.
    pub mail_per_address: u32,
    /// Mails asked for by strangers in total a day.
    pub mail_per_day: u32,
    /// Sign-ups begun from one network address an hour.
    pub sign_ups_per_address: u32,
    /// Failed sign-ins of one ID before a captcha is asked for.
    pub failures_before_captcha: u32,
    /// Failed sign-ins from one network address an hour, whatever the ID.
    pub failures_per_address: u32,
    /// Searches for a forgotten ID from one network address an hour before a captcha is asked for.
    pub finds_before_captcha: u32,
    /// Captchas drawn for one network address an hour.
    pub captchas_per_address: u32,
    /// Requests from one network address a minute.
    pub requests_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sms_per_number: 5,
            sms_per_number_day: 10,
            sms_per_address: 20,
            sms_per_day: 2000,
            mail_per_recipient: 5,
            mail_per_address: 60,
            mail_per_day: 10_000,
            sign_ups_per_address: 30,
            failures_before_captcha: 5,
            failures_per_address: 100,
            finds_before_captcha: 3,
            captchas_per_address: 200,
            requests_per_minute: 1200,
        }
    }
}
