//! The operators' list of members with a million members beside ten thousand.

use anyhow::Result;
use madang_core::Ctx;
use madang_db::Sql;
use madang_model::MemberId;

use crate::house::House;
use crate::pages;
use crate::say;

/// The pages: the first, one far down, and searches by each of the four things one can search by.
const PAGES: [(&str, &str); 6] = [
    ("first page", "/admin/members"),
    ("by state", "/admin/members?state=active"),
    ("by ID", "/admin/members?search=m0000777"),
    ("by name", "/admin/members?search=%ED%9A%8C%EC%9B%90777"),
    ("by e-mail", "/admin/members?search=m0000777%40example.com"),
    ("by phone", "/admin/members?search=01000000777"),
];

/// Fills two databases and prints the medians and their ratios.
pub(crate) async fn measure(engine: &str, server: Option<&str>) -> Result<()> {
    let small = filled(server, 10_000).await?;
    let large = filled(server, 1_000_000).await?;
    say(&format!("members page, {engine}: 1,000,000 members beside 10,000, median of {}", pages::TIMES));
    pages::compare(&large, &small, &PAGES).await?;
    Ok(())
}

async fn filled(server: Option<&str>, members: u32) -> Result<(House, String)> {
    let house = House::new(server).await?;
    let ctx = Ctx::system(house.platform.clone());
    let mut number = 0;
    while number < members {
        let mut tx = house.platform.db.begin().await?;
        for _ in 0..200 {
            insert_hundred(&ctx, &mut tx, &mut number).await?;
        }
        tx.commit().await?;
    }
    let mut tx = house.platform.db.begin().await?;
    Sql::new("ANALYZE").execute(&mut tx).await?;
    tx.commit().await?;
    let token = house.session().await?.reveal().to_owned();
    Ok((house, token))
}

async fn insert_hundred(ctx: &Ctx, tx: &mut madang_db::Tx, number: &mut u32) -> Result<()> {
    let now = ctx.now();
    let mut sql = Sql::new(
        "INSERT INTO members (id, login_id, login_key, name, name_key, email, email_key, phone, password_hash, \
         password_changed_at, state, state_since, state_reason, lang, created_at) VALUES ",
    );
    for row in 0..100 {
        let n = *number;
        *number += 1;
        let (id, key, name, email, phone) = (
            ctx.new_id::<MemberId>(),
            format!("m{n:07}"),
            format!("회원{n}"),
            format!("m{n:07}@example.com"),
            format!("010{n:08}"),
        );
        let state = if n.is_multiple_of(20) { "unverified" } else { "active" };
        let values = [id.to_string(), key.clone(), key, name.clone(), name, email.clone(), email, phone];
        sql.push(if row == 0 { "(" } else { ", (" });
        for value in values {
            sql.push_arg(value);
            sql.push(", ");
        }
        sql.push("'', ");
        sql.push_arg(now);
        sql.push(", ");
        sql.push_arg(state);
        sql.push(", ");
        sql.push_arg(now);
        sql.push(", '', 'ko', ");
        sql.push_arg(now);
        sql.push(")");
    }
    sql.execute(tx).await?;
    Ok(())
}
