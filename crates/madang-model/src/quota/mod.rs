//! Quota 「할당량」: how much of what an organisation and its projects may have.

mod amounts;
mod scope;

pub use amounts::Amounts;
pub use scope::QuotaScope;

use crate::words;

words! {
    /// What quota counts, each in its own unit.
    Dimension {
        /// Virtual processors.
        Vcpu = "vcpu",
        /// Memory in MiB.
        MemoryMib = "memory_mib",
        /// Disk in GiB.
        DiskGib = "disk_gib",
        /// Instances of apps, containers, machines and workspaces.
        Instances = "instances",
        /// Public network addresses.
        Addresses = "addresses",
        /// Services such as databases.
        Services = "services",
        /// What a month may cost, in won.
        MonthlyKrw = "monthly_krw",
    }
}
