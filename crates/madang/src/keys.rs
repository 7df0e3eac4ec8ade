//! The master key's file.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use madang_core::{Entropy, MasterKey, Settings};
use madang_i18n::Tr;
use madang_model::Secret;

/// Where the master key is.
pub(crate) fn path(settings: &Settings) -> PathBuf {
    settings
        .server
        .master_key_file
        .clone()
        .unwrap_or_else(|| settings.server.data_dir.join("keys").join("master.key"))
}

/// What stands in the way of using the key's file; none where it is in order. Not being there is no fault.
pub(crate) fn fault(path: &Path, tr: Tr) -> Option<String> {
    let file = path.display().to_string();
    let unreadable = |error: io::Error| {
        tr.a("key-unreadable", &[("file", (&file).into()), ("error", error.to_string().into())])
    };
    let mode = match fs::metadata(path) {
        Ok(found) => found.permissions().mode() & 0o777,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => return Some(unreadable(error)),
    };
    if mode & 0o077 != 0 {
        return Some(tr.a("key-open", &[("file", (&file).into()), ("mode", format!("{mode:o}").into())]));
    }
    match fs::read_to_string(path) {
        Ok(text) => match MasterKey::parse(&Secret::new(text)) {
            Ok(_) => None,
            Err(_) => Some(tr.a("key-malformed", &[("file", (&file).into())])),
        },
        Err(error) => Some(unreadable(error)),
    }
}

/// Reads the master key, or makes it where nothing has been sealed yet.
///
/// # Errors
/// When others can read the file, when it is malformed, and when it is gone while the database holds what only
/// it opens.
pub(crate) fn open(settings: &Settings, sealed: bool, entropy: &dyn Entropy, tr: Tr) -> Result<MasterKey> {
    let path = path(settings);
    let file = path.display().to_string();
    if !path.exists() {
        if sealed {
            bail!(tr.a("key-missing", &[("file", file.into())]));
        }
        if let Err(error) = write(&path, &MasterKey::generate(entropy))
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            bail!(tr.a("key-unwritable", &[("file", file.into()), ("error", error.to_string().into())]));
        }
    }
    if let Some(fault) = fault(&path, tr) {
        bail!(fault);
    }
    Ok(MasterKey::parse(&Secret::new(fs::read_to_string(&path)?))?)
}

/// Writes a key's file that only its owner can read, whole or not at all; one that is there stays as it is.
pub(crate) fn write(path: &Path, key: &Secret) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(key.reveal().as_bytes())?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    fs::File::open(folder)?.sync_all()
}
