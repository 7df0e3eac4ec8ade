//! One of everything that a page can be about.

use madang_core::announcements::{self, AnnouncementInput};
use madang_core::events::{self, WebhookInput};
use madang_core::notices::{self, NoticeQuery, Tell};
use madang_core::{
    Scope, approvals, billing, captcha, catalog, clusters, members, orders, organizations, promotions,
    subscriptions, terms,
};
use madang_db::Sql;
use madang_jobs::NewJob;
use madang_model::approvals::Day;
use madang_model::organizations::OrgRole;
use madang_model::projects::ProjectRole;
use madang_model::{
    AnnouncementId, ClusterId, JobId, MemberId, MessageId, OfferingId, OrderId, OrganizationId, PolicyId,
    ProjectId, PromotionBatchId, SubscriptionId, SubstitutionId, TermsId, WebhookId,
};
use madang_store::messages::{self, MessageFilter};
use madang_store::project_members;
use madang_store::projects::{self, NewProject};
use madang_testkit::{TestMadang, TestMember};
use madang_web::Route;

/// One of everything that a page can be about.
pub(crate) struct Things {
    /// The owner, who is in the project.
    owner: String,
    /// A member that nobody signs in as.
    pub(crate) member: MemberId,
    /// A version of terms.
    pub(crate) terms: TermsId,
    /// An announcement that is shown.
    pub(crate) announcement: AnnouncementId,
    /// A message that could not be sent.
    pub(crate) message: MessageId,
    /// A job that was given up.
    pub(crate) job: JobId,
    /// A session of the owner's.
    session: String,
    /// An SSH key of the owner's.
    key: String,
    /// A token of the owner's.
    token: String,
    /// The owner's company.
    pub(crate) organization: OrganizationId,
    /// A webhook of it.
    pub(crate) webhook: WebhookId,
    /// A delivery to that.
    delivery: String,
    /// A notice of the owner's.
    pub(crate) notice: String,
    /// A project of the owner's.
    project: ProjectId,
    /// A cluster.
    cluster: ClusterId,
    /// An offering, the company's subscription to it, and promotion codes for it.
    offering: OfferingId,
    subscription: String,
    promotion: String,
    captcha: String,
    /// The payment data of the owner's own organisation, and a visit to the gateway for it.
    billing_account: String,
    card_check: String,
    /// A substitution of the owner's.
    substitution: String,
    /// An order of the owner's.
    order: String,
    /// A file of that.
    attachment: String,
    /// A colleague's membership, a department and an invitation of the owner's company.
    person: String,
    department: String,
    invitation: String,
    /// An approval policy.
    policy: String,
}

