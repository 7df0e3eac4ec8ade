//! What projects get, and how much of a machine is promised to them.

use madang_model::quota::{Amounts, Dimension};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a new project gets where nothing else is asked for.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Projects {
    /// Virtual processors.
    pub vcpu: u32,
    /// Memory in GiB.
    pub memory_gib: u32,
    /// Disk in GiB.
    pub disk_gib: u32,
    /// Instances of apps, containers, machines and workspaces.
    pub instances: u32,
    /// Public network addresses.
    pub addresses: u32,
    /// Services such as databases.
    pub services: u32,
    /// What a month may cost, in won.
    pub monthly_krw: u32,
}

impl Default for Projects {
    fn default() -> Self {
        Self {
            vcpu: 2,
            memory_gib: 4,
            disk_gib: 20,
            instances: 10,
            addresses: 1,
            services: 2,
            monthly_krw: 300_000,
        }
    }
}

impl Projects {
    /// The same as amounts of quota.
    pub fn amounts(&self) -> Amounts {
        Amounts::NONE
            .with(Dimension::Vcpu, i64::from(self.vcpu))
            .with(Dimension::MemoryMib, i64::from(self.memory_gib) * 1024)
            .with(Dimension::DiskGib, i64::from(self.disk_gib))
            .with(Dimension::Instances, i64::from(self.instances))
            .with(Dimension::Addresses, i64::from(self.addresses))
            .with(Dimension::Services, i64::from(self.services))
            .with(Dimension::MonthlyKrw, i64::from(self.monthly_krw))
    }
}

/// Where things run.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Clusters {
    /// How many times what this machine has is offered to projects at the first start, because few use all that
    /// they may. What really runs is still bounded by what is there. Operators change the offer of each cluster
    /// in the console.
    pub overcommit: u32,
}

impl Default for Clusters {
    fn default() -> Self {
        Self { overcommit: 16 }
    }
}
