//! Who may do what: actor, action, resource, and the one table.

use madang_model::members::StaffRole;
use madang_model::{MemberId, SessionId, Timestamp, TokenId};

use crate::members::Hold;
use crate::{Error, Refusal, Result};

/// On whose behalf an operation runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Visitor,
    /// A signed-in member.
    Member {
        /// Who.
        id: MemberId,
        /// On the provider's side.
        staff: Option<StaffRole>,
        /// How.
        via: Via,
        /// What has to be done before anything else.
        hold: Option<Hold>,
    },
    /// The program itself, or whoever can run it on its machine.
    System,
}

/// How a member is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// With ID and password.
    Session {
        /// The session.
        id: SessionId,
        /// When the password was last given.
        authenticated_at: Timestamp,
    },
    /// With a personal access token.
    Token {
        /// The token.
        id: TokenId,
        /// What it may be used for.
        scopes: Vec<Scope>,
    },
}

/// What a personal access token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Read one's own account.
    AccountRead,
    /// Change one's own account.
    AccountWrite,
    /// Read what operators and auditors see.
    StaffRead,
    /// Act as an operator.
    StaffWrite,
}

impl Scope {
    /// Every scope, in the order it is offered.
    pub const ALL: [Self; 4] = [Self::AccountRead, Self::AccountWrite, Self::StaffRead, Self::StaffWrite];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccountRead => "account:read",
            Self::AccountWrite => "account:write",
            Self::StaffRead => "staff:read",
            Self::StaffWrite => "staff:write",
        }
    }

    /// The scope with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

/// Whether an action only looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadWrite {
    /// It changes nothing.
    Read,
    /// It changes something.
    Write,
}

/// Everything that is guarded. Acts of visitors (sign-up, sign-in, recovery) are guarded by what they present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Look at one's own account.
    ReadAccount,
    /// Change one's own profile, keys, marketing consent.
    WriteAccount,
    /// Change what one signs in with: password, e-mail, phone, sessions, tokens; leave; take data out.
    SecureAccount,
    /// Look at members.
    ReadMembers,
    /// Resend, unlock, suspend, resume, reset.
    WriteMembers,
    /// Publish terms.
    PublishTerms,
    /// Look at unpublished and past announcements.
    ReadAnnouncements,
    /// Announce.
    WriteAnnouncements,
    /// Look at mails and SMS, texts included: links and codes are in them, so auditors may not.
    ReadOutbox,
    /// Send a message again.
    WriteOutbox,
    /// Search the audit log.
    ReadAudit,
    /// Look at jobs and reconcilers.
    ReadJobs,
    /// Retry a dead job.
    WriteJobs,
}

impl Action {
    /// Every action, for the matrix.
    pub const ALL: [Self; 13] = [
        Self::ReadAccount,
        Self::WriteAccount,
        Self::SecureAccount,
        Self::ReadMembers,
        Self::WriteMembers,
        Self::PublishTerms,
        Self::ReadAnnouncements,
        Self::WriteAnnouncements,
        Self::ReadOutbox,
        Self::WriteOutbox,
        Self::ReadAudit,
        Self::ReadJobs,
        Self::WriteJobs,
    ];

    /// Who may: the one table.
    const fn rule(self) -> (Who, Option<Scope>) {
        match self {
            Self::ReadAccount => (Who::Owner, Some(Scope::AccountRead)),
            Self::WriteAccount => (Who::Owner, Some(Scope::AccountWrite)),
            Self::SecureAccount => (Who::Owner, None),
            Self::ReadMembers | Self::ReadAnnouncements | Self::ReadAudit | Self::ReadJobs => {
                (Who::Staff, Some(Scope::StaffRead))
            }
            // Links and codes that sign others in: not for a token that may lie in a script.
            Self::ReadOutbox => (Who::Operator, None),
            Self::WriteMembers
            | Self::PublishTerms
            | Self::WriteAnnouncements
            | Self::WriteOutbox
            | Self::WriteJobs => (Who::Operator, Some(Scope::StaffWrite)),
        }
    }
}

/// The kinds of actor that the table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The member whose thing it is.
    Owner,
    /// Operators and auditors.
    Staff,
    /// Operators.
    Operator,
}

impl Actor {
    /// Whether this actor may do `action` to something of `owner`; `None` where it is nobody's.
    ///
    /// A token never reaches further than its scopes, and never what one signs in with.
    pub fn may(&self, action: Action, owner: Option<MemberId>) -> Result<()> {
        let (who, scope) = action.rule();
        let (id, staff, via) = match self {
            Self::System => return Ok(()),
            Self::Visitor => return Err(Error::SignInRequired),
            Self::Member { hold: Some(Hold::Terms), .. } => return Err(Refusal::TermsPending.into()),
            Self::Member { hold: Some(Hold::Password), .. } => return Err(Refusal::PasswordInitial.into()),
            Self::Member { id, staff, via, hold: None } => (id, staff, via),
        };
        let in_role = match who {
            Who::Owner => owner == Some(*id),
            Who::Staff => staff.is_some(),
            Who::Operator => *staff == Some(StaffRole::Operator),
        };
        let in_scope = match via {
            Via::Session { .. } => true,
            Via::Token { scopes, .. } => scope.is_some_and(|scope| scopes.contains(&scope)),
        };
        match (in_role, who) {
            (true, _) if in_scope => Ok(()),
            // What is another member's does not exist for this one.
            (false, Who::Owner) => Err(Error::NotFound),
            (true, _) | (false, Who::Staff | Who::Operator) => Err(Error::Forbidden),
        }
    }

    /// Like [`Actor::may`], for the act that lifts `hold`: that one hold does not stand in its way.
    pub fn may_lifting(&self, hold: Hold, action: Action, owner: Option<MemberId>) -> Result<()> {
        match self {
            Self::Member { id, staff, via, hold: Some(held) } if *held == hold => {
                Self::Member { id: *id, staff: *staff, via: via.clone(), hold: None }.may(action, owner)
            }
            Self::Visitor | Self::Member { .. } | Self::System => self.may(action, owner),
        }
    }

    /// The signed-in member.
    pub fn member(&self) -> Result<MemberId> {
        match self {
            Self::Member { id, .. } => Ok(*id),
            Self::Visitor | Self::System => Err(Error::SignInRequired),
        }
    }

    /// The name of this actor in the audit log.
    pub fn audit_name(&self) -> String {
        match self {
            Self::Visitor => "visitor".to_owned(),
            Self::Member { id, .. } => id.to_string(),
            Self::System => "system".to_owned(),
        }
    }
}

/// The whole table as text, one line an action: what the snapshot in the tests holds.
pub fn matrix() -> String {
    let mut text =
        String::from("action               visitor  member  owner  auditor  operator  token scope\n");
    for action in Action::ALL {
        let (who, scope) = action.rule();
        let (owner, auditor, operator) = match who {
            Who::Owner => ("yes", "-", "-"),
            Who::Staff => ("-", "yes", "yes"),
            Who::Operator => ("-", "-", "yes"),
        };
        let scope = scope.map_or("none", Scope::as_str);
        text.push_str(&format!(
            "{:<20} {:<8} {:<7} {owner:<6} {auditor:<8} {operator:<9} {scope}\n",
            format!("{action:?}"),
            "-",
            "-"
        ));
    }
    text
}
