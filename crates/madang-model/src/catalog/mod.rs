//! The catalog 「상품」: how offerings stand, what they say, what is measured.

mod code;
mod content;
mod promotion_code;

pub use code::Slug;
pub use content::{Both, OfferingContent, PlanContent};
pub use promotion_code::PromotionCode;

use crate::words;

words! {
    /// How an offering stands.
    OfferingState {
        /// 작성 중: nobody but the catalog's staff sees it.
        Draft = "draft",
        /// 판매 중.
        Published = "published",
        /// 판매 종료: nobody subscribes any more; subscriptions go on.
        Retired = "retired",
    }
}

words! {
    /// What an offering gives: which part of the program makes and ends its resources.
    Product {
        /// Virtual machines.
        Server = "server",
        /// Apps and app services.
        Devpack = "devpack",
        /// Containers.
        Container = "container",
        /// Volumes of one machine.
        BlockStorage = "block_storage",
        /// Volumes that machines share.
        FileStorage = "file_storage",
        /// Workspaces.
        Workspace = "workspace",
    }
}

words! {
    /// What a price is per.
    Meter {
        /// A month of the subscription, whatever is used.
        Month = "month",
        /// A virtual processor for an hour.
        VcpuHour = "vcpu_hour",
        /// A GiB of memory for an hour.
        MemoryGibHour = "memory_gib_hour",
        /// A GiB of disk for an hour.
        DiskGibHour = "disk_gib_hour",
        /// An instance for an hour.
        InstanceHour = "instance_hour",
        /// A public address for an hour.
        AddressHour = "address_hour",
        /// A service for an hour.
        ServiceHour = "service_hour",
    }
}

words! {
    /// How a subscription stands.
    SubscriptionState {
        /// 이용 중.
        Active = "active",
        /// 해지.
        Ended = "ended",
    }
}

words! {
    /// How far the giving back of a thing is.
    TeardownState {
        /// Asked for, and not done yet.
        Waiting = "waiting",
        /// Tried, and not done: it can be asked for again.
        Failed = "failed",
        /// It is gone.
        Done = "done",
    }
}
