-- Projects 「프로젝트」, quota, clusters.

CREATE TABLE projects (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  department_id {{key}},
  name TEXT NOT NULL,
  -- Another's after it was deleted.
  name_key {{key}} NOT NULL,
  description TEXT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('active', 'archived', 'deleted')),
  state_since BIGINT NOT NULL,
  order_id {{key}},
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT projects_organization_id_name_key_key UNIQUE (organization_id, name_key)
);
CREATE INDEX projects_list ON projects (organization_id, id);
CREATE INDEX projects_name ON projects (name_key, id);
CREATE INDEX projects_organization ON projects (organization_id, state, id);
CREATE INDEX projects_department ON projects (department_id, state, id);
CREATE INDEX projects_state ON projects (state, id);
CREATE INDEX projects_order ON projects (order_id);

CREATE TABLE project_members (
  project_id {{key}} NOT NULL REFERENCES projects (id),
  member_id {{key}} NOT NULL REFERENCES members (id),
  role {{key}} NOT NULL CHECK (role IN ('admin', 'developer', 'viewer')),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, member_id)
);
CREATE INDEX project_members_member ON project_members (member_id, project_id);

-- A row per scope and dimension that has a bound or is in use; without a bound, there is no end to it.
-- A scope is organization:<id> or project:<id>.
CREATE TABLE quotas (
  scope {{key}} NOT NULL,
  dimension {{key}} NOT NULL,
  bound BIGINT,
  used BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  PRIMARY KEY (scope, dimension),
  CONSTRAINT quotas_not_negative CHECK (used >= 0 AND reserved >= 0)
);

CREATE TABLE reservations (
  id {{key}} PRIMARY KEY,
  order_id {{key}} NOT NULL,
  scope {{key}} NOT NULL,
  dimension {{key}} NOT NULL,
  amount BIGINT NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('held', 'released', 'used')),
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX reservations_order ON reservations (order_id, state);
CREATE INDEX reservations_scope ON reservations (scope, state, id);
CREATE UNIQUE INDEX reservations_order_id_scope_dimension_key ON reservations (order_id, scope, dimension) WHERE state = 'held';

CREATE TABLE clusters (
  id {{key}} PRIMARY KEY,
  name TEXT NOT NULL,
  name_key {{key}} NOT NULL,
  kind {{key}} NOT NULL CHECK (kind IN ('local')),
  description TEXT NOT NULL,
  -- Wanted: whether new things are put on it.
  state {{key}} NOT NULL CHECK (state IN ('open', 'closed')),
  -- Whether every organisation may use it, or those it is granted to.
  everyone BIGINT NOT NULL,
  -- Capacity that is offered.
  vcpu BIGINT NOT NULL,
  memory_mib BIGINT NOT NULL,
  disk_gib BIGINT NOT NULL,
  -- Observed.
  health {{key}} NOT NULL CHECK (health IN ('unknown', 'healthy', 'degraded', 'away')),
  health_detail TEXT NOT NULL,
  observed_at BIGINT,
  created_at BIGINT NOT NULL,
  CONSTRAINT clusters_name_key_key UNIQUE (name_key)
);

CREATE TABLE cluster_grants (
  cluster_id {{key}} NOT NULL REFERENCES clusters (id),
  -- organization:<id> or project:<id>
  scope {{key}} NOT NULL,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (cluster_id, scope)
);
CREATE INDEX cluster_grants_scope ON cluster_grants (scope, cluster_id);