impl Things {
    /// Makes them; what is a member's own belongs to `owner`.
    pub(crate) async fn make(m: &mut TestMadang, operator: &TestMember, owner: &TestMember) -> Self {
        m.expect_dead_jobs();
        let member = m.unverified("stranger1").await;
        members::resend_as_operator(operator, member).await.expect("a mail is sent");
        let other = m.signed_in(&owner.login_id, madang_testkit::PASSWORD).await.expect("a second session").0;
        let key = members::AddSshKey { name: "laptop".to_owned(), public_key: SSH_KEY.to_owned() };
        let key = members::add_ssh_key(owner, key).await.expect("a key is added").id;
        let token =
            members::CreateToken { name: "script".to_owned(), scopes: vec![Scope::AccountRead], days: 30 };
        let token = members::create_token(owner, token).await.expect("a token is made");
        let company = m.company(owner, "한국전력KDN", "KDN1").await;
        let organization = company.id;
        let colleague = m.member("colleag1").await;
        let department = m.department(&company, "개발팀", None).await;
        let person = m.joins(&company, &colleague, Some(department), &[OrgRole::Approver], true).await;
        let invite = organizations::Invite {
            email: "guest@example.com".to_owned(),
            department: department.to_string(),
            roles: vec!["developer".to_owned()],
        };
        let invitation =
            organizations::invite(owner, organization, invite).await.expect("an invitation").to_string();
        let webhook = WebhookInput {
            name: "배포 서버".to_owned(),
            address: "https://hooks.example.com/madang".to_owned(),
            kinds: vec!["*".to_owned()],
        };
        let webhook = events::create_webhook(owner, organization, &webhook).await.expect("a webhook").id;
        let delivery = events::try_webhook(owner, webhook).await.expect("a delivery").to_string();
        let order = order(owner, organization).await;
        let file = orders::Attach { name: "계획.txt".to_owned(), content: "계획".into() };
        let attachment = orders::attach(owner, order, file).await.expect("a file").to_string();
        let (billing_account, card_check) = payment(m, owner).await;
        let offering = offering(m).await;
        Self {
            subscription: subscription(m, owner, organization).await.to_string(),
            promotion: promotion(operator, offering).await.to_string(),
            billing_account,
            card_check,
            organization,
            webhook,
            delivery,
            notice: notice(m, owner).await,
            substitution: substitution(owner, organization, &colleague).await.to_string(),
            order: order.to_string(),
            attachment,
            person: person.to_string(),
            department: department.to_string(),
            invitation,
            policy: policy(operator).await.to_string(),
            owner: owner.id.to_string(),
            member,
            terms: terms::current(operator).await.expect("terms")[0].id,
            announcement: announcements::create(operator, &announcement("점검 안내"))
                .await
                .expect("one is posted"),
            message: failed_message(m).await,
            job: dead_job(m).await,
            session: session_of(&other),
            key: key.to_string(),
            token: token.id.to_string(),
            project: project(m, owner).await,
            cluster: cluster(m).await,
            offering,
            captcha: captcha::issue(operator).await.expect("a captcha").id.to_string(),
        }
    }

