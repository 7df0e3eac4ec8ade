-- Notices 「알림」 for members, and events for webhooks 「웹훅」.

CREATE TABLE notices (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  kind {{key}} NOT NULL,
  -- What it is about, as a path in the console.
  link TEXT NOT NULL,
  -- What its text needs, as JSON.
  args TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX notices_member ON notices (member_id, id);
CREATE INDEX notices_unread ON notices (member_id, id) WHERE read_at IS NULL;
CREATE INDEX notices_about ON notices (link) WHERE read_at IS NULL;

-- What a member wants to be told by mail and in the console; without a row, what the kind begins with.
CREATE TABLE notice_settings (
  member_id {{key}} NOT NULL REFERENCES members (id),
  kind {{key}} NOT NULL,
  mail BIGINT NOT NULL,
  console BIGINT NOT NULL,
  PRIMARY KEY (member_id, kind)
);

-- What happened, as it is told to webhooks; kept for replay.
CREATE TABLE events (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL,
  kind {{key}} NOT NULL,
  subject_id {{key}} NOT NULL,
  -- JSON, without personal data.
  payload TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX events_organization ON events (organization_id, id);

CREATE TABLE webhooks (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  -- The signing secret, and until when the one before it still signs too.
  sealed TEXT NOT NULL,
  sealed_before TEXT,
  before_until BIGINT,
  -- Kinds of events with blanks between them; area.* for all of an area, * for all.
  kinds TEXT NOT NULL,
  -- removed: no more than what its deliveries hang on.
  state {{key}} NOT NULL CHECK (state IN ('active', 'paused', 'removed')),
  -- failing, gone: paused by itself; owner: by an owner.
  paused_for {{key}},
  state_since BIGINT NOT NULL,
  -- How many deliveries in a row failed.
  failures BIGINT NOT NULL,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX webhooks_organization ON webhooks (organization_id, id);

CREATE TABLE deliveries (
  id {{key}} PRIMARY KEY,
  webhook_id {{key}} NOT NULL REFERENCES webhooks (id),
  event_id {{key}} NOT NULL REFERENCES events (id),
  state {{key}} NOT NULL CHECK (state IN ('queued', 'delivered', 'failed')),
  attempts BIGINT NOT NULL,
  -- The last answer's HTTP status, or the word for why there was none.
  status BIGINT,
  error {{key}},
  created_at BIGINT NOT NULL,
  tried_at BIGINT,
  next_at BIGINT,
  ended_at BIGINT
);
CREATE INDEX deliveries_webhook ON deliveries (webhook_id, id);
CREATE INDEX deliveries_webhook_state ON deliveries (webhook_id, state, id);
CREATE INDEX deliveries_event ON deliveries (event_id);
