//! An organisation to apply in, and orders taken to their end without anybody deciding.

use madang_core::orders::{Asked, Checked, Fulfilled};
use madang_core::quota::{self, Claim, Quota};
use madang_core::{Ctx, Result};
use madang_model::organizations::OrgRole;
use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{MemberId, OrderId, OrganizationId, ProjectId};
use madang_store::quotas;
use madang_testkit::{TestCompany, TestMadang, TestMember};
use serde_json::{Value, json};

/// A company of `owner1`, with `hong12` as one of its developers.
pub(crate) async fn company(m: &TestMadang) -> (TestCompany, TestMember) {
    let owner = m.member("owner1").await;
    let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
    let hong = m.member("hong12").await;
    m.joins(&kdn, &hong, None, &[OrgRole::Developer], false).await;
    (kdn, hong)
}

/// A project form with this name and these processors, and little else.
pub(crate) fn form(name: &str, vcpu: i64) -> Value {
    json!({
        "name": name, "description": "전력 계통을 본다.", "vcpu": vcpu, "memory_gib": 1, "disk_gib": "10",
        "instances": 1, "addresses": 0, "services": 0, "monthly_krw": 0,
    })
}

/// An order for the organisation that was never stored.
pub(crate) fn asked(
    ctx: &Ctx,
    organization_id: OrganizationId,
    applicant_id: MemberId,
    form: Value,
) -> Asked {
    Asked {
        attempt: 1,
        order_id: ctx.new_id::<OrderId>(),
        organization_id,
        department_id: None,
        applicant_id,
        project_id: None,
        form,
    }
}

/// Checks what is asked for and holds its quota: what submitting does.
pub(crate) async fn submit(ctx: &Ctx, kind: &str, asked: &mut Asked) -> Result<Checked> {
    let mut work = ctx.begin().await?;
    let kinds = ctx.platform.order_kinds.clone();
    let kind = kinds.iter().find(|found| found.name() == kind).unwrap();
    let checked = kind.check(ctx, &mut work, asked).await?;
    quota::hold(&mut work, asked.order_id, &checked.claims).await?;
    work.commit().await?;
    asked.form = checked.form.clone();
    Ok(checked)
}

/// Makes what was submitted: what follows approval.
pub(crate) async fn fulfil(m: &TestMadang, kind: &str, asked: &Asked) -> Result<ProjectId> {
    let system = m.system();
    let mut work = system.begin().await?;
    quota::settle(&mut work, asked.order_id).await?;
    let kinds = system.platform.order_kinds.clone();
    let kind = kinds.iter().find(|found| found.name() == kind).unwrap();
    let Fulfilled::Done(Some(id)) = kind.fulfil(&mut work, asked).await? else {
        panic!("it is there at once");
    };
    work.commit().await?;
    Ok(id.parse().unwrap())
}

/// A project of this name, made by the member.
pub(crate) async fn project(
    m: &TestMadang,
    ctx: &Ctx,
    organization_id: OrganizationId,
    name: &str,
    vcpu: i64,
) -> ProjectId {
    let mut asked = asked(ctx, organization_id, ctx.actor.member().unwrap(), form(name, vcpu));
    submit(ctx, "project", &mut asked).await.unwrap();
    fulfil(m, "project", &asked).await.unwrap()
}

/// Bounds one dimension of a scope.
pub(crate) async fn bound(m: &TestMadang, scope: QuotaScope, dimension: Dimension, bound: i64) {
    let mut tx = m.platform().db.begin().await.unwrap();
    quotas::set_bound(&mut tx, scope, dimension, Some(bound)).await.unwrap();
    tx.commit().await.unwrap();
}

/// A quota as it stands.
pub(crate) async fn quota_of(m: &TestMadang, scope: QuotaScope) -> Quota {
    quota::read(&mut m.platform().db.read().await.unwrap(), scope).await.unwrap()
}

/// Limit, use and reservation of a scope's processors.
pub(crate) async fn vcpus(m: &TestMadang, scope: QuotaScope) -> (Option<i64>, i64, i64) {
    let line = quota_of(m, scope).await.of(Dimension::Vcpu);
    (line.bound, line.used, line.reserved)
}

/// A claim of processors of a scope.
pub(crate) fn claim(scope: QuotaScope, amount: i64) -> Claim {
    Claim { scope, dimension: Dimension::Vcpu, amount }
}
