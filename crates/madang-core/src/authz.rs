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

madang_model::words! {
    /// What a personal access token may be used for.
    Scope {
        /// Read one's own account.
        AccountRead = "account:read",
        /// Change one's own account.
        AccountWrite = "account:write",
        /// Read organisations that one belongs to.
        OrganizationRead = "organization:read",
        /// Change them, their people and departments.
        OrganizationWrite = "organization:write",
        /// Read orders.
        OrderRead = "order:read",
        /// Apply, submit, withdraw, decide.
        OrderWrite = "order:write",
        /// Read projects.
        ProjectRead = "project:read",
        /// Change projects.
        ProjectWrite = "project:write",
        /// Read what the provider's staff see.
        StaffRead = "staff:read",
        /// Act as the provider's staff.
        StaffWrite = "staff:write",
    }
}

madang_model::words! {
    /// What the actor is to the thing that is guarded: in its organisation, to its order, in its project.
    Capacity {
        /// Belongs to the organisation.
        Belongs = "belongs",
        /// 소유자 of the organisation.
        Owner = "owner",
        /// 결재자 of the organisation.
        Approver = "approver",
        /// 개발자 of the organisation.
        Developer = "developer",
        /// 정산 담당 of the organisation.
        Billing = "billing",
        /// 조회자 of the organisation.
        Viewer = "viewer",
        /// 부서장 of the thing's department or of one above it.
        Head = "head",
        /// Is in the thing's department.
        Colleague = "colleague",
        /// 신청자 of the order.
        Applicant = "applicant",
        /// Is, was or will be asked to decide on the order, or stands in for somebody who is.
        Decider = "decider",
        /// 관리자 of the project.
        ProjectAdmin = "project_admin",
        /// 개발자 of the project.
        ProjectDeveloper = "project_developer",
        /// 조회자 of the project.
        ProjectViewer = "project_viewer",
    }
}

/// All that the actor is to one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing(u32);

impl Standing {
    /// Nothing: a stranger.
    pub const STRANGER: Self = Self(0);

    /// With one more capacity.
    #[must_use]
    pub fn with(self, capacity: Capacity) -> Self {
        Self(self.0 | 1 << capacity as u32)
    }

    /// Whether it is among them.
    pub fn has(self, capacity: Capacity) -> bool {
        self.0 & (1 << capacity as u32) != 0
    }

    /// What the actor is by both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $rule:expr, $scope:expr;)+) => {
        /// Everything that is guarded. Acts of visitors (sign-up, sign-in, recovery) are guarded by what they present.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $name),+
        }

        impl Action {
            /// Every action, for the matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Who may: the one table.
            const fn rule(self) -> (Who, Option<Scope>) {
                match self {
                    $(Self::$name => ($rule, $scope)),+
                }
            }
        }
    };
}

use Capacity as C;
use StaffRole as S;

/// Every kind of staff may look.
const STAFF: &[StaffRole] = StaffRole::ALL;
/// Those who look after members and organisations.
const SUPPORT: &[StaffRole] = &[S::Operator, S::Support];
/// Those who decide for the provider.
const APPROVALS: &[StaffRole] = &[S::Operator, S::Approvals];
/// Those who look after what runs.
const PLATFORM: &[StaffRole] = &[S::Operator, S::Platform];
/// Those who look after what is sold.
const CATALOG: &[StaffRole] = &[S::Operator, S::Catalog];
/// Those who say what it costs.
const PRICES: &[StaffRole] = &[S::Operator, S::Catalog, S::Finance];
/// Those who look after what is paid.
const PAYMENTS: &[StaffRole] = &[S::Operator, S::Support, S::Finance];
/// Those who may do everything.
const OPERATOR: &[StaffRole] = &[S::Operator];
/// Whoever can see an order.
const ORDER_READERS: &[Capacity] = &[C::Applicant, C::Decider, C::Colleague, C::Head, C::Owner, C::Viewer];
/// Whoever can see a project.
const PROJECT_READERS: &[Capacity] =
    &[C::ProjectAdmin, C::ProjectDeveloper, C::ProjectViewer, C::Colleague, C::Head, C::Owner, C::Viewer];

