-- Orders 「신청」: what is asked for, who decides, what it holds, and everything that happened to it.

-- The last number given out, a row a year.
CREATE TABLE order_numbers (
  year BIGINT PRIMARY KEY,
  last BIGINT NOT NULL
);

-- Each change of a policy is a new version; an order keeps the one it was submitted under.
CREATE TABLE approval_policies (
  id {{key}} PRIMARY KEY,
  -- The kind of order; * for any.
  kind {{key}} NOT NULL,
  -- The organisation; * for any.
  organization {{key}} NOT NULL,
  -- From this monthly amount on, in won.
  min_amount BIGINT NOT NULL,
  version BIGINT NOT NULL,
  -- 1 for the version in force.
  current BIGINT NOT NULL,
  -- What it says, as JSON; empty of steps where it was retired.
  content TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT approval_policies_kind_organization_min_amount_version_key UNIQUE (kind, organization, min_amount, version)
);
CREATE UNIQUE INDEX approval_policies_kind_organization_min_amount_key ON approval_policies (kind, organization, min_amount) WHERE current = 1;

CREATE TABLE orders (
  id {{key}} PRIMARY KEY,
  -- What people call it by: year and running number.
  number {{key}} NOT NULL,
  kind {{key}} NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('draft', 'in_approval', 'returned', 'withdrawn', 'approved', 'fulfilling', 'failed', 'done', 'rejected', 'cancelled')),
  -- Counts changes of the form and of the state.
  revision BIGINT NOT NULL,
  -- Counts submissions.
  round BIGINT NOT NULL,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  department_id {{key}},
  applicant_id {{key}} NOT NULL REFERENCES members (id),
  -- The project that it is about, if it is about one that exists.
  project_id {{key}},
  title TEXT NOT NULL,
  title_key {{key}} NOT NULL,
  -- What is asked for, as JSON.
  form TEXT NOT NULL,
  -- Whom the applicant picked as approver.
  approver_id {{key}},
  policy_id {{key}},
  -- What a month costs, in won.
  amount BIGINT NOT NULL,
  -- Why it was returned, rejected or failed.
  cause TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  -- Since when somebody else makes what was asked for, and will say what became of it.
  handed_over_at BIGINT,
  -- What came of it: the project's id, for a project.
  result_id {{key}},
  created_at BIGINT NOT NULL,
  -- Since when it is in this state, or on this step.
  since BIGINT NOT NULL,
  submitted_at BIGINT,
  ended_at BIGINT,
  CONSTRAINT orders_number_key UNIQUE (number)
);
CREATE INDEX orders_applicant ON orders (applicant_id, id);
CREATE INDEX orders_applicant_state ON orders (applicant_id, state, id);
CREATE INDEX orders_department ON orders (department_id, kind, id);
CREATE INDEX orders_department_state ON orders (department_id, kind, state, id);
CREATE INDEX orders_organization ON orders (organization_id, kind, id);
CREATE INDEX orders_organization_state ON orders (organization_id, kind, state, id);
CREATE INDEX orders_kind ON orders (kind, id);
CREATE INDEX orders_kind_state ON orders (kind, state, id);
CREATE INDEX orders_state ON orders (state, id);
CREATE INDEX orders_project ON orders (project_id, id);
CREATE INDEX orders_department_all ON orders (department_id, id);
CREATE INDEX orders_organization_all ON orders (organization_id, id);
CREATE INDEX orders_title ON orders (organization_id, title_key, id);
CREATE INDEX orders_title_all ON orders (title_key, id);
CREATE INDEX orders_number ON orders (organization_id, number);

