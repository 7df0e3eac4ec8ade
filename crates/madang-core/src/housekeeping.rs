//! Forgetting what is over its time, a bounded batch a round.