    /// The address of a route about these things. Panics for one that it does not know how to fill in: whoever
    /// adds such a route says here what it is about.
    pub(crate) fn address(&self, route: &Route) -> String {
        let path = &route
            .path
            .replace("{person}", &self.person)
            .replace("{member}", &self.owner)
            .replace("{department}", &self.department)
            .replace("{attachment}", &self.attachment)
            .replace("{invitation}", &self.invitation);
        if !path.contains('{') {
            return path.to_owned();
        }
        let about: &[(&str, String)] = &[
            ("/organizations/{id}", self.organization.to_string()),
            ("/admin/organizations/{id}", self.organization.to_string()),
            ("/invitations/{id}", self.invitation.clone()),
            ("/admin/members/{id}", self.member.to_string()),
            ("/admin/terms/{id}", self.terms.to_string()),
            ("/admin/announcements/{id}", self.announcement.to_string()),
            ("/admin/jobs/{id}", self.job.to_string()),
            ("/projects/{id}", self.project.to_string()),
            ("/billing/card/return/{id}", self.card_check.clone()),
            ("/admin/billing/{id}", self.billing_account.clone()),
            ("/admin/clusters/{id}", self.cluster.to_string()),
            ("/admin/catalog/{id}", self.offering.to_string()),
            ("/admin/promotions/{id}", self.promotion.clone()),
            ("/products/{code}", "devpack".to_owned()),
            ("/subscribe/{code}", "devpack".to_owned()),
            ("/subscriptions/{id}", self.subscription.clone()),
            ("/outbox/{id}", self.message.to_string()),
            ("/announcements/{id}", self.announcement.to_string()),
            ("/terms/{kind}", "privacy".to_owned()),
            ("/me/sessions/{id}", self.session.clone()),
            ("/me/keys/{id}", self.key.clone()),
            ("/me/tokens/{id}", self.token.clone()),
            ("/organizations/{id}", self.organization.to_string()),
            ("/webhooks/{id}", self.webhook.to_string()),
            ("/deliveries/{id}", self.delivery.clone()),
            ("/notices/{id}", self.notice.clone()),
            ("/admin/policies/{id}", self.policy.clone()),
            ("/me/substitutes/{id}", self.substitution.clone()),
            ("/orders/{id}", self.order.clone()),
            ("/captcha/{file}", format!("{}.png", self.captcha)),
            ("/sign-up/check/{field}", "login_id".to_owned()),
        ];
        let (pattern, value) = about
            .iter()
            .find(|(pattern, _)| {
                path.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .unwrap_or_else(|| panic!("{path} is about something that this test does not know"));
        let (before, after) = pattern.split_once('{').expect("a pattern has a parameter");
        let (_, after) = after.split_once('}').expect("a parameter ends");
        path.replacen(pattern, &format!("{before}{value}{after}"), 1)
    }
}

const SSH_KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl hong@laptop";

/// Payment data of the owner's own organisation, and a visit to the gateway for it.
async fn payment(m: &TestMadang, owner: &TestMember) -> (String, String) {
    let own = m.personal(owner).await;
    let data = billing::SaveAccount {
        kind: "person".to_owned(),
        name: owner.name.clone(),
        email: owner.email.clone(),
        mobile: owner.phone.clone(),
        postcode: "06236".to_owned(),
        road_address: "서울특별시 강남구 테헤란로 152".to_owned(),
        ..billing::SaveAccount::default()
    };
    let account = billing::save_account(owner, own, data).await.expect("it is saved");
    let url = billing::open_card_check(owner, own, "/").await.expect("a page");
    let check = url.rsplit('/').next().expect("it ends with the visit's id").to_owned();
    (account.to_string(), check)
}

/// A policy for any order.
async fn policy(operator: &TestMember) -> PolicyId {
    let step = approvals::StepInput { kind: "operators".to_owned(), ..approvals::StepInput::default() };
    let input = approvals::PolicyInput {
        kind: "*".to_owned(),
        organization: "*".to_owned(),
        steps: vec![step],
        ..approvals::PolicyInput::default()
    };
    approvals::publish_policy(operator, &input).await.expect("a policy")
}

/// Has the colleague stand in for a member next month.
async fn substitution(
    owner: &TestMember,
    organization_id: OrganizationId,
    colleague: &TestMember,
) -> SubstitutionId {
    let day = Day::of(owner.now()).moved(30).to_string();
    let input = approvals::Substitute {
        organization_id: organization_id.to_string(),
        login_id: colleague.login_id.clone(),
        starts: day.clone(),
        ends: day,
    };
    approvals::substitute(owner, &input).await.expect("a substitution")
}

/// A draft of a member's for the organisation.
async fn order(owner: &TestMember, organization_id: OrganizationId) -> OrderId {
    let draft = orders::CreateDraft {
        kind: "project".to_owned(),
        organization_id,
        project_id: None,
        form: serde_json::json!({}),
    };
    orders::create_draft(owner, draft).await.expect("a draft")
}

/// An announcement from now on.
pub(crate) fn announcement(title: &str) -> AnnouncementInput {
    AnnouncementInput {
        title_ko: title.to_owned(),
        title_en: "Maintenance".to_owned(),
        body_ko: "오늘 밤 점검합니다.".to_owned(),
        body_en: "Tonight.".to_owned(),
        level: "warning".to_owned(),
        starts_at: None,
        ends_at: None,
    }
}

/// A notice of this member's.
async fn notice(m: &TestMadang, to: &TestMember) -> String {
    let system = m.system();
    let mut work = system.begin().await.expect("a transaction");
    let args = [("number", "P-2026-0001"), ("title", "신규 프로젝트"), ("who", "김신청")];
    let what = Tell { kind: "order-waiting", to: &[to.id], link: "/me".to_owned(), args: &args };
    notices::tell(&mut work, what).await.expect("a notice");
    work.commit().await.expect("a commit");
    let found = notices::list(to, &NoticeQuery::default()).await.expect("notices");
    found.items[0].id.to_string()
}

fn session_of(ctx: &madang_core::Ctx) -> String {
    match &ctx.actor {
        madang_core::Actor::Member { via: madang_core::Via::Session { id, .. }, .. } => id.to_string(),
        actor @ (madang_core::Actor::Visitor
        | madang_core::Actor::Member { .. }
        | madang_core::Actor::System) => panic!("{actor:?} has no session"),
    }
}

/// The newest message, which its provider refused.
pub(crate) async fn failed_message(m: &TestMadang) -> MessageId {
    let mut tx = m.platform().db.begin().await.expect("a transaction");
    let newest = messages::list(&mut tx, MessageFilter::default(), 1).await.expect("messages").remove(0).id;
    assert!(messages::not_sent(&mut tx, newest, "failed", "mailbox unavailable").await.expect("a change"));
    tx.commit().await.expect("a commit");
    newest
}

/// A job that was given up.
pub(crate) async fn dead_job(m: &TestMadang) -> JobId {
    let system = m.system();
    let id: JobId = system.new_id();
    let mut tx = m.platform().db.begin().await.expect("a transaction");
    let job = NewJob { id, kind: "nobody.knows", payload: "{}", run_at: system.now() };
    madang_jobs::enqueue(&mut tx, job, system.now()).await.expect("a job");
    let dead =
        Sql::new("UPDATE jobs SET state = 'dead', attempts = 12, last_error = 'no handler' WHERE id = $1");
    dead.bind(id).execute(&mut tx).await.expect("a change");
    tx.commit().await.expect("a commit");
    id
}

/// A project in the owner's personal organisation, with nothing asked of anybody.
async fn project(m: &TestMadang, owner: &TestMember) -> ProjectId {
    let organization_id = m.personal(owner).await;
    let id: ProjectId = m.system().new_id();
    let new = NewProject {
        id,
        organization_id,
        department_id: None,
        name: ("전력 관제", "전력관제"),
        description: "전력 계통을 본다.",
        order_id: None,
        created_by: owner.id,
    };
    let mut tx = m.platform().db.begin().await.expect("a transaction");
    projects::insert(&mut tx, new, m.system().now()).await.expect("the name is free");
    project_members::put(&mut tx, id, owner.id, ProjectRole::Admin, m.system().now())
        .await
        .expect("an admin");
    tx.commit().await.expect("a commit");
    id
}

/// The offering that is looked at, from the catalog that comes with the program.
async fn offering(m: &TestMadang) -> OfferingId {
    catalog::seed(&m.system()).await.expect("a catalog");
    catalog::show(&m.system(), "devpack").await.expect("it is on sale").id
}

/// A company's subscription to that.
async fn subscription(m: &TestMadang, owner: &TestMember, organization_id: OrganizationId) -> SubscriptionId {
    madang_testkit::charged(&m.system(), organization_id).await;
    let input = subscriptions::Subscribe {
        organization_id,
        offering: "devpack".to_owned(),
        plan: "starter".to_owned(),
        terms_version: 1,
        agree: true,
        promotion: String::new(),
    };
    subscriptions::subscribe(owner, &input).await.expect("it is subscribed to");
    let found = subscriptions::list(owner, organization_id, None).await.expect("a list");
    found.items.first().expect("the subscription runs").row.id
}

/// Promotion codes for it.
async fn promotion(operator: &TestMember, offering: OfferingId) -> PromotionBatchId {
    let input = promotions::BatchInput {
        name: "가을 행사".to_owned(),
        offering: offering.to_string(),
        plans: Vec::new(),
        kind: "percent".to_owned(),
        value: "30".to_owned(),
        months: "2".to_owned(),
        quantity: "3".to_owned(),
        expires_at: Some(operator.now().plus(std::time::Duration::from_secs(30 * 86_400))),
    };
    promotions::create_batch(operator, &input).await.expect("codes")
}

/// The machine as the first cluster.
async fn cluster(m: &TestMadang) -> ClusterId {
    clusters::seed_local(&m.system(), &Big).await.expect("a cluster").expect("it is the first")
}

/// A machine that has something of everything.
struct Big;

impl clusters::Machine for Big {
    fn look(&self) -> Result<clusters::Capacity, String> {
        Ok(clusters::Capacity {
            cores: 16,
            memory_mib: 65_536,
            memory_free_mib: 32_768,
            disk_gib: 1000,
            disk_free_gib: 500,
        })
    }
}
