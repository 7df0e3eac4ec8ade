//! `madang restore`

use std::fs::{self, File};
use std::io::{self, BufReader, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use madang_core::{Ctx, Settings, audit};
use madang_db::{Conn, Db, Sql, dump, schema};
use madang_i18n::Tr;
use madang_model::Secret;
use madang_store::MIGRATIONS;

use super::archive::Archive;
use super::{KEY, Summing, table_member};
use crate::invocation::Invocation;
use crate::wiring::{self, Schema};
use crate::{keys, terminal};

/// Brings a backup back into an empty database and data folder.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The archive that `madang backup` wrote
    file: PathBuf,
}

/// The tables that migrations themselves put rows into.
const FILLED_BY_MIGRATIONS: [&str; 2] = ["schema_migrations", "audit_head"];

impl Restore {
    /// The archive is read to its end before anything is written. All rows are restored and compared in one
    /// transaction: where anything differs, the database stays empty.
    pub(crate) async fn run(&self, invocation: &Invocation) -> Result<()> {
        let tr = invocation.tr;
        let settings = invocation.config()?.settings;
        let mut archive = Archive::open(&self.file, tr).with_context(|| self.file.display().to_string())?;
        let manifest = archive.manifest.clone();
        if manifest.migrations > MIGRATIONS.len() {
            bail!(tr.a("restore-newer", &[("version", (&manifest.program).into())]));
        }
        expect_empty_folder(&settings, tr)?;
        wiring::make_data_folder(&settings)?;
        let db = wiring::database(&settings, tr).await?;
        expect_empty_database(&db, tr).await?;
        db.migrate(&MIGRATIONS[..manifest.migrations]).await?;

        let mut tx = db.begin().await?;
        let rows = restore_tables(&mut tx, &db, &mut archive, tr).await?;
        end_what_lasts_a_while(&mut tx).await?;
        let files = Files::restore(&settings, &mut archive)?;
        tx.commit().await?;
        files.keep();
        db.close().await;

        let platform = wiring::platform(settings, Schema::Migrate, tr).await?;
        let entries = match audit::verify(&Ctx::system(platform.clone())).await? {
            Ok(whole) => whole.entries,
            Err(broken) => bail!(tr.a("restore-audit-broken", &[("seq", broken.seq.into())])),
        };
        platform.db.close().await;
        let name = self.file.display().to_string();
        let counts = [
            ("file", name.into()),
            ("tables", manifest.tables.len().into()),
            ("rows", rows.into()),
            ("entries", entries.into()),
        ];
        terminal::say(&tr.a("restore-done", &counts));
        terminal::say(&tr.s("restore-ended"));
        Ok(())
    }
}

fn expect_empty_folder(settings: &Settings, tr: Tr) -> Result<()> {
    let blobs = settings.server.data_dir.join("blobs");
    let filled = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    for (path, full) in
        [(keys::path(settings), keys::path(settings).exists()), (blobs.clone(), filled(&blobs))]
    {
        if full {
            bail!(tr.a("restore-folder-full", &[("file", path.display().to_string().into())]));
        }
    }
    Ok(())
}

async fn expect_empty_database(db: &Db, tr: Tr) -> Result<()> {
    let mut conn = db.read().await?;
    for table in schema::tables(&mut conn, db.engine()).await? {
        let filled = !FILLED_BY_MIGRATIONS.contains(&table.name.as_str())
            && dump::row_count(&mut conn, &table).await? > 0;
        if filled {
            bail!(tr.a("restore-database-full", &[("table", table.name.into())]));
        }
    }
    Ok(())
}

/// Reads every table in and compares what is there then with the archive; how many rows there are.
async fn restore_tables(tx: &mut Conn, db: &Db, archive: &mut Archive, tr: Tr) -> Result<u64> {
    let tables = schema::tables(tx, db.engine()).await?;
    let differs = |name: &str| tr.a("restore-differs", &[("table", name.to_owned().into())]);
    if let Some(unknown) =
        archive.manifest.tables.iter().find(|said| tables.iter().all(|table| table.name != said.name))
    {
        bail!(differs(&unknown.name));
    }
    let mut total = 0;
    for table in &tables {
        let Some(member) = archive.member(&table_member(&table.name))? else { bail!(differs(&table.name)) };
        total += dump::read_table(tx, table, &mut BufReader::new(member)).await?;
    }
    for table in &tables {
        let mut sum = Summing::new(io::sink());
        let rows = dump::write_table(tx, table, &mut sum).await?;
        let (_, _, sha256) = sum.finish();
        let path = table_member(&table.name);
        let same_rows =
            archive.manifest.tables.iter().any(|said| said.name == table.name && said.rows == rows);
        let same_bytes =
            archive.manifest.members.iter().any(|said| said.path == path && said.sha256 == sha256);
        if !same_rows || !same_bytes {
            bail!(differs(&table.name));
        }
    }
    Ok(total)
}

/// Ends what was ended, used up or over since the backup for all that is known: sessions, mailed links, codes and
/// answers that would be given again.
async fn end_what_lasts_a_while(tx: &mut Conn) -> Result<()> {
    for forget in [
        "DELETE FROM sessions",
        "DELETE FROM mail_links",
        "DELETE FROM phone_codes",
        "DELETE FROM captchas",
        "DELETE FROM idempotency",
    ] {
        Sql::new(forget).execute(tx).await?;
    }
    Ok(())
}

/// Files that are taken away again unless they are kept.
struct Files(Vec<PathBuf>);

impl Files {
    fn restore(settings: &Settings, archive: &mut Archive) -> Result<Self> {
        let mut files = Self(Vec::new());
        if let Some(mut member) = archive.member(KEY)? {
            let mut text = String::new();
            member.read_to_string(&mut text)?;
            let path = keys::path(settings);
            keys::write(&path, &Secret::new(text.trim()))?;
            files.0.push(path);
        }
        for name in archive.blobs() {
            let path = settings.server.data_dir.join(&name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let Some(mut member) = archive.member(&name)? else { continue };
            let mut file: File =
                fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
            files.0.push(path);
            io::copy(&mut member, &mut file)?;
            file.sync_all()?;
        }
        Ok(files)
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}