actions! {
    /// Look at one's own account.
    ReadAccount: Who::Own, Some(Scope::AccountRead);
    /// Change one's own profile, keys, marketing consent.
    WriteAccount: Who::Own, Some(Scope::AccountWrite);
    /// Change what one signs in with: password, e-mail, phone, sessions, tokens; leave; take data out.
    SecureAccount: Who::Own, None;
    /// Look at members.
    ReadMembers: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Resend, unlock, suspend, resume, reset.
    WriteMembers: Who::Staff(SUPPORT), Some(Scope::StaffWrite);
    /// Give and take roles on the provider's side.
    SetStaff: Who::Staff(OPERATOR), Some(Scope::StaffWrite);
    /// Publish terms.
    PublishTerms: Who::Staff(OPERATOR), Some(Scope::StaffWrite);
    /// Look at unpublished and past announcements.
    ReadAnnouncements: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Announce.
    WriteAnnouncements: Who::Staff(SUPPORT), Some(Scope::StaffWrite);
    /// Look at mails and SMS, texts included: links and codes are in them, so few may, and no token.
    ReadOutbox: Who::Staff(OPERATOR), None;
    /// Send a message again.
    WriteOutbox: Who::Staff(OPERATOR), Some(Scope::StaffWrite);
    /// Search the audit log.
    ReadAudit: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Look at jobs and reconcilers.
    ReadJobs: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Retry a dead job.
    WriteJobs: Who::Staff(PLATFORM), Some(Scope::StaffWrite);
    /// Look at all organisations.
    ReadOrganizations: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Register an organisation and its code.
    RegisterOrganization: Who::Staff(SUPPORT), Some(Scope::StaffWrite);
    /// Bound what an organisation may have.
    SetOrganizationQuota: Who::Staff(APPROVALS), Some(Scope::StaffWrite);
    /// Look at an organisation, its people, departments and quota.
    ReadOrganization: Who::In(&[C::Belongs], STAFF), Some(Scope::OrganizationRead);
    /// Rename an organisation, decide how it is joined, close it.
    WriteOrganization: Who::In(&[C::Owner], SUPPORT), Some(Scope::OrganizationWrite);
    /// Invite, admit, move, give roles to and remove people; change departments.
    ManagePeople: Who::In(&[C::Owner], SUPPORT), Some(Scope::OrganizationWrite);
    /// Leave an organisation.
    LeaveOrganization: Who::In(&[C::Belongs], &[]), Some(Scope::OrganizationWrite);
    /// Look at an organisation's webhooks and what they were told.
    ReadWebhooks: Who::In(&[C::Owner, C::Viewer], STAFF), Some(Scope::OrganizationRead);
    /// Make, change, try, replay and remove webhooks.
    WriteWebhooks: Who::In(&[C::Owner], &[]), Some(Scope::OrganizationWrite);
    /// Begin an order for an organisation.
    CreateOrder: Who::In(&[C::Owner, C::Approver, C::Developer, C::Head], &[]), Some(Scope::OrderWrite);
    /// Look at an order: what is asked for, its files, its timeline.
    ReadOrder: Who::In(ORDER_READERS, STAFF), Some(Scope::OrderRead);
    /// Write, submit and take back an order; add and remove files.
    WriteOrder: Who::In(&[C::Applicant], &[]), Some(Scope::OrderWrite);
    /// Write on an order's timeline.
    CommentOrder: Who::In(&[C::Applicant, C::Decider], APPROVALS), Some(Scope::OrderWrite);
    /// Approve, return or reject an order.
    DecideOrder: Who::In(&[C::Decider], &[]), Some(Scope::OrderWrite);
    /// Give an order up.
    CancelOrder: Who::In(&[C::Applicant], APPROVALS), Some(Scope::OrderWrite);
    /// Try to make again what failed.
    RetryOrder: Who::In(&[C::Applicant], &[S::Operator, S::Approvals, S::Platform]), Some(Scope::OrderWrite);
    /// Look at the orders of one's department; an organisation's owners and viewers, at all of it.
    ListOrders: Who::In(&[C::Belongs], STAFF), Some(Scope::OrderRead);
    /// Look at the orders of all organisations.
    ReadOrders: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Say who stands in for oneself.
    WriteSubstitutions: Who::Own, Some(Scope::OrderWrite);
    /// Look at approval policies and holidays.
    ReadPolicies: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Write approval policies and holidays.
    WritePolicies: Who::Staff(APPROVALS), Some(Scope::StaffWrite);
    /// Look at a project, its members, quota and clusters.
    ReadProject: Who::In(PROJECT_READERS, STAFF), Some(Scope::ProjectRead);
    /// Describe a project, decide on its members, archive and delete it.
    WriteProject: Who::In(&[C::ProjectAdmin, C::Head, C::Owner], &[]), Some(Scope::ProjectWrite);
    /// Look at clusters and who may use them.
    ReadClusters: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Register, open, close and grant clusters.
    WriteClusters: Who::Staff(PLATFORM), Some(Scope::StaffWrite);
    /// Look at drafts of offerings, their versions and prices.
    ReadCatalog: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Write, publish and retire offerings, their plans and terms; categories.
    WriteCatalog: Who::Staff(CATALOG), Some(Scope::StaffWrite);
    /// Set prices.
    WritePrices: Who::Staff(PRICES), Some(Scope::StaffWrite);
    /// Look at an organisation's payment data.
    ReadBilling: Who::In(&[C::Owner, C::Billing], STAFF), Some(Scope::OrganizationRead);
    /// Say who pays for an organisation, and with which card.
    WriteBilling: Who::In(&[C::Owner, C::Billing], &[]), Some(Scope::OrganizationWrite);
    /// Look at the payment data of all organisations.
    ReadBillingAccounts: Who::Staff(STAFF), Some(Scope::StaffRead);
    /// Look at what an organisation subscribes to, what is counted of it and what it comes to.
    ReadSubscription: Who::In(&[C::Belongs], STAFF), Some(Scope::OrganizationRead);
    /// Subscribe to an offering, and give it up.
    WriteSubscription: Who::In(&[C::Owner, C::Billing], &[]), Some(Scope::OrganizationWrite);
    /// Have everything that a subscription has in use ended.
    TearDownSubscription: Who::In(&[C::Owner], &[]), Some(Scope::OrganizationWrite);
    /// Let an organisation try a card again after too many failures.
    ResetCardFailures: Who::Staff(PAYMENTS), Some(Scope::StaffWrite);
    /// Look at one's own notices.
    ReadNotices: Who::Own, Some(Scope::AccountRead);
    /// Mark them read, and say what one wants to be told.
    WriteNotices: Who::Own, Some(Scope::AccountWrite);
}

