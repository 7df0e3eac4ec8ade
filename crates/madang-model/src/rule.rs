//! Why a value was refused, as a code that every surface words in the reader's language.

/// A rule that a value broke. The code is the key of its message: `rule-<code>` in the Fluent files.
/// Numbers that belong in the message travel with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Nothing was given where something is needed.
    Required,
    /// A control character, NUL, or another character that no such value has.
    Characters,
    /// More characters than this field takes.
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// Fewer characters than this field needs.
    TooShort {
        /// The fewest characters allowed.
        min: usize,
    },
    /// Guide 000 §1.1.1: 5–12 letters and digits with at least one letter.
    LoginId,
    /// Someone has this ID already.
    LoginIdTaken,
    /// Guide 000 §1.1.1: 8–15 letters, digits and special characters together.
    PasswordGuide {
        /// The fewest characters allowed.
        min: usize,
        /// The most characters allowed.
        max: usize,
    },
    /// The password has fewer or more characters than the policy allows.
    PasswordLength {
        /// The fewest characters allowed.
        min: usize,
        /// The most characters allowed.
        max: usize,
    },
    /// The password contains the ID, phone number, name or e-mail's local part.
    PasswordPersonal,
    /// The password is on the list of breached passwords.
    PasswordBreached,
    /// The second typing differs from the first.
    PasswordMismatch,
    /// The new password is the present one.
    PasswordUnchanged,
    /// The present password was not this one.
    PasswordWrong,
    /// Not an e-mail address.
    Email,
    /// The new address is the present one.
    EmailUnchanged,
    /// Not a Korean mobile number.
    MobilePhone,
    /// Not a Korean phone number.
    Landline,
    /// The number has not been confirmed by its code yet.
    PhoneUnconfirmed,
    /// Not a domain name, nor `SecureZone`.
    Domain,
    /// Not a whole number from 1 to 10.
    IpCount,
    /// A required document has not been agreed to.
    ConsentRequired,
    /// The letters typed are not those of the picture, or the picture was used before.
    Captcha,
    /// The code is not the one that was sent.
    PhoneCode {
        /// How many more tries this code has.
        tries_left: u32,
    },
    /// The code is older than its time, used, or was replaced by a newer one.
    PhoneCodeExpired,
    /// Not an OpenSSH public key of a supported kind.
    SshKey,
    /// A private key, where a public one belongs.
    SshPrivateKey,
    /// The same key is registered already.
    SshKeyTaken,
    /// Not a whole number within these bounds.
    Range {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
    },
    /// Not one of the choices offered.
    Choice,
    /// Not a date and time, or one that this field can't take.
    When,
    /// Not an organisation's code: 4–20 capital letters, digits and hyphens.
    OrganizationCode,
    /// An organisation has this code already.
    OrganizationCodeTaken,
    /// No organisation that can be joined has this code.
    OrganizationCodeUnknown,
    /// Beside it there is a department of this name already.
    DepartmentTaken,
    /// A department can't be below itself.
    DepartmentLoop,
    /// The organisation has a project of this name already.
    ProjectTaken,
    /// There is a cluster of this name already.
    ClusterTaken,
    /// There is no such thing, or none that can be picked here.
    Unknown,
    /// An approver has to be picked.
    ApproverRequired,
    /// This person can't be picked as approver.
    ApproverNot,
    /// The end is before the beginning, or the time is too long.
    Dates,
    /// Not a kind of file that may be attached.
    FileKind,
    /// Not a name that a file may have.
    FileName,
    /// The file is larger than what may be attached, or empty.
    FileSize {
        /// The most MiB allowed.
        max: usize,
    },
    /// An archive that can't be looked into, or that is made to do harm: too much in it, ways out of it, links.
    FileArchive,
    /// Not an address that webhooks may be sent to.
    WebhookAddress,
    /// Not an amount that can be asked for.
    Amount,
    /// Less than what is in use or reserved.
    BelowUse,
    /// More than what is left of the chosen clusters.
    NoRoom,
    /// Not a code that can stand in an address: 2–40 small letters, digits and hyphens.
    Slug,
    /// There is one with this code already.
    CodeTaken,
    /// This can't be changed any more.
    Unchangeable,
    /// Not a company's registration number: ten digits without hyphens, the last of which checks the others.
    BusinessNumber,
    /// Not a corporation's registration number: thirteen digits without hyphens.
    CorporateNumber,
    /// The register of businesses says that the company is closed, or knows none with this number.
    BusinessClosed,
    /// Not a Korean postcode: five digits.
    Postcode,
    /// Not a promotion code, or none that was ever made.
    PromotionCode,
    /// The promotion code was used: each is used once.
    PromotionUsed,
    /// The promotion code can't be used any more.
    PromotionOver,
    /// The promotion code is for another offering or plan.
    PromotionPlan,
    /// The day is a holiday already.
    HolidayTaken,
    /// Somebody stands in at this time already.
    SubstitutionTaken,
    /// Whoever stands in then is away, or stands in for others who are.
    SubstitutionChain,
}

