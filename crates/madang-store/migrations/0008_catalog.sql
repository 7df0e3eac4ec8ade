-- The catalog 「상품」: what is offered, in which words, for which price, under which terms.

CREATE TABLE categories (
  id {{key}} PRIMARY KEY,
  code {{key}} NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  position BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT categories_code_key UNIQUE (code)
);

CREATE TABLE offerings (
  id {{key}} PRIMARY KEY,
  code {{key}} NOT NULL,
  category_id {{key}} NOT NULL REFERENCES categories (id),
  product {{key}} NOT NULL CHECK (product IN ('server', 'devpack', 'container', 'block_storage', 'file_storage', 'workspace')),
  position BIGINT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
  revision BIGINT NOT NULL,
  -- What the next version says, as JSON.
  draft TEXT NOT NULL,
  -- The newest published version; 0 where there is none.
  version BIGINT NOT NULL,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT offerings_code_key UNIQUE (code)
);
CREATE INDEX offerings_category ON offerings (category_id, position, id);

-- Never changed: what a page, a quote or a subscription showed can be shown again.
CREATE TABLE offering_versions (
  offering_id {{key}} NOT NULL REFERENCES offerings (id),
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  published_by {{key}} NOT NULL,
  published_at BIGINT NOT NULL,
  PRIMARY KEY (offering_id, version)
);

-- Only ever added to. A price holds from `since` for whoever subscribes then, from `running_since` for those who
-- subscribed before.
CREATE TABLE prices (
  id {{key}} PRIMARY KEY,
  offering_id {{key}} NOT NULL REFERENCES offerings (id),
  plan {{key}} NOT NULL,
  meter {{key}} NOT NULL,
  -- In millionths of won.
  micros BIGINT NOT NULL CHECK (micros >= 0),
  since BIGINT NOT NULL,
  running_since BIGINT NOT NULL CHECK (running_since >= since),
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT prices_offering_id_plan_meter_since_key UNIQUE (offering_id, plan, meter, since)
);
CREATE INDEX prices_list ON prices (offering_id, id);

-- 「상품 약관」, every version of them.
CREATE TABLE offering_terms (
  id {{key}} PRIMARY KEY,
  offering_id {{key}} NOT NULL REFERENCES offerings (id),
  version BIGINT NOT NULL,
  title_ko TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_ko TEXT NOT NULL,
  body_en TEXT NOT NULL,
  published_by {{key}} NOT NULL,
  published_at BIGINT NOT NULL,
  CONSTRAINT offering_terms_offering_id_version_key UNIQUE (offering_id, version)
);
