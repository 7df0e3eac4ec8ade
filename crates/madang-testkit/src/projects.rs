//! Projects that a test begins with.

use madang_core::Ctx;
use madang_core::orders::{Asked, Fulfilled};
use madang_core::quota;
use madang_model::{OrderId, OrganizationId, ProjectId};
use serde_json::json;

use crate::{TestMadang, TestMember};

impl TestMadang {
    /// A small project of this name, which the member applied for and nobody had to decide on.
    pub async fn project(
        &self,
        applicant: &TestMember,
        organization_id: OrganizationId,
        name: &str,
    ) -> ProjectId {
        let system = self.system();
        let kinds = system.platform.order_kinds.clone();
        let kind = kinds.iter().find(|kind| kind.name() == "project").expect("projects are applied for");
        let form = json!({
            "name": name, "description": "전력 계통을 본다.", "vcpu": 1, "memory_gib": 1, "disk_gib": 10,
            "instances": 1, "addresses": 0, "services": 0, "monthly_krw": 0,
        });
        let mut asked = asked(&system, applicant, organization_id, form);
        let mut work = system.begin().await.expect("a transaction");
        let checked = kind.check(&applicant.ctx, &mut work, &asked).await.expect("a form in order");
        quota::hold(&mut work, asked.order_id, &checked.claims).await.expect("quota enough");
        quota::settle(&mut work, asked.order_id).await.expect("what is held");
        asked.form = checked.form;
        let made = kind.fulfil(&mut work, &asked).await.expect("a project");
        work.commit().await.expect("a commit");
        let Fulfilled::Done(Some(id)) = made else { panic!("a project is there at once") };
        id.parse().expect("an id")
    }
}

fn asked(
    system: &Ctx,
    applicant: &TestMember,
    organization_id: OrganizationId,
    form: serde_json::Value,
) -> Asked {
    Asked {
        attempt: 1,
        order_id: system.new_id::<OrderId>(),
        organization_id,
        department_id: None,
        applicant_id: applicant.id,
        project_id: None,
        form,
    }
}
