//! Kinds of orders that only tests know, and an order of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use madang_core::orders::{
    Asked, Checked, Claim, CreateDraft, Fulfilled, OrderKind, Price, SaveDraft, create_draft, save_draft,
    submit,
};
use madang_core::{Ctx, Error, Result, Work, quota};
use madang_db::Conn;
use madang_model::organizations::OrgRole;
use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{OrderId, Rule};
use madang_store::{orders, quotas};
use madang_testkit::{Engine, TestCompany, TestMadang, TestMember};
use serde_json::{Value, json};

/// Claims as many of the organisation's vCPU as its form says, and is made at once, or fails while it is told to.
pub(crate) struct Thing {
    pub(crate) fails: Arc<AtomicBool>,
}

#[async_trait]
impl OrderKind for Thing {
    fn name(&self) -> &'static str {
        "thing"
    }

    fn title(&self, form: &Value) -> String {
        form["name"].as_str().unwrap_or_default().to_owned()
    }

    async fn check(&self, _ctx: &Ctx, _conn: &mut Conn, asked: &Asked) -> Result<Checked> {
        let title = self.title(&asked.form);
        if title.is_empty() {
            return Err(Error::invalid("name", Rule::Required));
        }
        let vcpu = asked.form["vcpu"].as_i64().unwrap_or(0);
        let scope = QuotaScope::Organization(asked.organization_id);
        Ok(Checked {
            title,
            form: asked.form.clone(),
            price: Price { hour_milli: vcpu * 1000, month_end: vcpu * 100, month: vcpu * 700 },
            claims: vec![Claim { scope, dimension: Dimension::Vcpu, amount: vcpu }],
        })
    }

    async fn fulfil(&self, work: &mut Work<'_>, asked: &Asked) -> Result<Fulfilled> {
        // What is half made has to vanish with the failure.
        orders::set_result(work, asked.order_id, Some("half")).await?;
        if self.fails.load(Ordering::SeqCst) {
            return Err(Error::internal("secret-host.internal refused"));
        }
        Ok(Fulfilled::Done(Some("made".to_owned())))
    }
}

/// Like [`Thing`], but made by somebody else, who says later what became of it.
pub(crate) struct Slow {
    /// How often the making was begun.
    pub(crate) begun: Arc<AtomicUsize>,
}

#[async_trait]
impl OrderKind for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn title(&self, form: &Value) -> String {
        form["name"].as_str().unwrap_or_default().to_owned()
    }

    async fn check(&self, ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Checked> {
        Thing { fails: Arc::default() }.check(ctx, conn, asked).await
    }

    fn takes_long(&self) -> bool {
        true
    }

    async fn fulfil(&self, _work: &mut Work<'_>, _asked: &Asked) -> Result<Fulfilled> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        Ok(Fulfilled::Later)
    }
}

/// A company of `owner1` with the department 개발부 of `head12`, in which `dev123` is.
pub(crate) struct Ground {
    pub(crate) m: TestMadang,
    pub(crate) company: TestCompany,
    pub(crate) head: TestMember,
    pub(crate) dev: TestMember,
    pub(crate) fails: Arc<AtomicBool>,
    pub(crate) begun: Arc<AtomicUsize>,
}

pub(crate) async fn ground(engine: Engine) -> Ground {
    let fails = Arc::new(AtomicBool::new(false));
    let kind: Arc<dyn OrderKind> = Arc::new(Thing { fails: Arc::clone(&fails) });
    let begun = Arc::new(AtomicUsize::new(0));
    let slow: Arc<dyn OrderKind> = Arc::new(Slow { begun: Arc::clone(&begun) });
    let kinds = Arc::from([kind, slow]);
    let m = TestMadang::assembled(engine, |_| {}, |platform| platform.order_kinds = kinds).await;
    let owner = m.member("owner1").await;
    m.operator().await;
    let (head, dev) = (m.member("head12").await, m.member("dev123").await);
    let company = m.company(&owner, "한국전력KDN", "KDN1").await;
    let department = m.department(&company, "개발부", None).await;
    m.joins(&company, &head, Some(department), &[OrgRole::Approver], true).await;
    m.joins(&company, &dev, Some(department), &[OrgRole::Developer], false).await;
    Ground { m, company, head, dev, fails, begun }
}

impl Ground {
    /// A draft of the developer's for this many vCPU.
    pub(crate) async fn draft(&self, vcpu: i64) -> OrderId {
        self.draft_of("thing", vcpu).await
    }

    /// The same, of this kind.
    pub(crate) async fn draft_of(&self, kind: &str, vcpu: i64) -> OrderId {
        let input = CreateDraft {
            kind: kind.to_owned(),
            organization_id: self.company.id,
            project_id: None,
            form: json!({ "name": "계통 관제", "vcpu": vcpu }),
        };
        let id = create_draft(&self.dev, input).await.unwrap();
        let row = self.row(id).await;
        let form = serde_json::from_str(&row.form).unwrap();
        let saved = SaveDraft { revision: row.revision, form, approver_id: Some(self.head.id) };
        save_draft(&self.dev, id, &saved).await.unwrap();
        id
    }

    /// A submitted order of the developer's for this many vCPU.
    pub(crate) async fn submitted(&self, vcpu: i64) -> OrderId {
        self.submitted_of("thing", vcpu).await
    }

    /// The same, of this kind.
    pub(crate) async fn submitted_of(&self, kind: &str, vcpu: i64) -> OrderId {
        let id = self.draft_of(kind, vcpu).await;
        submit(&self.dev, id, self.row(id).await.revision).await.unwrap();
        id
    }

    /// The order as it is stored.
    pub(crate) async fn row(&self, id: OrderId) -> orders::OrderRow {
        orders::find(&mut self.m.platform().db.read().await.unwrap(), id).await.unwrap().unwrap()
    }

    /// Bound, use and reservation of the company's vCPU.
    pub(crate) async fn vcpus(&self) -> (Option<i64>, i64, i64) {
        let mut conn = self.m.platform().db.read().await.unwrap();
        let line = quota::read(&mut conn, QuotaScope::Organization(self.company.id)).await.unwrap();
        let line = line.of(Dimension::Vcpu);
        (line.bound, line.used, line.reserved)
    }

    /// Bounds the company's vCPU.
    pub(crate) async fn bound(&self, vcpu: i64) {
        let mut tx = self.m.platform().db.begin().await.unwrap();
        let scope = QuotaScope::Organization(self.company.id);
        quotas::set_bound(&mut tx, scope, Dimension::Vcpu, Some(vcpu)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Approves the order as its last decider would.
    pub(crate) async fn approved(&self, id: OrderId) {
        use madang_core::orders::{Moved, moved};
        use madang_model::orders::Move;
        let system = self.m.system();
        let mut work = system.begin().await.unwrap();
        let row = orders::find(&mut work, id).await.unwrap().unwrap();
        moved(&mut work, &row, Moved::plain(Move::Approve)).await.unwrap();
        work.commit().await.unwrap();
    }
}
