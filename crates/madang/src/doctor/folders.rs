//! Files and folders: settings, data, logo, master key.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use madang_console::frame::Brands;
use madang_core::Settings;
use madang_i18n::Tr;

use super::Finding;
use crate::config::Config;
use crate::keys;

/// Less than this many MiB free is a warning.
const LOW: u64 = 1024;

pub(super) fn look(config: &Config, tr: Tr) -> Vec<Finding> {
    let mut findings = vec![settings(config, tr), data(&config.settings, tr), key(&config.settings, tr)];
    findings.extend(logo(&config.settings, tr));
    findings
}

fn settings(config: &Config, tr: Tr) -> Finding {
    const AREA: &str = "doctor-settings";
    let Some(path) = &config.file else {
        return Finding::fine(
            AREA,
            tr.a("doctor-settings-fine", &[("file", tr.s("config-without-file").into())]),
        );
    };
    let file = path.display().to_string();
    let mode = fs::metadata(path).map_or(0, |found| found.permissions().mode() & 0o777);
    if mode & 0o007 == 0 {
        return Finding::fine(AREA, tr.a("doctor-settings-fine", &[("file", file.into())]));
    }
    let text = tr.a("doctor-file-open", &[("file", (&file).into()), ("mode", format!("{mode:o}").into())]);
    Finding::note(AREA, text, Some(tr.a("doctor-file-open-fix", &[("file", (&file).into())])))
}

fn data(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-data";
    let folder = &settings.server.data_dir;
    let name = folder.display().to_string();
    // A folder that is not there yet is made in the nearest one that is.
    let there = folder.ancestors().find(|path| path.is_dir()).unwrap_or(Path::new("."));
    if let Err(error) = tempfile::tempfile_in(there) {
        let text =
            tr.a("doctor-data-unwritable", &[("folder", name.into()), ("error", error.to_string().into())]);
        return Finding::error(AREA, text, tr.s("doctor-data-unwritable-fix"));
    }
    let free =
        rustix::fs::statvfs(there).map_or(0, |found| found.f_bavail.saturating_mul(found.f_frsize) >> 20);
    let args = [("folder", name.into()), ("free", free.into())];
    match () {
        () if free < LOW => {
            Finding::warning(AREA, tr.a("doctor-data-low", &args), tr.s("doctor-data-low-fix"))
        }
        () if there == folder => Finding::fine(AREA, tr.a("doctor-data-fine", &args)),
        () => Finding::note(AREA, tr.a("doctor-data-missing", &args), None),
    }
}

fn key(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-key";
    let path = keys::path(settings);
    let file = path.display().to_string();
    match keys::fault(&path, tr) {
        Some(fault) => Finding::error(AREA, fault, tr.s("doctor-key-fix")),
        None if path.exists() => Finding::fine(AREA, tr.a("doctor-key-fine", &[("file", file.into())])),
        None => Finding::note(AREA, tr.a("doctor-key-new", &[("file", file.into())]), None),
    }
}

fn logo(settings: &Settings, tr: Tr) -> Option<Finding> {
    const AREA: &str = "doctor-logo";
    let path = settings.product.logo.as_ref()?;
    let args = [("file", path.display().to_string().into())];
    Some(match Brands::new(settings) {
        Ok(_) => Finding::fine(AREA, tr.a("doctor-logo-fine", &args)),
        Err(_) => Finding::error(AREA, tr.a("doctor-logo-unusable", &args), tr.s("doctor-logo-unusable-fix")),
    })
}
