//! A company with people in two departments, and orders of theirs.

use madang_core::approvals::{Decide, PolicyInput, StepInput, decide, publish_policy};
use madang_core::orders::{self, CreateDraft, SaveDraft, create_draft, save_draft, submit};
use madang_core::{Ctx, Result};
use madang_model::members::StaffRole;
use madang_model::orders::OrderState;
use madang_model::organizations::OrgRole;
use madang_model::{DepartmentId, MemberId, OrderId, OrganizationId, PolicyId};
use madang_testkit::{Engine, TestCompany, TestMadang, TestMember};
use serde_json::json;

/// 한전KDN, with 개발팀 below 정보본부.
pub(crate) struct House {
    pub(crate) m: TestMadang,
    pub(crate) company: TestCompany,
    pub(crate) team: DepartmentId,
    pub(crate) division: DepartmentId,
    /// 소유자
    pub(crate) owner: TestMember,
    /// 신청자, of 개발팀.
    pub(crate) hong: TestMember,
    /// Heads 개발팀.
    pub(crate) kim: TestMember,
    /// Heads 정보본부.
    pub(crate) lee: TestMember,
    /// 결재자, of no department.
    pub(crate) park: TestMember,
    pub(crate) operator: TestMember,
}

impl House {
    pub(crate) async fn new(engine: Engine) -> Self {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN-01").await;
        let division = m.department(&company, "정보본부", None).await;
        let team = m.department(&company, "개발팀", Some(division)).await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        let (lee, park) = (m.member("lee123").await, m.member("park12").await);
        m.joins(&company, &hong, Some(team), &[OrgRole::Developer], false).await;
        m.joins(&company, &kim, Some(team), &[], true).await;
        m.joins(&company, &lee, Some(division), &[], true).await;
        m.joins(&company, &park, None, &[OrgRole::Approver], false).await;
        let operator = m.operator().await;
        Self { m, company, team, division, owner, hong, kim, lee, park, operator }
    }

    /// An order of this member for the company, submitted to this approver.
    pub(crate) async fn submitted(&self, who: &TestMember, approver: Option<MemberId>) -> OrderId {
        self.submit(who, self.company.id, approver).await.unwrap()
    }

    /// Begins an order and submits it.
    pub(crate) async fn submit(
        &self,
        who: &TestMember,
        organization_id: OrganizationId,
        approver_id: Option<MemberId>,
    ) -> Result<OrderId> {
        let name = format!("과제 {}", &self.m.system().new_id::<OrderId>().to_string()[24..]);
        let form = crate::projects::ground::form(&name, 1);
        let draft =
            CreateDraft { kind: "project".into(), organization_id, project_id: None, form: form.clone() };
        let id = create_draft(who, draft).await?;
        let revision = save_draft(who, id, &SaveDraft { revision: 0, form, approver_id }).await?;
        submit(who, id, revision).await?;
        Ok(id)
    }

    /// Where the order stands.
    pub(crate) async fn state(&self, id: OrderId) -> OrderState {
        orders::get(&self.operator, id).await.unwrap().row.state
    }

    /// Puts a policy in force for the company's projects.
    pub(crate) async fn policy(&self, steps: Vec<StepInput>) -> PolicyId {
        self.publish(PolicyInput { steps, ..self.blank() }).await.unwrap()
    }

    /// A policy for the company's projects that says nothing yet.
    pub(crate) fn blank(&self) -> PolicyInput {
        PolicyInput {
            kind: "project".into(),
            organization: self.company.code.clone(),
            ..PolicyInput::default()
        }
    }

    pub(crate) async fn publish(&self, input: PolicyInput) -> Result<PolicyId> {
        publish_policy(&self.operator, &input).await
    }

    pub(crate) async fn staff(&self, login_id: &str) -> TestMember {
        self.m.staff(login_id, StaffRole::Approvals).await
    }

    /// What the order's timeline shows, as `kind`.
    pub(crate) async fn events(&self, kind: &'static str) -> i64 {
        let sql = madang_db::Sql::new("SELECT COUNT(*) FROM order_events WHERE kind = $1").bind(kind);
        self.m.number(sql).await
    }
}

/// A step of this kind.
pub(crate) fn step(kind: &str) -> StepInput {
    StepInput { kind: kind.into(), ..StepInput::default() }
}

/// So many of these.
pub(crate) fn named(needed: u32, members: &[&TestMember]) -> StepInput {
    let members = members.iter().map(|member| member.login_id.clone()).collect();
    StepInput { kind: "named".into(), members, needed }
}

/// A decision with a reason.
pub(crate) fn say(decision: &str) -> Decide {
    Decide { decision: decision.into(), comment: "검토했습니다.".into(), round: None }
}

pub(crate) async fn approve(who: &Ctx, id: OrderId) -> Result<OrderState> {
    Ok(decide(who, id, &say("approve")).await?.state)
}

/// What a webhook or an audit entry says about an order, for comparing.
pub(crate) fn number_of(entry: &madang_store::audit::EntryRow) -> serde_json::Value {
    serde_json::from_str(&entry.detail).unwrap_or(json!(null))
}
