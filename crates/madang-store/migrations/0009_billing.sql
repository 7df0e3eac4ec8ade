-- 「결제 정보」: who pays for an organisation, and how.

CREATE TABLE billing_accounts (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  kind {{key}} NOT NULL CHECK (kind IN ('person', 'company')),
  state {{key}} NOT NULL CHECK (state IN ('incomplete', 'active', 'locked')),
  revision BIGINT NOT NULL,
  contact_name TEXT NOT NULL,
  email TEXT NOT NULL,
  mobile TEXT NOT NULL,
  landline TEXT,
  postcode TEXT NOT NULL,
  road_address TEXT NOT NULL,
  lot_address TEXT NOT NULL,
  detail_address TEXT NOT NULL,
  company_name TEXT NOT NULL,
  business_number TEXT NOT NULL,
  corporate_number TEXT NOT NULL,
  -- What a register of businesses said of the number when it was typed.
  business_standing {{key}} NOT NULL,
  -- What payers are looked for by: the company's or the person's name.
  payer_key {{key}} NOT NULL,
  method {{key}} NOT NULL CHECK (method IN ('card', 'tax_invoice')),
  -- Whom the gateway knows: says nothing about the person.
  customer {{key}} NOT NULL,
  -- Where the card was registered; empty without one, as the four below.
  gateway {{key}} NOT NULL,
  card_brand TEXT NOT NULL,
  card_tail TEXT NOT NULL,
  -- The billing key 「빌링키」, sealed.
  card_key TEXT NOT NULL,
  -- Failed verifications of a card in a row 「카드 인증 5회」.
  failures BIGINT NOT NULL CHECK (failures >= 0 AND failures <= 5),
  locked_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT billing_accounts_organization_id_key UNIQUE (organization_id)
);
CREATE INDEX billing_accounts_state ON billing_accounts (state, id);
CREATE INDEX billing_accounts_payer ON billing_accounts (payer_key, id);

-- One visit to a gateway's page for a card.
CREATE TABLE card_checks (
  id {{key}} PRIMARY KEY,
  account_id {{key}} NOT NULL REFERENCES billing_accounts (id),
  gateway {{key}} NOT NULL,
  -- What the gateway calls it; empty until it answered.
  reference TEXT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('open', 'passed', 'declined', 'abandoned')),
  -- The gateway's code of a card that was declined.
  code TEXT NOT NULL,
  lang {{key}} NOT NULL,
  -- Where the person goes on afterwards: a path of the console's.
  next TEXT NOT NULL,
  opened_by {{key}} NOT NULL,
  opened_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX card_checks_open_key ON card_checks (account_id) WHERE state = 'open';
CREATE INDEX card_checks_account ON card_checks (account_id, id);
CREATE INDEX card_checks_state ON card_checks (state, id);

-- Billing keys that are not used any more, until the gateway has ended them.
CREATE TABLE retired_cards (
  id {{key}} PRIMARY KEY,
  account_id {{key}} NOT NULL REFERENCES billing_accounts (id),
  gateway {{key}} NOT NULL,
  customer {{key}} NOT NULL,
  card_key TEXT NOT NULL,
  retired_at BIGINT NOT NULL
);
CREATE INDEX retired_cards_account ON retired_cards (account_id);