/// The kinds of actor that the table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The member whose thing it is.
    Own,
    /// Members by what they are to the thing, and the provider's staff.
    In(&'static [Capacity], &'static [StaffRole]),
    /// The provider's staff.
    Staff(&'static [StaffRole]),
}

impl Who {
    fn capacities(self) -> &'static [Capacity] {
        match self {
            Self::In(capacities, _) => capacities,
            Self::Own | Self::Staff(_) => &[],
        }
    }

    fn staff(self) -> &'static [StaffRole] {
        match self {
            Self::In(_, staff) | Self::Staff(staff) => staff,
            Self::Own => &[],
        }
    }
}

impl Actor {
    /// Whether this actor may do `action` to something of `owner`; `None` where it is nobody's.
    ///
    /// A token never reaches further than its scopes, and never what one signs in with.
    pub fn may(&self, action: Action, owner: Option<MemberId>) -> Result<()> {
        self.judge(action, owner, Standing::STRANGER)
    }

    /// Whether this actor, being `standing` to it, may do `action` to a thing of an organisation.
    pub fn may_as(&self, action: Action, standing: Standing) -> Result<()> {
        self.judge(action, None, standing)
    }

    fn judge(&self, action: Action, owner: Option<MemberId>, standing: Standing) -> Result<()> {
        let (who, scope) = action.rule();
        let (id, staff, via) = match self {
            Self::System => return Ok(()),
            Self::Visitor => return Err(Error::SignInRequired),
            Self::Member { hold: Some(Hold::Terms), .. } => return Err(Refusal::TermsPending.into()),
            Self::Member { hold: Some(Hold::Password), .. } => return Err(Refusal::PasswordInitial.into()),
            Self::Member { id, staff, via, hold: None } => (*id, *staff, via),
        };
        let in_role = match who {
            Who::Own => owner == Some(id),
            Who::In(..) | Who::Staff(_) => {
                staff.is_some_and(|role| who.staff().contains(&role))
                    || who.capacities().iter().any(|capacity| standing.has(*capacity))
            }
        };
        let in_scope = match via {
            Via::Session { .. } => true,
            Via::Token { scopes, .. } => scope.is_some_and(|scope| scopes.contains(&scope)),
        };
        let known = match who {
            // What is another member's does not exist for this one.
            Who::Own => in_role,
            Who::In(..) => in_role || standing != Standing::STRANGER || staff.is_some(),
            Who::Staff(_) => true,
        };
        match (known, in_role && in_scope) {
            (_, true) => Ok(()),
            (true, false) => Err(Error::Forbidden),
            (false, false) => Err(Error::NotFound),
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

    /// What the signed-in member is on the provider's side.
    pub fn staff(&self) -> Option<StaffRole> {
        match self {
            Self::Member { staff, .. } => *staff,
            Self::Visitor | Self::System => None,
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
    let mark = |is: bool| if is { "yes" } else { "-" };
    let mut text = format!("{:<21} visitor member own", "action");
    for capacity in Capacity::ALL {
        text.push_str(&format!(" {capacity}"));
    }
    for role in StaffRole::ALL {
        text.push_str(&format!(" {role}"));
    }
    text.push_str(" token-scope\n");
    for action in Action::ALL {
        let (who, scope) = action.rule();
        let mut line =
            format!("{:<21} {:<7} {:<6} {:<3}", format!("{action:?}"), "-", "-", mark(who == Who::Own));
        for capacity in Capacity::ALL {
            let width = capacity.as_str().len();
            line.push_str(&format!(" {:<width$}", mark(who.capacities().contains(capacity))));
        }
        for role in StaffRole::ALL {
            let width = role.as_str().len();
            line.push_str(&format!(" {:<width$}", mark(who.staff().contains(role))));
        }
        line.push_str(&format!(" {}\n", scope.map_or("none", Scope::as_str)));
        text.push_str(&line);
    }
    text
}
