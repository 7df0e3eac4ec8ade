//! The platform under test.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use madang_core::billing::ForgetCard;
use madang_core::events::{DeliverEvents, Post};
use madang_core::members::{Authenticated, Hasher, Presented, authenticate};
use madang_core::orders::Fulfil;
use madang_core::outbox::{Deliver, MailDriver, SmsDriver};
use madang_core::{
    Actor, Ctx, MasterKey, Origin, Platform, Result, Settings, Vault, captcha, projects, terms,
};
use madang_db::{Db, Engine, Sql};
use madang_i18n::Lang;
use madang_jobs::{Nudge, Worker, WorkerSettings};
use madang_model::Clock as _;
use madang_store::MIGRATIONS;
use madang_store::audit::{self, EntryRow};

use crate::database::{TestDatabase, wait_for};
use crate::{FakePayments, FakeReceiver, HandClock, SeededEntropy};

/// A Madang of a test's own. Dropping it removes its database, and fails the test where a job is dead.
pub struct TestMadang {
    platform: Platform,
    clock: Arc<HandClock>,
    payments: Arc<FakePayments>,
    database: TestDatabase,
    dead_jobs: DeadJobs,
}

/// What dropping a [`TestMadang`] thinks of dead jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeadJobs {
    Fail,
    Expected,
}