impl Rule {
    /// The stable code of this rule, used in messages (`rule-<code>`) and in problem documents.
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Characters => "characters",
            Self::TooLong { .. } => "too-long",
            Self::TooShort { .. } => "too-short",
            Self::LoginId => "login-id",
            Self::LoginIdTaken => "login-id-taken",
            Self::PasswordGuide { .. } => "password-guide",
            Self::PasswordLength { .. } => "password-length",
            Self::PasswordPersonal => "password-personal",
            Self::PasswordBreached => "password-breached",
            Self::PasswordMismatch => "password-mismatch",
            Self::PasswordUnchanged => "password-unchanged",
            Self::PasswordWrong => "password-wrong",
            Self::Email => "email",
            Self::EmailUnchanged => "email-unchanged",
            Self::MobilePhone => "mobile-phone",
            Self::Landline => "landline",
            Self::PhoneUnconfirmed => "phone-unconfirmed",
            Self::Domain => "domain",
            Self::IpCount => "ip-count",
            Self::ConsentRequired => "consent-required",
            Self::Captcha => "captcha",
            Self::PhoneCode { .. } => "phone-code",
            Self::PhoneCodeExpired => "phone-code-expired",
            Self::SshKey => "ssh-key",
            Self::SshPrivateKey => "ssh-private-key",
            Self::SshKeyTaken => "ssh-key-taken",
            Self::Range { .. } => "range",
            Self::Choice => "choice",
            Self::When => "when",
            Self::OrganizationCode => "organization-code",
            Self::OrganizationCodeTaken => "organization-code-taken",
            Self::OrganizationCodeUnknown => "organization-code-unknown",
            Self::DepartmentTaken => "department-taken",
            Self::DepartmentLoop => "department-loop",
            Self::ProjectTaken => "project-taken",
            Self::ClusterTaken => "cluster-taken",
            Self::Unknown => "unknown",
            Self::ApproverRequired => "approver-required",
            Self::ApproverNot => "approver-not",
            Self::Dates => "dates",
            Self::FileKind => "file-kind",
            Self::FileName => "file-name",
            Self::FileSize { .. } => "file-size",
            Self::FileArchive => "file-archive",
            Self::WebhookAddress => "webhook-address",
            Self::Amount => "amount",
            Self::BelowUse => "below-use",
            Self::NoRoom => "no-room",
            Self::Slug => "slug",
            Self::CodeTaken => "code-taken",
            Self::Unchangeable => "unchangeable",
            Self::BusinessNumber => "business-number",
            Self::CorporateNumber => "corporate-number",
            Self::BusinessClosed => "business-closed",
            Self::Postcode => "postcode",
            Self::PromotionCode => "promotion-code",
            Self::PromotionUsed => "promotion-used",
            Self::PromotionOver => "promotion-over",
            Self::PromotionPlan => "promotion-plan",
            Self::HolidayTaken => "holiday-taken",
            Self::SubstitutionTaken => "substitution-taken",
            Self::SubstitutionChain => "substitution-chain",
        }
    }

    /// The numbers that belong in the message, by the name the message uses.
    pub fn numbers(self) -> Vec<(&'static str, u64)> {
        match self {
            Self::TooLong { max } | Self::FileSize { max } => vec![("max", max as u64)],
            Self::TooShort { min } => vec![("min", min as u64)],
            Self::PasswordGuide { min, max } | Self::PasswordLength { min, max } => {
                vec![("min", min as u64), ("max", max as u64)]
            }
            Self::Range { min, max } => vec![("min", u64::from(min)), ("max", u64::from(max))],
            Self::PhoneCode { tries_left } => vec![("left", u64::from(tries_left))],
            Self::Required
            | Self::Characters
            | Self::LoginId
            | Self::LoginIdTaken
            | Self::PasswordPersonal
            | Self::PasswordBreached
            | Self::PasswordMismatch
            | Self::PasswordUnchanged
            | Self::PasswordWrong
            | Self::Email
            | Self::EmailUnchanged
            | Self::MobilePhone
            | Self::Landline
            | Self::PhoneUnconfirmed
            | Self::Domain
            | Self::IpCount
            | Self::ConsentRequired
            | Self::Captcha
            | Self::PhoneCodeExpired
            | Self::SshKey
            | Self::SshPrivateKey
            | Self::SshKeyTaken
            | Self::Choice
            | Self::When
            | Self::OrganizationCode
            | Self::OrganizationCodeTaken
            | Self::OrganizationCodeUnknown
            | Self::DepartmentTaken
            | Self::DepartmentLoop
            | Self::ProjectTaken
            | Self::ClusterTaken
            | Self::Unknown
            | Self::ApproverRequired
            | Self::ApproverNot
            | Self::Dates
            | Self::FileKind
            | Self::FileName
            | Self::FileArchive
            | Self::WebhookAddress
            | Self::Amount
            | Self::BelowUse
            | Self::NoRoom
            | Self::PromotionCode
            | Self::PromotionUsed
            | Self::PromotionOver
            | Self::PromotionPlan
            | Self::HolidayTaken
            | Self::SubstitutionTaken
            | Self::Slug
            | Self::CodeTaken
            | Self::Unchangeable
            | Self::BusinessNumber
            | Self::CorporateNumber
            | Self::BusinessClosed
            | Self::Postcode
            | Self::SubstitutionChain => Vec::new(),
        }
    }
}
