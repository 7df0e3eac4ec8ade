//! Clusters 「클러스터」: where things run, and who may use them.
