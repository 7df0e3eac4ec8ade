//! Orders from draft to their end while the program is killed again and again: what was answered happened, once,
//! and nothing waits for nobody afterwards.
//!
//! `MADANG_TEST_KILLS` says how often it is killed on each engine (10 without it), `MADANG_TEST_SEED` which numbers
//! the moments and the journeys are drawn from; the seed is printed. `make kill` runs many.

mod checks;
mod client;
mod journeys;
mod killer;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use madang_db::Sql;
use madang_testkit::on_both_engines;

use self::checks::check;
use self::client::People;
use self::journeys::{Journey, run};
use self::killer::{Plan, kill_again_and_again};
use crate::harness::World;

/// How many people apply at the same time; each one's orders are decided by the next one.
const PEOPLE: usize = 4;

on_both_engines! {
    #[expect(clippy::print_stdout, reason = "the seed and the figures of a long run are what it is made for")]
    async fn no_order_is_lost_doubled_or_left_waiting(engine: Engine) {
        let plan = Plan::from_surroundings();
        println!("seed {} kills {}", plan.seed, plan.kills);
        let mut world = World::new(engine).await;
        world.set("MADANG_LIMITS__REQUESTS_PER_MINUTE", "1000000");
        world.start();
        let people = People::enter(&world, PEOPLE).await;
        // However small this machine is, nobody is refused for want of room.
        let db = world.database().await;
        let mut tx = db.begin().await.unwrap();
        Sql::new("UPDATE clusters SET vcpu = 1000000, memory_mib = 1000000000, disk_gib = 1000000000")
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        let stop = Arc::new(AtomicBool::new(false));
        let travels: Vec<_> = (0..PEOPLE)
            .map(|number| tokio::spawn(run(Arc::clone(&people), number, plan.seed, Arc::clone(&stop))))
            .collect();
        kill_again_and_again(&mut world, plan, &stop).await;
        let mut journeys: Vec<Journey> = Vec::new();
        for travel in travels {
            journeys.extend(travel.await.unwrap_or_else(|error| panic!("seed {}: {error}", plan.seed)));
        }
        world.until("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running')", 0).await;
        world.kill();
        let acts: usize = journeys.iter().map(|journey| journey.acts).sum();
        let again: usize = journeys.iter().map(|journey| journey.again).sum();
        let lost: usize = journeys.iter().map(|journey| journey.lost).sum();
        println!("{} journeys, {acts} acts, {again} sent again, {lost} answers lost", journeys.len());
        check(&world, &journeys, plan.seed).await;
    }
}
