-- Subscriptions 「상품 이용」: which organisation uses which plan of which offering since when, and what of it is charged.

CREATE TABLE subscriptions (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  offering_id {{key}} NOT NULL REFERENCES offerings (id),
  plan {{key}} NOT NULL,
  -- What was on sale then, and which terms were agreed to.
  version BIGINT NOT NULL,
  terms_version BIGINT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('active', 'ended')),
  -- The order that it came from, and the one that ended it.
  order_id {{key}} NOT NULL REFERENCES orders (id),
  end_order_id {{key}} REFERENCES orders (id),
  started_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX subscriptions_active_key ON subscriptions (organization_id, offering_id) WHERE state = 'active';
CREATE INDEX subscriptions_organization ON subscriptions (organization_id, id);
CREATE INDEX subscriptions_offering ON subscriptions (offering_id, plan, state, id);

-- Who agreed to which terms of an offering for which organisation, and by which order.
CREATE TABLE offering_consents (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  terms_id {{key}} NOT NULL REFERENCES offering_terms (id),
  order_id {{key}} NOT NULL REFERENCES orders (id),
  agreed_at BIGINT NOT NULL,
  CONSTRAINT offering_consents_order_id_key UNIQUE (order_id)
);
CREATE INDEX offering_consents_organization ON offering_consents (organization_id, id);

-- What was there from when to when: whatever is charged is counted from these. Written in the work that changes it.
CREATE TABLE usage_intervals (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  project_id {{key}} REFERENCES projects (id),
  subscription_id {{key}} NOT NULL REFERENCES subscriptions (id),
  meter {{key}} NOT NULL,
  resource_kind {{key}} NOT NULL,
  resource_id {{key}} NOT NULL,
  quantity BIGINT NOT NULL CHECK (quantity > 0),
  started_at BIGINT NOT NULL,
  ended_at BIGINT CHECK (ended_at IS NULL OR ended_at >= started_at)
);
CREATE UNIQUE INDEX usage_intervals_open_key ON usage_intervals (subscription_id, meter, resource_kind, resource_id) WHERE ended_at IS NULL;
CREATE INDEX usage_intervals_subscription ON usage_intervals (subscription_id, id);

-- What of a subscription is being given back, in which order, and how far that is.
CREATE TABLE teardowns (
  subscription_id {{key}} NOT NULL REFERENCES subscriptions (id),
  kind {{key}} NOT NULL,
  resource_id {{key}} NOT NULL,
  name TEXT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('waiting', 'failed', 'done')),
  attempts BIGINT NOT NULL,
  cause TEXT NOT NULL,
  asked_by {{key}} NOT NULL,
  asked_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (subscription_id, kind, resource_id)
);

-- Who was told of which change of price.
CREATE TABLE price_notices (
  price_id {{key}} NOT NULL REFERENCES prices (id),
  subscription_id {{key}} NOT NULL REFERENCES subscriptions (id),
  told_at BIGINT NOT NULL,
  PRIMARY KEY (price_id, subscription_id)
);
