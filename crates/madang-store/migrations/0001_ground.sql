-- The ground: work, messages, audit, limits, keys.

CREATE TABLE jobs (
  id {{key}} PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  worker TEXT,
  leased_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_state ON jobs (state, id);
CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';

CREATE TABLE reconcilers (
  name {{key}} PRIMARY KEY,
  leased_until BIGINT,
  started_at BIGINT,
  finished_at BIGINT,
  report TEXT,
  error TEXT,
  rounds BIGINT NOT NULL
);

-- Data keys, each wrapped by the master key, which is not in the database.
CREATE TABLE data_keys (
  id {{key}} PRIMARY KEY,
  purpose {{key}} NOT NULL CHECK (purpose IN ('seal', 'sign')),
  wrapped TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT
);

-- One counter per key and window; what limits sends, tries and failures.
CREATE TABLE counters (
  name {{key}} NOT NULL,
  window_start BIGINT NOT NULL,
  used BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (name, window_start)
);
CREATE INDEX counters_expiry ON counters (expires_at);

CREATE TABLE messages (
  id {{key}} PRIMARY KEY,
  channel {{key}} NOT NULL CHECK (channel IN ('mail', 'sms')),
  kind {{key}} NOT NULL,
  member_id {{key}},
  recipient_key {{key}} NOT NULL,
  sealed TEXT,
  state {{key}} NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
  error TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX messages_recipient ON messages (recipient_key, id);
CREATE INDEX messages_state ON messages (state, id);
CREATE INDEX messages_member ON messages (member_id, id);
CREATE INDEX messages_text ON messages (id) WHERE sealed IS NOT NULL;

-- Where an act came from. Apart from the chain, so that it can be forgotten when the law says so.
CREATE TABLE origins (
  id {{key}} PRIMARY KEY,
  address TEXT NOT NULL,
  client TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX origins_age ON origins (created_at);

CREATE TABLE audit_entries (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor {{key}} NOT NULL,
  action {{key}} NOT NULL,
  target_kind {{key}} NOT NULL,
  target_id {{key}} NOT NULL,
  origin_id {{key}},
  request_id {{key}} NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_actor ON audit_entries (actor, seq);
CREATE INDEX audit_actor_action ON audit_entries (actor, action, seq);
CREATE INDEX audit_action ON audit_entries (action, seq);
CREATE INDEX audit_target ON audit_entries (target_id, seq);
CREATE INDEX audit_at ON audit_entries (at, seq);

-- The end of the chain. Whoever writes an entry holds this row until it commits.
CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');

-- only sqlite
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
-- end
-- only postgres
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
-- end

CREATE TABLE idempotency (
  actor {{key}} NOT NULL,
  token {{key}} NOT NULL,
  fingerprint TEXT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('started', 'acted', 'finished')),
  status BIGINT,
  sealed TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (actor, token)
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);
