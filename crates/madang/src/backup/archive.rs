//! Reading an archive: first all of it, to know that it is whole and unaltered, then member by member.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::Path;

use anyhow::{Result, bail};
use madang_i18n::Tr;

use super::{FORMAT, KEY, MANIFEST, Manifest, Member, Summing};

/// The largest manifest that is read, in bytes.
const LARGEST_MANIFEST: u64 = 64 << 20;

/// An archive that is whole.
pub(super) struct Archive {
    file: File,
    /// Where each member's bytes begin.
    places: BTreeMap<String, u64>,
    pub(super) manifest: Manifest,
}

impl Archive {
    /// Opens an archive after reading all of it.
    ///
    /// # Errors
    /// When it is cut short, altered, newer than this program, or has members that no backup has.
    pub(super) fn open(path: &Path, tr: Tr) -> Result<Self> {
        let incomplete = || tr.a("restore-incomplete", &[("file", path.display().to_string().into())]);
        let file = File::open(path)?;
        let mut members = Vec::new();
        let mut places = BTreeMap::new();
        let mut manifest = None;
        let mut tar = tar::Archive::new(io::BufReader::with_capacity(1 << 20, &file));
        let entries = tar.entries().map_err(|_| anyhow::anyhow!(incomplete()))?;
        for entry in entries {
            let Ok(mut entry) = entry else { bail!(incomplete()) };
            let name =
                entry.path().ok().and_then(|path| path.to_str().map(str::to_owned)).unwrap_or_default();
            let regular = entry.header().entry_type().is_file();
            // Nothing comes after the manifest.
            if !regular || manifest.is_some() || !is_expected(&name) || places.contains_key(&name) {
                bail!(tr.a("restore-unexpected", &[("member", name.escape_default().to_string().into())]));
            }
            if name == MANIFEST {
                let mut text = Vec::new();
                if entry.by_ref().take(LARGEST_MANIFEST).read_to_end(&mut text).is_err() {
                    bail!(incomplete());
                }
                let Ok(read) = serde_json::from_slice::<Manifest>(&text) else { bail!(incomplete()) };
                manifest = Some(read);
                continue;
            }
            places.insert(name.clone(), entry.raw_file_position());
            let mut summing = Summing::new(io::sink());
            if io::copy(&mut entry, &mut summing).is_err() {
                bail!(incomplete());
            }
            let (_, size, sha256) = summing.finish();
            members.push(Member { path: name, size, sha256 });
        }
        let Some(manifest) = manifest else { bail!(incomplete()) };
        drop(tar);
        if manifest.format > FORMAT {
            bail!(tr.a("restore-newer", &[("version", (&manifest.program).into())]));
        }
        if manifest.members.len() != members.len() {
            bail!(incomplete());
        }
        if let Some((found, _)) = members.iter().zip(&manifest.members).find(|(found, said)| found != said) {
            bail!(tr.a("restore-altered", &[("member", (&found.path).into())]));
        }
        Ok(Self { file, places, manifest })
    }

    /// A member's bytes; none where there is no such member.
    pub(super) fn member(&mut self, path: &str) -> Result<Option<impl Read + Send + use<>>> {
        let Some(place) = self.places.get(path) else { return Ok(None) };
        let size =
            self.manifest.members.iter().find(|member| member.path == path).map_or(0, |member| member.size);
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(*place))?;
        Ok(Some(file.take(size)))
    }

    /// The files of the data folder, by their path within it.
    pub(super) fn blobs(&self) -> Vec<String> {
        self.places.keys().filter(|path| path.starts_with("blobs/")).cloned().collect()
    }
}

/// Whether a backup can have a member of this name: nothing that could leave the data folder.
fn is_expected(name: &str) -> bool {
    let table = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    match name.split_once('/') {
        None => name == MANIFEST,
        Some(("database", file)) => file.strip_suffix(".jsonl").is_some_and(table),
        Some(("blobs", path)) => path.split('/').all(|part| !matches!(part, "" | "." | "..")),
        Some(_) => name == KEY,
    }
}

#[cfg(test)]
mod tests {
    use super::is_expected;

    #[test]
    fn nothing_leaves_the_data_folder() {
        for fine in ["manifest.json", "keys/master.key", "database/members.jsonl", "blobs/ab/cd", "blobs/..a"]
        {
            assert!(is_expected(fine), "{fine}");
        }
        for bad in [
            "",
            "x",
            "keys/other",
            "blobs/../x",
            "blobs//x",
            "blobs/./x",
            "/blobs/x",
            "database/../x.jsonl",
            "database/a",
            "blobs/",
        ] {
            assert!(!is_expected(bad), "{bad}");
        }
    }
}
