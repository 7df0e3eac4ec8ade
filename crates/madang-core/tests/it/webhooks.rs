use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use madang_core::events::{
    Call, CreatedWebhook, DELIVER, DeliverEvents, Delivery, DeliveryQuery, NoAnswer, Post, WebhookInput,
    create_webhook, deliveries, delivery, pause_webhook, publish, remove_webhook, replay, resume_webhook,
    rotate_secret, signature, try_webhook, update_webhook, webhook, webhooks,
};
use madang_core::notices::{self, NoticeQuery};
use madang_core::{Ctx, Error, Refusal, housekeeping};
use madang_db::Sql;
use madang_jobs::Handler as _;
use madang_model::organizations::OrgRole;
use madang_model::{OrganizationId, WebhookId};
use madang_testkit::{FakeReceiver, TestMadang, in_parallel, on_both_engines};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

const HOUR: Duration = Duration::from_secs(3600);

fn typed(kinds: &[&str]) -> WebhookInput {
    WebhookInput {
        name: "배포 서버".to_owned(),
        address: "https://hooks.example.com/madang".to_owned(),
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
    }
}

async fn made(ctx: &Ctx, organization: OrganizationId, kinds: &[&str]) -> CreatedWebhook {
    create_webhook(ctx, organization, &typed(kinds)).await.unwrap()
}

/// Makes real requests, to one of two receivers.
struct Wires {
    silent: SocketAddr,
    prompt: SocketAddr,
    quick: String,
}

#[async_trait]
impl Post for Wires {
    async fn post(&self, call: &Call) -> Result<u16, NoAnswer> {
        let to = if call.body.contains(&self.quick) { self.prompt } else { self.silent };
        let mut stream = TcpStream::connect(to).await.map_err(|_| NoAnswer::Unreachable)?;
        let request = format!("POST / HTTP/1.1\r\ncontent-length: {}\r\n\r\n{}", call.body.len(), call.body);
        stream.write_all(request.as_bytes()).await.map_err(|_| NoAnswer::Unreachable)?;
        let mut status = [0; 12];
        stream.read_exact(&mut status).await.map_err(|_| NoAnswer::Unreachable)?;
        std::str::from_utf8(&status[9..]).ok().and_then(|code| code.parse().ok()).ok_or(NoAnswer::Unreachable)
    }
}

/// Something happens to the organisation.
async fn happens(m: &TestMadang, organization: OrganizationId, kind: &'static str) {
    let system = m.system();
    let mut work = system.begin().await.unwrap();
    publish(&mut work, organization, kind, "s-1", &json!({ "amount": 3 })).await.unwrap();
    work.commit().await.unwrap();
}

async fn all(ctx: &Ctx, id: WebhookId) -> Vec<Delivery> {
    deliveries(ctx, id, &DeliveryQuery::default()).await.unwrap().items
}

