//! What this machine has, as its kernel says.

use std::fs;
use std::path::PathBuf;
use std::thread;

use madang_core::Settings;
use madang_core::clusters::{Capacity, Machine};

/// The machine that the program runs on.
pub(crate) struct ThisMachine {
    /// Where things are kept.
    pub(crate) data_dir: PathBuf,
}

impl ThisMachine {
    /// The machine, with the data folder of the settings.
    pub(crate) fn of(settings: &Settings) -> Self {
        Self { data_dir: settings.server.data_dir.clone() }
    }
}

impl Machine for ThisMachine {
    fn look(&self) -> Result<Capacity, String> {
        let cores = thread::available_parallelism().map_err(|error| format!("processors: {error}"))?;
        let memory = fs::read_to_string("/proc/meminfo").map_err(|error| format!("memory: {error}"))?;
        let of = |name| mib(&memory, name).ok_or_else(|| format!("memory: no {name}"));
        let disk = rustix::fs::statvfs(&self.data_dir).map_err(|error| format!("disk: {error}"))?;
        let gib = |blocks: u64| blocks.saturating_mul(disk.f_frsize) >> 30;
        Ok(Capacity {
            cores: u32::try_from(cores.get()).unwrap_or(u32::MAX),
            memory_mib: of("MemTotal")?,
            memory_free_mib: of("MemAvailable")?,
            disk_gib: gib(disk.f_blocks),
            disk_free_gib: gib(disk.f_bavail),
        })
    }
}

/// A line of the kernel's table, which counts in KiB.
fn mib(table: &str, name: &str) -> Option<u64> {
    let line = table.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_something_of_everything() {
        let has = ThisMachine { data_dir: PathBuf::from("/") }.look().unwrap();
        assert!(has.cores > 0 && has.memory_mib > 0 && has.disk_gib > 0, "{has:?}");
        assert!(has.memory_free_mib <= has.memory_mib && has.disk_free_gib <= has.disk_gib, "{has:?}");
        assert!(ThisMachine { data_dir: PathBuf::from("/nowhere/at/all") }.look().is_err());
    }
}