CREATE TABLE order_steps (
  id {{key}} PRIMARY KEY,
  order_id {{key}} NOT NULL REFERENCES orders (id),
  round BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind {{key}} NOT NULL CHECK (kind IN ('department_head', 'chosen', 'operators', 'named')),
  -- How many of its candidates have to approve.
  needed BIGINT NOT NULL,
  approvals BIGINT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('waiting', 'current', 'approved', 'returned', 'rejected', 'skipped')),
  since BIGINT,
  decided_at BIGINT,
  -- Working hours have been counted into points in time.
  remind_at BIGINT,
  escalate_at BIGINT,
  escalated_at BIGINT,
  CONSTRAINT order_steps_order_id_round_position_key UNIQUE (order_id, round, position)
);
CREATE INDEX order_steps_remind ON order_steps (remind_at, id) WHERE state = 'current' AND remind_at IS NOT NULL;
CREATE INDEX order_steps_escalate ON order_steps (escalate_at, id) WHERE state = 'current' AND escalate_at IS NOT NULL;
CREATE INDEX order_steps_decided ON order_steps (kind, decided_at) WHERE state = 'approved';

-- Who may decide on a step. A candidate is a member's id, head:<department id>, or staff:approvals.
CREATE TABLE step_candidates (
  step_id {{key}} NOT NULL REFERENCES order_steps (id),
  candidate {{key}} NOT NULL,
  order_id {{key}} NOT NULL,
  -- For the inbox's filters.
  order_kind {{key}} NOT NULL,
  organization_id {{key}} NOT NULL,
  -- 1 while this candidate is waited for.
  open BIGINT NOT NULL,
  decision {{key}} CHECK (decision IN ('approve', 'return', 'reject')),
  decided_by {{key}},
  -- The member in whose stead it was decided 「대결」.
  on_behalf_of {{key}},
  comment TEXT NOT NULL,
  decided_at BIGINT,
  PRIMARY KEY (step_id, candidate)
);
CREATE INDEX step_candidates_inbox ON step_candidates (candidate, order_id) WHERE open = 1;
CREATE INDEX step_candidates_inbox_kind ON step_candidates (candidate, order_kind, order_id) WHERE open = 1;
CREATE INDEX step_candidates_inbox_organization ON step_candidates (candidate, organization_id, order_id) WHERE open = 1;
CREATE INDEX step_candidates_order ON step_candidates (order_id, step_id);
CREATE INDEX step_candidates_decided ON step_candidates (decided_by, order_id) WHERE decided_by IS NOT NULL;

-- The timeline: moves, comments, files, reminders.
CREATE TABLE order_events (
  id {{key}} PRIMARY KEY,
  order_id {{key}} NOT NULL REFERENCES orders (id),
  kind {{key}} NOT NULL,
  actor {{key}} NOT NULL,
  on_behalf_of {{key}},
  -- What a person wrote: a reason or a comment.
  text TEXT NOT NULL,
  -- More, as JSON, without personal data.
  detail TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX order_events_order ON order_events (order_id, id);

CREATE TABLE order_attachments (
  id {{key}} PRIMARY KEY,
  order_id {{key}} NOT NULL REFERENCES orders (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  content {{blob}} NOT NULL,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX order_attachments_order ON order_attachments (order_id, id);

-- What an order was quoted. What is approved and made is this.
CREATE TABLE quotes (
  id {{key}} PRIMARY KEY,
  order_id {{key}} NOT NULL REFERENCES orders (id),
  round BIGINT NOT NULL,
  -- Of which form: its SHA-256.
  form_hash TEXT NOT NULL,
  -- Thousandths of won.
  hour_milli BIGINT NOT NULL,
  month_end BIGINT NOT NULL,
  month BIGINT NOT NULL,
  -- Lines, claims, clusters, approval line, as JSON.
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT quotes_order_id_round_key UNIQUE (order_id, round)
);
CREATE INDEX quotes_expiry ON quotes (expires_at, order_id);

-- Who decides for whom, from when to when 「대결」.
CREATE TABLE substitutions (
  id {{key}} PRIMARY KEY,
  member_id {{key}} NOT NULL REFERENCES members (id),
  substitute_id {{key}} NOT NULL REFERENCES members (id),
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX substitutions_member ON substitutions (member_id, id);
CREATE INDEX substitutions_substitute ON substitutions (substitute_id, ends_at) WHERE ended_at IS NULL;

-- Days that are not worked, as YYYY-MM-DD.
CREATE TABLE holidays (
  day {{key}} PRIMARY KEY,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL
);
