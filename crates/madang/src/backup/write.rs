//! `madang backup`

use std::fs::{self, File};
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use madang_core::{Settings, SystemClock};
use madang_db::{dump, schema};
use madang_i18n::Zone;
use madang_model::Clock as _;
use madang_store::MIGRATIONS;
use tempfile::NamedTempFile;

use super::{FORMAT, KEY, MANIFEST, Manifest, Member, Summing, Table, table_member};
use crate::invocation::Invocation;
use crate::{keys, terminal, wiring};

/// Writes everything that is kept into one archive.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The archive to write; it must not be there yet
    file: PathBuf,
}

impl Backup {
    /// All tables are as they were at one moment, whatever is written meanwhile. The archive appears whole
    /// under its name, or not at all.
    pub(crate) async fn run(&self, invocation: &Invocation) -> Result<()> {
        let tr = invocation.tr;
        let settings = invocation.config()?.settings;
        let name = self.file.display().to_string();
        if self.file.exists() {
            bail!(tr.a("backup-exists", &[("file", name.into())]));
        }
        if settings.database.url.is_none() && !settings.server.data_dir.join("madang.db").is_file() {
            bail!(tr.s("backup-no-database"));
        }
        let folder =
            self.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut writing = Writing::new(folder)?;
        let db = wiring::database(&settings, tr).await?;
        let migrations = db.schema_version(MIGRATIONS).await?;
        if migrations == 0 {
            bail!(tr.s("backup-no-database"));
        }
        let tables = writing.tables(&db).await?;
        db.close().await;
        writing.files(&settings)?;
        let manifest = Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            created_at: Zone::wire(SystemClock.now()),
            migrations,
            tables,
            members: writing.members.clone(),
        };
        let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
        writing.finish(&manifest)?.persist_noclobber(&self.file).map_err(|error| error.error)?;
        File::open(folder)?.sync_all()?;
        let files = manifest.members.len() - manifest.tables.len();
        let counts =
            [("tables", manifest.tables.len().into()), ("rows", rows.into()), ("files", files.into())];
        terminal::say(&tr.a("backup-done", &[&[("file", name.as_str().into())][..], &counts].concat()));
        terminal::say(&tr.s("backup-secret"));
        Ok(())
    }
}

/// An archive being written, beside where it will be.
struct Writing {
    folder: PathBuf,
    tar: tar::Builder<BufWriter<NamedTempFile>>,
    members: Vec<Member>,
}

impl Writing {
    fn new(folder: &Path) -> Result<Self> {
        // Temporary files are their owner's alone.
        let file = NamedTempFile::new_in(folder).with_context(|| folder.display().to_string())?;
        Ok(Self {
            folder: folder.to_owned(),
            tar: tar::Builder::new(BufWriter::new(file)),
            members: Vec::new(),
        })
    }

    /// Every table of one snapshot. A table goes through a file of its own, because a member's size stands
    /// before its bytes.
    async fn tables(&mut self, db: &madang_db::Db) -> Result<Vec<Table>> {
        let mut snapshot = db.snapshot().await?;
        let mut written = Vec::new();
        for table in schema::tables(&mut snapshot, db.engine()).await? {
            let mut spool = Summing::new(BufWriter::new(tempfile::tempfile_in(&self.folder)?));
            let rows = dump::write_table(&mut snapshot, &table, &mut spool).await?;
            let (spool, size, sha256) = spool.finish();
            let mut spool = spool.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            spool.seek(SeekFrom::Start(0))?;
            self.append(table_member(&table.name), size, sha256, spool)?;
            written.push(Table { name: table.name, rows });
        }
        Ok(written)
    }

    /// The master key, and the files of the data folder.
    fn files(&mut self, settings: &Settings) -> Result<()> {
        let key = keys::path(settings);
        self.file(KEY.to_owned(), &key)?;
        let blobs = settings.server.data_dir.join("blobs");
        for path in files_in(&blobs)? {
            let within = path.strip_prefix(&settings.server.data_dir)?;
            let Some(name) = within.to_str() else { bail!("{} is not UTF-8", path.display()) };
            self.file(name.to_owned(), &path)?;
        }
        Ok(())
    }

    fn file(&mut self, name: String, path: &Path) -> Result<()> {
        // A spool, so that what is summed is what is written, whoever writes to the file meanwhile.
        let mut spool = Summing::new(tempfile::tempfile_in(&self.folder)?);
        let mut source = File::open(path).with_context(|| path.display().to_string())?;
        std::io::copy(&mut source, &mut spool)?;
        let (mut spool, size, sha256) = spool.finish();
        spool.seek(SeekFrom::Start(0))?;
        self.append(name, size, sha256, spool)
    }

    fn append(&mut self, path: String, size: u64, sha256: String, bytes: File) -> Result<()> {
        self.tar.append_data(&mut header(size), &path, bytes)?;
        self.members.push(Member { path, size, sha256 });
        Ok(())
    }

    fn finish(mut self, manifest: &Manifest) -> Result<NamedTempFile> {
        let text = serde_json::to_vec_pretty(manifest)?;
        self.tar.append_data(&mut header(text.len() as u64), MANIFEST, text.as_slice())?;
        let mut file = self.tar.into_inner()?;
        file.flush()?;
        let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        Ok(file)
    }
}

fn header(size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Regular);
    header.set_size(size);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(SystemClock.now().seconds()).unwrap_or(0));
    header
}

/// Every regular file under `folder`, in order; none where it is not there.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry?;
            match entry.file_type()? {
                kind if kind.is_dir() => folders.push(entry.path()),
                kind if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}