on_both_engines! {
    async fn what_happens_is_told_to_those_who_listen_signed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, other) = (m.member("owner1").await, m.member("other1").await);
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let foreign = m.company(&other, "다른회사", "OTHER").await;
        let listening = made(&owner, company.id, &["order.*"]).await;
        made(&owner, company.id, &["project.create"]).await;
        made(&other, foreign.id, &["*"]).await;
        happens(&m, company.id, "order.submit").await;
        let receiver = Arc::new(FakeReceiver::default());
        m.webhook_worker(receiver.clone()).run_due().await.unwrap();
        let taken = receiver.taken();
        assert_eq!(taken.len(), 1, "one of three listens");
        assert_eq!(taken[0].address, "https://hooks.example.com/madang");
        let body: Value = serde_json::from_str(&taken[0].body).unwrap();
        let told = (&body["type"], &body["organization_id"], &body["subject_id"], &body["data"]);
        assert_eq!(told, (&json!("order.submit"), &json!(company.id.to_string()), &json!("s-1"), &json!({ "amount": 3 })));
        let header = |name: &str| taken[0].headers.iter().find(|(found, _)| *found == name).unwrap().1.clone();
        let seconds: i64 = header("webhook-timestamp").parse().unwrap();
        let expected = signature(&listening.secret, &header("webhook-id"), seconds, &taken[0].body).unwrap();
        assert_eq!(header("webhook-signature"), expected);
        let delivered = all(&owner, listening.id).await;
        assert_eq!((delivered[0].state.as_str(), delivered[0].status, delivered[0].attempts), ("delivered", Some(204), 1));
        assert_eq!(delivered[0].event_id.to_string(), header("webhook-id"));
        m.advance(HOUR * 100);
        m.webhook_worker(receiver.clone()).run_due().await.unwrap();
        assert_eq!(receiver.taken().len(), 1, "and once");
    }

    async fn what_did_not_happen_is_not_told(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let listening = made(&owner, company.id, &["*"]).await;
        let mut work = owner.begin().await.unwrap();
        publish(&mut work, company.id, "order.submit", "s-1", &json!({})).await.unwrap();
        drop(work);
        assert!(all(&owner, listening.id).await.is_empty());
    }

    async fn a_failed_try_is_made_again_later_with_the_same_id(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let listening = made(&owner, company.id, &["*"]).await;
        happens(&m, company.id, "order.submit").await;
        let receiver = Arc::new(FakeReceiver::default());
        receiver.answer_with([Ok(500), Err(NoAnswer::Timeout), Ok(302)]);
        let worker = m.webhook_worker(receiver.clone());
        worker.run_due().await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(receiver.taken().len(), 1, "not before its time");
        let waiting = &all(&owner, listening.id).await[0];
        assert_eq!((waiting.state.as_str(), waiting.status, waiting.attempts), ("queued", Some(500), 1));
        for (pause, error) in [(6, Some("timeout")), (301, None), (1801, None)] {
            m.advance(Duration::from_secs(pause));
            worker.run_due().await.unwrap();
            assert_eq!(all(&owner, listening.id).await[0].error.as_deref(), error);
        }
        let ended = &all(&owner, listening.id).await[0];
        assert_eq!((ended.state.as_str(), ended.status, ended.attempts), ("delivered", Some(204), 4));
        let taken = receiver.taken();
        assert!(taken.iter().all(|call| call.headers[0] == taken[0].headers[0] && call.body == taken[0].body));
        assert_ne!(taken[0].headers[1], taken[3].headers[1], "the time is that of the try");
    }

    async fn the_last_failed_try_ends_it_and_it_can_be_replayed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let listening = made(&owner, company.id, &["*"]).await;
        happens(&m, company.id, "order.submit").await;
        let receiver = Arc::new(FakeReceiver::default());
        receiver.answer_with((0..8).map(|_| Ok(503)));
        let worker = m.webhook_worker(receiver.clone());
        let first = all(&owner, listening.id).await[0].id;
        let early = replay(&owner, first).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::Superseded))), "it is under way: {early:?}");
        for _ in 0..20 {
            worker.run_due().await.unwrap();
            m.advance(HOUR * 15);
        }
        assert_eq!(receiver.taken().len(), 8);
        let failed = delivery(&owner, first).await.unwrap();
        assert_eq!((failed.state.as_str(), failed.attempts, failed.next_at), ("failed", 8, None));
        assert_eq!(webhook(&owner, listening.id).await.unwrap().0.failures, 1);

        let owner = m.signed_in("owner1", madang_testkit::PASSWORD).await.unwrap().0;
        let again = replay(&owner, first).await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(delivery(&owner, again).await.unwrap().state, "delivered");
        assert_eq!(delivery(&owner, first).await.unwrap().state, "failed", "what was, stays");
        let taken = receiver.taken();
        assert_eq!(taken[8].headers[0], taken[0].headers[0], "a receiver can tell that it is the same event");
        assert_eq!(webhook(&owner, listening.id).await.unwrap().0.failures, 0);
        assert_eq!(m.audited("webhooks.replay").await.len(), 1);
    }

    async fn a_webhook_that_keeps_failing_is_paused_and_its_owners_told(engine: Engine) {
        let m = TestMadang::with(engine, |settings| {
            settings.webhooks.attempts = 1;
            settings.webhooks.pause_after = 3;
        }).await;
        let (owner, viewer) = (m.member("owner1").await, m.member("viewer").await);
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        m.joins(&company, &viewer, None, &[OrgRole::Viewer], false).await;
        let listening = made(&owner, company.id, &["*"]).await;
        let receiver = Arc::new(FakeReceiver::default());
        let worker = m.webhook_worker(receiver.clone());
        for answers in [vec![Ok(500), Ok(500)], vec![Ok(200)], vec![Ok(500), Ok(404), Err(NoAnswer::Unreachable)]] {
            for answer in answers {
                assert!(webhook(&owner, listening.id).await.unwrap().0.active);
                receiver.answer_with([answer]);
                happens(&m, company.id, "order.submit").await;
                worker.run_due().await.unwrap();
            }
        }
        let (paused, _) = webhook(&owner, listening.id).await.unwrap();
        assert_eq!((paused.active, paused.paused_for.as_deref()), (false, Some("failing")));
        let told = notices::list(&owner, &NoticeQuery::default()).await.unwrap().items;
        assert!(told.iter().any(|notice| notice.line.contains("한전KDN") && notice.line.contains("배포 서버")), "{told:?}");
        assert!(m.mail_kinds(&owner.email).await.contains(&"notice".to_owned()));
        assert!(notices::list(&viewer, &NoticeQuery::default()).await.unwrap().items.is_empty());
        assert_eq!(m.audited("webhooks.pause").await[0].actor, "system");

        happens(&m, company.id, "order.submit").await;
        worker.run_due().await.unwrap();
        assert_eq!(receiver.taken().len(), 6, "nothing more is sent");
        resume_webhook(&owner, listening.id).await.unwrap();
        let twice = resume_webhook(&owner, listening.id).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::Superseded))));
        happens(&m, company.id, "order.submit").await;
        worker.run_due().await.unwrap();
        assert_eq!(receiver.taken().len(), 7);
    }

    async fn one_who_is_gone_or_leads_inside_is_not_asked_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let listening = made(&owner, company.id, &["*"]).await;
        let receiver = Arc::new(FakeReceiver::default());
        receiver.answer_with([Err(NoAnswer::Forbidden), Ok(410)]);
        for _ in 0..2 {
            happens(&m, company.id, "order.submit").await;
            m.webhook_worker(receiver.clone()).run_due().await.unwrap();
        }
        let ended = all(&owner, listening.id).await;
        assert!(ended.iter().all(|ended| ended.state == "failed" && ended.attempts == 1), "{ended:?}");
        assert_eq!(webhook(&owner, listening.id).await.unwrap().0.paused_for.as_deref(), Some("gone"));
    }

    async fn what_is_under_way_when_a_webhook_pauses_or_goes_is_given_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let (one, two) = (made(&owner, company.id, &["*"]).await.id, made(&owner, company.id, &["*"]).await.id);
        happens(&m, company.id, "order.submit").await;
        pause_webhook(&owner, one).await.unwrap();
        remove_webhook(&owner, two).await.unwrap();
        let receiver = Arc::new(FakeReceiver::default());
        let worker = m.webhook_worker(receiver.clone());
        worker.run_due().await.unwrap();
        assert!(receiver.taken().is_empty());
        let given_up = &all(&owner, one).await[0];
        assert_eq!((given_up.state.as_str(), given_up.error.as_deref()), ("failed", Some("paused")));
        assert!(matches!(replay(&owner, given_up.id).await, Err(Error::Refused(Refusal::Superseded))));
        assert!(matches!(webhook(&owner, two).await, Err(Error::NotFound)));
        assert!(matches!(remove_webhook(&owner, two).await, Err(Error::NotFound)));
        assert_eq!(webhooks(&owner, company.id).await.unwrap().webhooks.len(), 1);
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM webhooks WHERE sealed = ''")).await, 1);

        // A try goes out all the same: whoever paused it wants to know before they resume it.
        let tried = try_webhook(&owner, one).await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(delivery(&owner, tried).await.unwrap().state, "delivered");
        receiver.answer_with([Ok(500)]);
        let tried = try_webhook(&owner, one).await.unwrap();
        worker.run_due().await.unwrap();
        let tried = delivery(&owner, tried).await.unwrap();
        assert_eq!((tried.state.as_str(), tried.attempts), ("failed", 1), "it is tried once");
    }

    async fn a_run_after_a_crash_sends_nothing_twice_once_it_is_noted(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        made(&owner, company.id, &["*"]).await;
        happens(&m, company.id, "order.submit").await;
        let job = {
            let mut conn = m.platform().db.read().await.unwrap();
            let filter = madang_jobs::JobFilter { state: None, before: None };
            madang_jobs::list(&mut conn, filter, 100).await.unwrap().into_iter().find(|job| job.kind == DELIVER).unwrap()
        };
        let receiver = Arc::new(FakeReceiver::default());
        let handler = DeliverEvents::new(m.platform().clone(), receiver.clone());
        handler.run(&job).await.unwrap();
        handler.run(&job).await.unwrap();
        m.webhook_worker(receiver.clone()).run_due().await.unwrap();
        assert_eq!(receiver.taken().len(), 1);
    }

    async fn a_receiver_that_takes_its_time_holds_up_nobody_else(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (slow_owner, quick_owner) = (m.member("slow12").await, m.member("quick1").await);
        let slow = m.company(&slow_owner, "느린회사", "SLOW").await;
        let quick = m.company(&quick_owner, "빠른회사", "QUICK").await;
        let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let prompt = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let post = Arc::new(Wires {
            silent: silent.local_addr().unwrap(), prompt: prompt.local_addr().unwrap(), quick: quick.id.to_string(),
        });
        made(&slow_owner, slow.id, &["*"]).await;
        let listening = made(&quick_owner, quick.id, &["*"]).await;
        for _ in 0..12 {
            happens(&m, slow.id, "order.submit").await;
        }
        happens(&m, quick.id, "order.submit").await;
        // It takes the connection, and never says a word.
        let silence = tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((stream, _)) = silent.accept().await {
                held.push(stream);
            }
        });
        let stop = CancellationToken::new();
        let working = tokio::spawn(Arc::new(m.webhook_worker(post)).run(stop.clone()));
        let taken = tokio::time::timeout(Duration::from_secs(20), async {
            let (mut stream, _) = prompt.accept().await.unwrap();
            assert!(stream.read(&mut [0; 65_536]).await.unwrap() > 0);
            stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
        });
        taken.await.expect("the quick one is told while the slow one is not");
        let working_time = tokio::time::timeout(Duration::from_secs(20), async {
            while all(&quick_owner, listening.id).await[0].state != "delivered" {
                tokio::task::yield_now().await;
            }
        });
        working_time.await.expect("and it is noted");
        silence.abort();
        stop.cancel();
        working.await.unwrap();
    }

    async fn a_new_secret_signs_and_the_old_one_for_a_day_too(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let listening = made(&owner, company.id, &["*"]).await;
        let fresh = rotate_secret(&owner, listening.id).await.unwrap();
        assert_ne!(fresh.reveal(), listening.secret.reveal());
        let receiver = Arc::new(FakeReceiver::default());
        for pause in [Duration::ZERO, HOUR * 25] {
            m.advance(pause);
            happens(&m, company.id, "order.submit").await;
            m.webhook_worker(receiver.clone()).run_due().await.unwrap();
        }
        let signed = |secret, number: usize| {
            let call = receiver.taken().remove(number);
            let expected = signature(secret, &call.headers[0].1, call.headers[1].1.parse().unwrap(), &call.body).unwrap();
            call.headers[2].1.split(' ').any(|found| found == expected)
        };
        assert!(signed(&fresh, 0) && signed(&listening.secret, 0));
        assert!(signed(&fresh, 1) && !signed(&listening.secret, 1));
    }

    async fn owners_write_viewers_look_and_strangers_find_nothing(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, viewer, developer, stranger) =
            (m.member("owner1").await, m.member("viewer").await, m.member("devel1").await, m.member("strange").await);
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        m.joins(&company, &viewer, None, &[OrgRole::Viewer], false).await;
        m.joins(&company, &developer, None, &[OrgRole::Developer], false).await;
        let id = made(&owner, company.id, &["*"]).await.id;
        let auditor = m.auditor().await;
        let tried = try_webhook(&owner, id).await.unwrap();
        for reader in [&viewer, &auditor] {
            assert_eq!(webhooks(reader, company.id).await.unwrap().webhooks.len(), 1);
            let (_, may_write) = webhook(reader, id).await.unwrap();
            assert!(!may_write && delivery(reader, tried).await.is_ok());
            assert!(matches!(pause_webhook(reader, id).await, Err(Error::Forbidden)));
        }
        assert!(matches!(webhooks(&developer, company.id).await, Err(Error::Forbidden)));
        let input = typed(&["*"]);
        for (ctx, expected) in [(&stranger.ctx, Error::NotFound), (&m.visitor(), Error::SignInRequired)] {
            let refused = [
                webhooks(ctx, company.id).await.err(), webhook(ctx, id).await.err(), deliveries(ctx, id, &DeliveryQuery::default()).await.err(),
                delivery(ctx, tried).await.err(), create_webhook(ctx, company.id, &input).await.err(), update_webhook(ctx, id, &input).await.err(),
                pause_webhook(ctx, id).await.err(), resume_webhook(ctx, id).await.err(), rotate_secret(ctx, id).await.err(),
                remove_webhook(ctx, id).await.err(), try_webhook(ctx, id).await.err(), replay(ctx, tried).await.err(),
            ];
            for (number, refused) in refused.into_iter().enumerate() {
                let refused = refused.expect("it is refused");
                assert_eq!(std::mem::discriminant(&refused), std::mem::discriminant(&expected), "{number}: {refused:?}");
            }
        }
    }

    async fn what_is_typed_is_checked_and_there_are_no_more_than_may_be(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.webhooks.per_organization = 3).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        let bad = WebhookInput { name: " ".to_owned(), address: "https://127.0.0.1/".to_owned(), kinds: vec!["x".to_owned()] };
        let Err(Error::Invalid(fields)) = create_webhook(&owner, company.id, &bad).await else { panic!("it is invalid") };
        assert_eq!(fields.iter().map(|field| field.field).collect::<Vec<_>>(), ["name", "address", "kinds"]);
        let results = in_parallel(6, |_| {
            let (ctx, id) = (owner.ctx.clone(), company.id);
            async move { create_webhook(&ctx, id, &typed(&["*"])).await.map(|made| made.id) }
        }).await;
        assert_eq!(results.iter().filter(|made| made.is_ok()).count(), 3);
        for refused in results.iter().filter_map(|made| made.as_ref().err()) {
            assert!(matches!(refused, Error::Refused(Refusal::TooMany { most: 3 })), "{refused:?}");
        }
        let id = webhooks(&owner, company.id).await.unwrap().webhooks[0].id;
        let changed = WebhookInput { name: "새 이름".to_owned(), ..typed(&["order.submit"]) };
        update_webhook(&owner, id, &changed).await.unwrap();
        let (found, _) = webhook(&owner, id).await.unwrap();
        assert_eq!((found.name.as_str(), found.kinds), ("새 이름", vec!["order.submit".to_owned()]));
        assert!(matches!(update_webhook(&owner, id, &bad).await, Err(Error::Invalid(_))));
    }

    async fn old_deliveries_and_events_are_forgotten(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.webhooks.keep_days = 5).await;
        let owner = m.member("owner1").await;
        let company = m.company(&owner, "한전KDN", "KDN1").await;
        made(&owner, company.id, &["*"]).await;
        happens(&m, company.id, "order.submit").await;
        m.run_jobs().await;
        m.advance(HOUR * 24 * 6);
        happens(&m, company.id, "order.submit").await;
        for _ in 0..2 {
            for reconciler in housekeeping::reconcilers(m.platform()) {
                reconciler.activate().await.unwrap();
            }
        }
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM deliveries")).await, 1);
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM events")).await, 1);
    }
}
