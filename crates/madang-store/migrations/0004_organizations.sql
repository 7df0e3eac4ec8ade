-- Organisations 「회원사」, their departments, and who belongs to them as what.

CREATE TABLE organizations (
  id {{key}} PRIMARY KEY,
  -- Personal organisations have none: nobody joins them.
  code {{key}},
  name TEXT NOT NULL,
  name_key {{key}} NOT NULL,
  kind {{key}} NOT NULL CHECK (kind IN ('personal', 'company')),
  state {{key}} NOT NULL CHECK (state IN ('active', 'closed')),
  -- Who comes with the code: is in at once, or waits for an owner.
  joining {{key}} NOT NULL CHECK (joining IN ('open', 'approval', 'closed')),
  -- Counts changes, so that two who edit at once do not undo each other.
  revision BIGINT NOT NULL,
  created_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT organizations_code_key UNIQUE (code)
);
CREATE INDEX organizations_name ON organizations (name_key, id);
CREATE INDEX organizations_kind ON organizations (kind, id);

CREATE TABLE departments (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  -- Empty for a department right below the organisation, so that the constraint below holds there too.
  parent_key {{key}} NOT NULL,
  name TEXT NOT NULL,
  name_key {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT departments_organization_id_parent_key_name_key_key UNIQUE (organization_id, parent_key, name_key)
);
CREATE INDEX departments_organization ON departments (organization_id, id);

CREATE TABLE memberships (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  member_id {{key}} NOT NULL REFERENCES members (id),
  department_id {{key}} REFERENCES departments (id),
  -- pending: came with the code and waits for an owner.
  state {{key}} NOT NULL CHECK (state IN ('active', 'pending')),
  -- Whether the member heads the department 「부서장」.
  head BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT memberships_organization_id_member_id_key UNIQUE (organization_id, member_id)
);
CREATE INDEX memberships_organization ON memberships (organization_id, state, id);
CREATE INDEX memberships_member ON memberships (member_id, id);
CREATE INDEX memberships_department ON memberships (department_id, id);
CREATE INDEX memberships_head ON memberships (department_id, member_id) WHERE head = 1;

CREATE TABLE membership_roles (
  membership_id {{key}} NOT NULL REFERENCES memberships (id),
  role {{key}} NOT NULL CHECK (role IN ('owner', 'approver', 'developer', 'billing', 'viewer')),
  organization_id {{key}} NOT NULL,
  member_id {{key}} NOT NULL,
  PRIMARY KEY (membership_id, role)
);
CREATE INDEX membership_roles_organization ON membership_roles (organization_id, role, member_id);

CREATE TABLE invitations (
  id {{key}} PRIMARY KEY,
  organization_id {{key}} NOT NULL REFERENCES organizations (id),
  email TEXT NOT NULL,
  email_key {{key}} NOT NULL,
  department_id {{key}},
  -- Words with blanks between them.
  roles TEXT NOT NULL,
  token_hash {{key}} NOT NULL,
  state {{key}} NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'revoked')),
  invited_by {{key}} NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_by {{key}},
  ended_at BIGINT,
  CONSTRAINT invitations_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX invitations_organization ON invitations (organization_id, state, id);
CREATE INDEX invitations_email ON invitations (email_key, state, id);
CREATE UNIQUE INDEX invitations_organization_id_email_key_key ON invitations (organization_id, email_key) WHERE state = 'open';

-- Who was a member before there were organisations has a personal one too; its ids are the member's.
INSERT INTO organizations (id, code, name, name_key, kind, state, joining, revision, created_by, created_at)
  SELECT id, NULL, name, name_key, 'personal', 'active', 'closed', 1, id, created_at FROM members WHERE state <> 'withdrawn';
INSERT INTO memberships (id, organization_id, member_id, department_id, state, head, created_at)
  SELECT id, id, id, NULL, 'active', 0, created_at FROM members WHERE state <> 'withdrawn';
INSERT INTO membership_roles (membership_id, role, organization_id, member_id)
  SELECT id, 'owner', id, id FROM members WHERE state <> 'withdrawn';
