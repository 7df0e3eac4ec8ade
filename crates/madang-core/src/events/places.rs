//! How many deliveries a process makes at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use madang_model::OrganizationId;

/// How many deliveries of one organisation are under way at once.
const OF_ONE: usize = 2;

/// How many places are left to all other jobs.
const OF_OTHERS: u32 = 2;

/// The longest that a delivery without a place is put off.
const LONGEST: u64 = 60;

/// The places of one process: a receiver that takes its time holds up its own organisation's deliveries, and neither
/// others' nor the rest of the work.
pub(super) struct Places {
    most: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by: HashMap<OrganizationId, Share>,
}

#[derive(Default)]
struct Share {
    under_way: usize,
    /// How many were put off since the last one that got a place.
    put_off: u64,
}

/// A place, until it is dropped.
pub(super) struct Place {
    places: Arc<Places>,
    of: OrganizationId,
}

impl Places {
    /// Those of a process that runs so many jobs at once.
    pub(super) fn new(jobs: u32) -> Arc<Self> {
        let most = usize::try_from(jobs.saturating_sub(OF_OTHERS)).unwrap_or(1).max(1);
        Arc::new(Self { most, taken: Mutex::default() })
    }

    /// A place for a delivery of this organisation, or how long to wait before asking again: the longer, the more
    /// of them wait.
    pub(super) fn take(self: &Arc<Self>, of: OrganizationId) -> Result<Place, Duration> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = taken.all >= self.most;
        let share = taken.by.entry(of).or_default();
        if is_full || share.under_way >= OF_ONE {
            share.put_off += 1;
            return Err(Duration::from_secs((1 + share.put_off / 2).min(LONGEST)));
        }
        share.under_way += 1;
        share.put_off = 0;
        taken.all += 1;
        Ok(Place { places: Arc::clone(self), of })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        if let Some(share) = taken.by.get_mut(&self.of) {
            share.under_way = share.under_way.saturating_sub(1);
            if share.under_way == 0 {
                taken.by.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_organisation_never_takes_the_places_of_others() {
        let id = |last: &str| format!("0192d3c4-0000-7000-8000-00000000000{last}").parse().unwrap();
        let places = Places::new(8);
        let (slow, quick): (OrganizationId, OrganizationId) = (id("1"), id("2"));
        let held: Vec<_> = (0..2).map(|_| places.take(slow).ok().unwrap()).collect();
        let waits: Vec<_> = (0..200).map(|_| places.take(slow).err().unwrap().as_secs()).collect();
        assert!(waits.is_sorted() && waits[0] == 1 && waits[199] == 60, "{waits:?}");
        assert!(places.take(quick).is_ok());
        drop(held);
        assert!(places.take(slow).is_ok());
        assert_eq!(places.taken.lock().unwrap().by.len(), 0);
    }

    #[test]
    fn all_together_leave_places_to_other_jobs() {
        let places = Places::new(8);
        let id = |n: u32| format!("0192d3c4-0000-7000-8000-0000000000{n:02}").parse().unwrap();
        let held: Vec<_> = (0..20).filter_map(|n| places.take(id(n)).ok()).collect();
        assert_eq!(held.len(), 6);
        assert!(Places::new(1).take(id(0)).is_ok());
    }
}
