//! Randomness that is the same every time.

use std::sync::atomic::{AtomicU64, Ordering};

use madang_core::Entropy;
use sha2::{Digest, Sha256};

/// SHA-256 over a seed and a counter.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededEntropy {
    /// Starts the sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for block in bytes.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::SeqCst);
            let digest = Sha256::new()
                .chain_update(self.seed.to_le_bytes())
                .chain_update(number.to_le_bytes())
                .finalize();
            block.copy_from_slice(&digest[..block.len()]);
        }
    }
}
