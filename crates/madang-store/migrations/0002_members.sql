-- Members and what they sign up, sign in and identify themselves with.

CREATE TABLE members (
  id {{key}} PRIMARY KEY,
  login_id TEXT NOT NULL,
  login_key {{key}} NOT NULL,
  name TEXT NOT NULL,
  name_key {{key}} NOT NULL,
  email TEXT NOT NULL,
  email_key {{key}} NOT NULL,
  -- Set when the address is verified: one of the limited number of places an address has.
  email_claim {{key}},
  phone {{key}} NOT NULL,
  landline TEXT,
  domain TEXT,
  ip_count BIGINT,
  marketing_at BIGINT,
  password_hash TEXT NOT NULL,
  password_changed_at BIGINT NOT NULL,
  -- Set by an operator's reset: the password has to be changed at the next sign-in.
  password_expired_at BIGINT,
  state {{key}} NOT NULL CHECK (state IN ('unverified', 'active', 'suspended', 'withdrawn')),
  state_since BIGINT NOT NULL,
  state_reason TEXT NOT NULL,
  staff {{key}} CHECK (staff IN ('operator', 'support', 'approvals', 'catalog', 'finance', 'platform', 'auditor')),
  lang {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  last_sign_in_at BIGINT,
  CONSTRAINT members_login_key_key UNIQUE (login_key),
  CONSTRAINT members_email_claim_key UNIQUE (email_claim)
);
CREATE INDEX members_name ON members (name_key, id);
CREATE INDEX members_email ON members (email_key, id);
CREATE INDEX members_phone ON members (phone, id);
-- Operators know callers by the last four digits.
CREATE INDEX members_phone_end ON members (substr(phone, length(phone) - 3), id);
CREATE INDEX members_state ON members (state, id);
CREATE INDEX members_staff ON members (staff, id) WHERE staff IS NOT NULL;

CREATE TABLE terms (
  id {{key}} PRIMARY KEY,
  kind {{key}} NOT NULL,
  version BIGINT NOT NULL,
  required BIGINT NOT NULL,
  title_ko TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_ko TEXT NOT NULL,
  body_en TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  published_by {{key}},
  CONSTRAINT terms_kind_version_key UNIQUE (kind, version)
);
CREATE INDEX terms_kind ON terms (kind, id);

CREATE TABLE consents (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  terms_id {{key}} NOT NULL REFERENCES terms (id),
  given_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  CONSTRAINT consents_member_id_terms_id_key UNIQUE (member_id, terms_id)
);

CREATE TABLE sign_ups (
  id {{key}} PRIMARY KEY,
  token_hash {{key}} NOT NULL,
  -- The terms agreed to, as JSON ids, and when.
  terms TEXT NOT NULL,
  -- What was typed so far, passwords excepted.
  sealed TEXT,
  phone {{key}},
  phone_confirmed_at BIGINT,
  address TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  member_id {{key}},
  CONSTRAINT sign_ups_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX sign_ups_expiry ON sign_ups (expires_at);

CREATE TABLE phone_codes (
  id {{key}} PRIMARY KEY,
  -- What the number is confirmed for: a sign-up's id or a member's.
  subject {{key}} NOT NULL,
  phone {{key}} NOT NULL,
  code_hash TEXT NOT NULL,
  tries BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX phone_codes_subject ON phone_codes (subject, id);
CREATE INDEX phone_codes_expiry ON phone_codes (expires_at);

CREATE TABLE mail_links (
  id {{key}} PRIMARY KEY,
  purpose {{key}} NOT NULL CHECK (purpose IN ('verify_email', 'change_email', 'reset_password')),
  -- Who it is for; for a reset asked for an unknown account, the hash of what was typed.
  subject {{key}} NOT NULL,
  token_hash {{key}} NOT NULL,
  sealed TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  CONSTRAINT mail_links_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX mail_links_subject ON mail_links (purpose, subject, id);
CREATE INDEX mail_links_expiry ON mail_links (expires_at);

CREATE TABLE captchas (
  id {{key}} PRIMARY KEY,
  sealed TEXT NOT NULL,
  picture {{blob}} NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX captchas_expiry ON captchas (expires_at);

CREATE TABLE sessions (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  token_hash {{key}} NOT NULL,
  -- The token before the last rotation, good for a short while for requests already under way.
  previous_hash {{key}},
  rotated_at BIGINT NOT NULL,
  authenticated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  client TEXT NOT NULL,
  CONSTRAINT sessions_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX sessions_previous ON sessions (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX sessions_member ON sessions (member_id, id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE ssh_keys (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  fingerprint {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT ssh_keys_fingerprint_key UNIQUE (fingerprint)
);
CREATE INDEX ssh_keys_member ON ssh_keys (member_id, id);

CREATE TABLE tokens (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  name TEXT NOT NULL,
  token_hash {{key}} NOT NULL,
  hint TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  seen_at BIGINT,
  CONSTRAINT tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX tokens_member ON tokens (member_id, id);

CREATE TABLE announcements (
  id {{key}} PRIMARY KEY,
  title_ko TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_ko TEXT NOT NULL,
  body_en TEXT NOT NULL,
  level {{key}} NOT NULL CHECK (level IN ('info', 'warning', 'danger')),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX announcements_end ON announcements (COALESCE(ends_at, 9223372036854775807)) WHERE withdrawn_at IS NULL;
