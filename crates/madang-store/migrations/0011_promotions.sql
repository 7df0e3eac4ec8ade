-- Promotion codes 「프로모션 코드」: made in bulk, exported once, each used once.

CREATE TABLE promotion_batches (
  id {{key}} PRIMARY KEY,
  name TEXT NOT NULL,
  offering_id {{key}} NOT NULL REFERENCES offerings (id),
  -- The codes of the plans it is for, with spaces between; empty for all.
  plans TEXT NOT NULL,
  kind {{key}} NOT NULL CHECK (kind IN ('percent', 'won')),
  -- Hundredths, or won.
  value BIGINT NOT NULL CHECK (value > 0),
  -- For how many months.
  months BIGINT NOT NULL CHECK (months > 0),
  quantity BIGINT NOT NULL,
  used BIGINT NOT NULL CHECK (used >= 0 AND used <= quantity),
  expires_at BIGINT NOT NULL,
  -- When the codes were handed out: they can't be read after that.
  exported_by {{key}},
  exported_at BIGINT,
  -- When what was not used by then ended.
  ended_at BIGINT,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX promotion_batches_offering ON promotion_batches (offering_id, id);

CREATE TABLE promotion_codes (
  id {{key}} PRIMARY KEY,
  batch_id {{key}} NOT NULL REFERENCES promotion_batches (id),
  code_hash {{key}} NOT NULL,
  -- The code until it was exported; empty from then on.
  sealed TEXT NOT NULL,
  tail {{key}} NOT NULL,
  used_by {{key}},
  used_at BIGINT,
  organization_id {{key}},
  subscription_id {{key}},
  CONSTRAINT promotion_codes_code_hash_key UNIQUE (code_hash)
);
CREATE INDEX promotion_codes_batch ON promotion_codes (batch_id, id);
CREATE UNIQUE INDEX promotion_codes_subscription_key ON promotion_codes (subscription_id) WHERE subscription_id IS NOT NULL;