impl TestMadang {
    /// One with the settings' defaults, the built-in terms published, and nobody in it.
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, |_| {}).await
    }

    /// One with other settings.
    pub async fn with(engine: Engine, change: impl FnOnce(&mut Settings)) -> Self {
        Self::assembled(engine, change, |_| {}).await
    }

    /// One with other settings and other parts.
    pub async fn assembled(
        engine: Engine,
        settings: impl FnOnce(&mut Settings),
        parts: impl FnOnce(&mut Platform),
    ) -> Self {
        let database = TestDatabase::make(engine).await;
        let db = Db::connect(&database.url(), 12).await.expect("a database that was just made");
        db.migrate(MIGRATIONS).await.expect("the migrations run on an empty database");
        let clock = Arc::new(HandClock::default());
        let entropy = Arc::new(SeededEntropy::new(1));
        let master =
            MasterKey::parse(&MasterKey::generate(entropy.as_ref())).expect("a key that was just made");
        let vault = Vault::open(&db, &master, entropy.clone(), clock.now())
            .await
            .expect("a vault on an empty database");
        let breached = HashSet::from(["password1234567".to_owned()]);
        // The least that Argon2 takes: what is tested is not how long it takes.
        let hasher = Hasher::new(8, 1, breached, entropy.clone()).expect("parameters that Argon2 takes");
        let mut set = Settings::default();
        settings(&mut set);
        let payments = Arc::new(FakePayments::default());
        let addresses = madang_core::billing::address_book(&set);
        let mut platform = Platform {
            db,
            settings: Arc::new(set),
            vault,
            hasher,
            clock: clock.clone(),
            entropy,
            nudge: Nudge::default(),
            holdings: Arc::from([
                Arc::new(madang_core::organizations::Belongings) as Arc<dyn madang_core::members::Holdings>
            ]),
            project_holdings: Arc::from([]),
            order_kinds: projects::order_kinds()
                .into_iter()
                .chain(madang_core::subscriptions::order_kinds())
                .collect(),
            products: Arc::from([]),
            business_register: Arc::new(madang_core::billing::NoRegister),
            addresses,
            payments: payments.clone(),
        };
        parts(&mut platform);
        terms::seed_builtin(&Ctx::system(platform.clone())).await.expect("the built-in terms are published");
        Self { platform, clock, payments, database, dead_jobs: DeadJobs::Fail }
    }

    /// What all operations share: a surface's router is put on top of this.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The clock, to be moved.
    pub fn clock(&self) -> &HandClock {
        &self.clock
    }

    /// The payment gateway, to be told what is typed on its page.
    pub fn payments(&self) -> &FakePayments {
        &self.payments
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// The database's address, for a second connection.
    pub fn database_url(&self) -> String {
        self.database.url()
    }

    /// The program itself acting.
    pub fn system(&self) -> Ctx {
        Ctx::system(self.platform.clone())
    }

    /// Nobody, reading Korean.
    pub fn visitor(&self) -> Ctx {
        self.visitor_from("192.0.2.1")
    }

    /// Nobody, from this network address.
    pub fn visitor_from(&self, address: &str) -> Ctx {
        Ctx {
            platform: self.platform.clone(),
            actor: Actor::Visitor,
            origin: Origin {
                address: address.to_owned(),
                client: "Test/1".to_owned(),
                request_id: "test".to_owned(),
            },
            lang: Lang::Ko,
            claim: None,
        }
    }

    /// Whoever presents this, as the surfaces find out.
    pub async fn presenting(&self, presented: &Presented) -> Result<(Ctx, Authenticated)> {
        let mut ctx = self.visitor();
        let found = authenticate(&ctx, presented).await?;
        ctx.actor = found.actor.clone();
        Ok((ctx, found))
    }

    /// A captcha's id and its letters.
    pub async fn captcha(&self) -> (String, String) {
        let id = captcha::issue(&self.visitor()).await.expect("a captcha").id;
        let mut conn = self.platform.db.read().await.expect("a connection");
        let letters = captcha::answer_for_tests(&self.system(), &mut conn, id).await.expect("its letters");
        (id.to_string(), letters)
    }

    /// A worker that delivers through these drivers; without one, messages stay in the outbox.
    pub fn worker(&self, mail: Option<Arc<dyn MailDriver>>, sms: Option<Arc<dyn SmsDriver>>) -> Worker {
        let platform = self.platform.clone();
        Worker::new(
            platform.db.clone(),
            platform.clock.clone(),
            "test".to_owned(),
            WorkerSettings::default(),
            Nudge::default(),
        )
        .handler(Arc::new(Fulfil { platform: platform.clone() }))
        .handler(Arc::new(madang_core::subscriptions::TearDown { platform: platform.clone() }))
        .handler(Arc::new(madang_core::subscriptions::AnnouncePrice { platform: platform.clone() }))
        .handler(Arc::new(ForgetCard { platform: platform.clone() }))
        .handler(Arc::new(Deliver { platform: platform.clone(), mail, sms }))
        .handler(Arc::new(DeliverEvents::new(platform, Arc::new(FakeReceiver::default()))))
    }

    /// A worker that delivers events through this; messages stay in the outbox.
    pub fn webhook_worker(&self, post: Arc<dyn Post>) -> Worker {
        let platform = self.platform.clone();
        self.worker(None, None).handler(Arc::new(DeliverEvents::new(platform, post)))
    }

    /// Runs every job that is due; how many.
    pub async fn run_jobs(&self) -> usize {
        self.worker(None, None).run_due().await.expect("the queue answers")
    }

    /// The audit log, from its first entry on.
    pub async fn audit(&self) -> Vec<EntryRow> {
        let mut conn = self.platform.db.read().await.expect("a connection");
        audit::from(&mut conn, 1, 10_000).await.expect("the audit log")
    }

    /// The audit entries of one act.
    pub async fn audited(&self, action: &str) -> Vec<EntryRow> {
        self.audit().await.into_iter().filter(|entry| entry.action == action).collect()
    }

    /// The number that a query gives, for what no operation tells.
    pub async fn number(&self, query: Sql) -> i64 {
        query.number(&mut self.platform.db.read().await.expect("a connection")).await.expect("a number")
    }

    /// Lets this test end with dead jobs.
    pub fn expect_dead_jobs(&mut self) {
        self.dead_jobs = DeadJobs::Expected;
    }
}

impl Drop for TestMadang {
    fn drop(&mut self) {
        let database = &self.database;
        let count = wait_for(async move {
            let db = Db::connect(&database.url(), 1).await.expect("the database is still there");
            let dead = Sql::new("SELECT COUNT(*) FROM jobs WHERE state = 'dead'");
            let dead = dead.number(&mut db.read().await.expect("a connection")).await.expect("a number");
            db.close().await;
            database.remove().await;
            dead
        });
        if std::thread::panicking() {
            return;
        }
        let dead = count.expect("the database can be looked at and removed");
        assert!(dead == 0 || self.dead_jobs == DeadJobs::Expected, "{dead} jobs are dead");
    }
}
