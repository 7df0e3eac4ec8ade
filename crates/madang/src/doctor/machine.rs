//! The machine itself: clock, memory, user, and what a later engine will find.

use std::fs;
use std::path::Path;
use std::time::Duration;

use madang_core::{Settings, SystemClock};
use madang_i18n::{Tr, Zone};
use madang_model::{Clock as _, Timestamp};

use super::Finding;

pub(super) fn look(settings: &Settings, tr: Tr) -> Vec<Finding> {
    vec![
        clock(settings, tr),
        memory(settings, tr),
        user(tr),
        facts(tr),
        Finding::fine("doctor-tools", tr.s("doctor-tools-none")),
    ]
}

/// A clock that is behind the program's own file is wrong.
fn clock(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-clock";
    let now = SystemClock.now();
    let zone = &settings.product.zone;
    let time = Zone::named(zone).map_or_else(|| Zone::wire(now), |zone| zone.second(now));
    let made = std::env::current_exe().and_then(fs::metadata).and_then(|found| found.modified()).ok();
    let made = made.and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
    let made = made.map_or(Timestamp::from_micros(0), |since| Timestamp::from_micros(0).plus(since));
    if now.plus(Duration::from_secs(86_400)) < made {
        return Finding::error(
            AREA,
            tr.a("doctor-clock-wrong", &[("time", time.into())]),
            tr.s("doctor-clock-wrong-fix"),
        );
    }
    Finding::fine(AREA, tr.a("doctor-clock-fine", &[("time", time.into()), ("zone", zone.as_str().into())]))
}

fn memory(settings: &Settings, tr: Tr) -> Finding {
    const AREA: &str = "doctor-memory";
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let each = u64::from(settings.password.memory_kib).div_ceil(1024);
    let free = available_mib();
    if free < each * cores + 128 {
        let text = tr.a("doctor-memory-low", &[("free", free.into()), ("needed", (each * cores).into())]);
        return Finding::warning(AREA, text, tr.s("doctor-memory-low-fix"));
    }
    Finding::fine(
        AREA,
        tr.a("doctor-memory-fine", &[("free", free.into()), ("each", each.into()), ("cores", cores.into())]),
    )
}

/// What the kernel says is available, or what the control group has left, if that is less.
fn available_mib() -> u64 {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let machine = read("/proc/meminfo")
        .lines()
        .find_map(|line| {
            line.strip_prefix("MemAvailable:")?.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()
        })
        .map_or(0, |kib| kib >> 10);
    let number = |path: &str| read(path).trim().parse::<u64>().ok();
    match (number("/sys/fs/cgroup/memory.max"), number("/sys/fs/cgroup/memory.current")) {
        (Some(most), Some(used)) => machine.min(most.saturating_sub(used) >> 20),
        _ => machine,
    }
}

fn user(tr: Tr) -> Finding {
    const AREA: &str = "doctor-user";
    let uid = rustix::process::geteuid();
    if uid.is_root() {
        return Finding::note(AREA, tr.s("doctor-user-root"), Some(tr.s("doctor-user-root-fix")));
    }
    Finding::fine(AREA, tr.a("doctor-user-fine", &[("uid", uid.as_raw().to_string().into())]))
}

/// Facts that decide later what can run here.
fn facts(tr: Tr) -> Finding {
    let there = |path: &str| Path::new(path).exists();
    let cgroup = match () {
        () if there("/sys/fs/cgroup/cgroup.controllers") => tr.s("doctor-machine-cgroup-2"),
        () if there("/sys/fs/cgroup/unified/cgroup.controllers") => tr.s("doctor-machine-cgroup-hybrid"),
        () if there("/sys/fs/cgroup/memory") => tr.s("doctor-machine-cgroup-1"),
        () => tr.s("doctor-machine-cgroup-none"),
    };
    let number = |path: &str| fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<u64>().ok());
    let allowed = number("/proc/sys/user/max_user_namespaces").is_some_and(|most| most > 0)
        && number("/proc/sys/kernel/unprivileged_userns_clone") != Some(0);
    let namespaces =
        if allowed { tr.s("doctor-machine-namespaces-yes") } else { tr.s("doctor-machine-namespaces-no") };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let args = [
        ("cgroup", cgroup.into()),
        ("namespaces", namespaces.into()),
        ("cores", cores.into()),
        ("kernel", kernel.trim().into()),
    ];
    Finding::note("doctor-machine", tr.a("doctor-machine-facts", &args), None)
}
