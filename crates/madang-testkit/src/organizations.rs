//! Organisations that a test begins with.

use madang_core::organizations::{Register, register};
use madang_model::organizations::{DepartmentName, MembershipState, OrgRole};
use madang_model::{DepartmentId, MembershipId, OrganizationId};
use madang_store::memberships::NewMembership;
use madang_store::{departments, memberships, organizations};

use crate::{TestMadang, TestMember};

/// A company of a test's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCompany {
    /// The id.
    pub id: OrganizationId,
    /// 「회원사 코드」
    pub code: String,
    /// 「회원사명」
    pub name: String,
}

impl TestMadang {
    /// A company with this owner, whose code lets people in at once.
    pub async fn company(&self, owner: &TestMember, name: &str, code: &str) -> TestCompany {
        let input = Register {
            code: code.to_owned(),
            name: name.to_owned(),
            joining: "open".to_owned(),
            owner: owner.login_id.clone(),
        };
        let id = register(&self.system(), input).await.expect("the code is free");
        TestCompany { id, code: code.to_owned(), name: name.to_owned() }
    }

    /// A department of the company, right below it or below another one.
    pub async fn department(
        &self,
        company: &TestCompany,
        name: &str,
        below: Option<DepartmentId>,
    ) -> DepartmentId {
        let system = self.system();
        let id: DepartmentId = system.new_id();
        let name = DepartmentName::parse(name).expect("a department's name");
        let mut work = system.begin().await.expect("a transaction");
        let names = (name.as_str(), &*name.key());
        departments::insert(&mut work, id, company.id, below, names, system.now())
            .await
            .expect("a free name");
        work.commit().await.expect("a commit");
        id
    }

    /// Makes a member belong to the company, in this department, with these roles, as head 「부서장」 of the
    /// department or not. One who belongs to it already is moved.
    pub async fn joins(
        &self,
        company: &TestCompany,
        member: &TestMember,
        department: Option<DepartmentId>,
        roles: &[OrgRole],
        head: bool,
    ) -> MembershipId {
        let system = self.system();
        let mut work = system.begin().await.expect("a transaction");
        let row = memberships::of(&mut work, company.id, member.id).await.expect("an answer");
        if row.is_none() {
            let new = NewMembership {
                id: system.new_id(),
                organization_id: company.id,
                member_id: member.id,
                department_id: None,
                state: MembershipState::Active,
            };
            memberships::insert(&mut work, new, system.now()).await.expect("a membership");
        }
        let row = memberships::of(&mut work, company.id, member.id).await.expect("an answer");
        let row = row.expect("the membership is there");
        memberships::place(&mut work, row.id, department, head).await.expect("a place");
        memberships::set_roles(&mut work, &row, roles).await.expect("roles");
        work.commit().await.expect("a commit");
        row.id
    }

    /// The member's personal organisation.
    pub async fn personal(&self, member: &TestMember) -> OrganizationId {
        let mut conn = self.platform().db.read().await.expect("a connection");
        let mine = organizations::of_member(&mut conn, member.id).await.expect("an answer");
        mine.first().expect("every member has one").id
    }
}
