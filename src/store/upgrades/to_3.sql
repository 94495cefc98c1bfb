-- Version 3: the day's work. Columns are appended: a fresh file has them in the same places.

-- Whoever was spoken with is settled for now, by the business's own dispositions too.
ALTER TABLE choice ADD COLUMN settles INTEGER NOT NULL DEFAULT 0 CHECK (settles IN (0, 1));
ALTER TABLE choice ADD COLUMN complaint INTEGER NOT NULL DEFAULT 0 CHECK (complaint IN (0, 1));
UPDATE choice SET settles = 1 WHERE list = 'disposition' AND validity = 'valid';
UPDATE choice SET complaint = 1 WHERE list = 'disposition' AND code = 'hostile';

CREATE TABLE product_use (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  product_id   INTEGER NOT NULL REFERENCES product (id),
  cycle_days   INTEGER CHECK (cycle_days > 0),
  users        INTEGER CHECK (users >= 0),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (customer_id, product_id),
  CHECK (cycle_days IS NOT NULL OR users IS NOT NULL)
) STRICT;
CREATE INDEX product_use_by_product ON product_use (product_id);

CREATE TABLE supply (
  customer_id  INTEGER NOT NULL,
  product_id   INTEGER NOT NULL,
  owner_id     INTEGER,           -- the customer's, moves with them
  runs_out_on  TEXT NOT NULL,
  earliest     TEXT NOT NULL,
  latest       TEXT NOT NULL,
  bought_on    TEXT NOT NULL,     -- the day of the newest purchase
  quantity     INTEGER NOT NULL,  -- what was bought then
  lot_days     INTEGER NOT NULL,  -- how many days that lasts
  left_days    INTEGER NOT NULL,  -- how many were left of what was bought before
  cycle_days   INTEGER NOT NULL,  -- how many days one lasts one user
  users        INTEGER NOT NULL,
  intervals    TEXT NOT NULL,     -- days between the last purchases, oldest first: '84 91'
  PRIMARY KEY (customer_id, product_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supply_by_owner ON supply (owner_id, runs_out_on);
CREATE INDEX supply_by_day ON supply (runs_out_on);

CREATE TABLE derive_sweep (
  product_id     INTEGER PRIMARY KEY,
  next_customer  INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER sweep_cycle AFTER UPDATE OF cycle_days ON product
WHEN OLD.cycle_days IS NOT NEW.cycle_days BEGIN
  INSERT INTO derive_sweep (product_id) VALUES (NEW.id)
    ON CONFLICT (product_id) DO UPDATE SET next_customer = 1;
END;
CREATE TRIGGER sweep_zone AFTER UPDATE OF value ON setting
WHEN NEW.key = 'zone' AND OLD.value <> NEW.value BEGIN
  INSERT INTO derive_sweep (product_id) VALUES (0)
    ON CONFLICT (product_id) DO UPDATE SET next_customer = 1;
END;

-- Until when lasts what was bought so far is computed step by step, by whoever writes next.
INSERT INTO derive_sweep (product_id) VALUES (0);

CREATE TABLE task (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  kind               TEXT NOT NULL,                               -- of the list task_kind
  title              TEXT NOT NULL CHECK (title <> ''),
  note               TEXT,
  customer_id        INTEGER REFERENCES customer (id),
  assignee_id        INTEGER REFERENCES staff (id),
  unit_id            INTEGER REFERENCES org_unit (id),
  assigner_id        INTEGER NOT NULL REFERENCES staff (id),
  given_at           INTEGER NOT NULL,
  due_on             TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_at             INTEGER,
  late_at            INTEGER NOT NULL,
  priority           INTEGER NOT NULL DEFAULT 1 CHECK (priority IN (0, 1, 2)),
  state              TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
  closed_at          INTEGER,
  closed_by          INTEGER REFERENCES staff (id),
  result             TEXT,
  reason             TEXT,
  interaction_id     INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
  every              TEXT CHECK (every <> ''),
  source_reason      TEXT CHECK (source_reason <> ''),
  source_occurrence  TEXT CHECK (source_occurrence <> ''),
  follows_id         INTEGER REFERENCES task (id),
  version            INTEGER NOT NULL DEFAULT 1,
  unread_by          INTEGER,
  CHECK (assignee_id IS NOT NULL OR unit_id IS NOT NULL),
  CHECK (due_at IS NULL OR due_on IS NOT NULL),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK (state <> 'cancelled' OR reason IS NOT NULL),
  CHECK ((source_reason IS NULL) = (source_occurrence IS NULL)),
  CHECK (source_reason IS NULL OR customer_id IS NOT NULL)
) STRICT;
CREATE INDEX task_by_assignee ON task (assignee_id, late_at, priority DESC, id)
  WHERE state = 'open';
CREATE INDEX task_by_unit ON task (unit_id, late_at, priority DESC, id)
  WHERE state = 'open' AND assignee_id IS NULL;
CREATE INDEX task_by_assigner ON task (assigner_id, late_at, priority DESC, id)
  WHERE state = 'open';
CREATE INDEX task_by_due ON task (late_at, priority DESC, id) WHERE state = 'open';
CREATE INDEX task_by_customer ON task (customer_id, state, assignee_id)
  WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX task_by_source ON task (customer_id, source_reason, source_occurrence)
  WHERE state = 'open' AND source_reason IS NOT NULL;
CREATE INDEX task_by_closed ON task (assignee_id, closed_at) WHERE state <> 'open';
CREATE INDEX task_by_giver ON task (assigner_id, closed_at) WHERE state <> 'open';
CREATE INDEX task_by_given ON task (assignee_id, given_at);
CREATE INDEX task_by_reader ON task (unread_by, id) WHERE unread_by IS NOT NULL;
CREATE INDEX task_by_interaction ON task (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX task_by_leader ON task (follows_id) WHERE follows_id IS NOT NULL;

INSERT INTO role_right (role, operation, scope) VALUES
  ('agent', 'task', 'own'),
  ('agent', 'oversee', 'own'),
  ('supervisor', 'task', 'team'),
  ('supervisor', 'oversee', 'team'),
  ('warehouse', 'task', 'all'),
  ('warehouse', 'oversee', 'own'),
  ('cashier', 'task', 'all'),
  ('cashier', 'oversee', 'own'),
  ('manager', 'task', 'all'),
  ('manager', 'oversee', 'all'),
  ('admin', 'task', 'all'),
  ('admin', 'oversee', 'all')
  ON CONFLICT DO NOTHING;
-- Why somebody is to be rung, and what is known of customers for that.
ALTER TABLE interaction ADD COLUMN complaint INTEGER NOT NULL DEFAULT 0
  CHECK (complaint IN (0, 1));
UPDATE interaction SET complaint = 1
  WHERE disposition IN (SELECT code FROM choice WHERE list = 'disposition' AND complaint = 1);
ALTER TABLE customer ADD COLUMN unpaid_at INTEGER;
ALTER TABLE customer ADD COLUMN quiet_at INTEGER;
ALTER TABLE customer ADD COLUMN complained_at INTEGER;
UPDATE customer SET complained_at = c.at
  FROM (SELECT customer_id, max(at) AS at FROM interaction WHERE complaint = 1
        GROUP BY customer_id) c WHERE c.customer_id = customer.id;
UPDATE customer SET unpaid_at = s.unpaid_at, quiet_at = s.quiet_at
  FROM (SELECT customer_id,
          max(at) FILTER (WHERE state = 'open' AND total > coalesce(
            (SELECT sum(amount) FROM payment p
             WHERE p.customer_id = sale.customer_id AND p.sale_id = sale.id), 0)) AS unpaid_at,
          CASE WHEN count(*) > 2 AND max(at) > min(at)
            THEN max(at) + 2 * (max(at) - min(at)) / (count(*) - 1) END AS quiet_at
        FROM sale WHERE state <> 'void' GROUP BY customer_id) s
  WHERE s.customer_id = customer.id;
CREATE INDEX customer_by_owner_grade ON customer (owner_id, grade, last_contact_at, created_at)
  WHERE state = 'active';
CREATE INDEX customer_by_owner_next
  ON customer (owner_id, next_contact_on, next_contact_at, last_contact_at)
  WHERE next_contact_on IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_unpaid ON customer (owner_id, unpaid_at)
  WHERE unpaid_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_quiet ON customer (owner_id, quiet_at)
  WHERE quiet_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_complaint ON customer (owner_id, complained_at)
  WHERE complained_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_tier ON customer (owner_id, tier)
  WHERE tier IS NOT NULL AND state = 'active';
CREATE INDEX assignment_by_owner ON assignment (owner_id, at, customer_id, from_id)
  WHERE from_id IS NOT NULL;
CREATE INDEX interaction_by_complaint ON interaction (customer_id, at) WHERE complaint = 1;


CREATE TABLE reason (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  code         TEXT NOT NULL UNIQUE CHECK (code <> ''),
  kind         TEXT NOT NULL,
  active       INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  before_days  INTEGER NOT NULL CHECK (before_days >= 0),
  after_days   INTEGER NOT NULL CHECK (after_days >= 0),
  weight       INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 100),
  label_zh     TEXT NOT NULL CHECK (label_zh <> ''),
  label_en     TEXT NOT NULL CHECK (label_en <> ''),
  seen_by      TEXT NOT NULL DEFAULT '',
  days         INTEGER CHECK (days >= 0),
  date         TEXT,
  list         TEXT,
  value        TEXT,
  version      INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE cadence (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  grade       TEXT NOT NULL UNIQUE,
  every_days  INTEGER NOT NULL CHECK (every_days > 0),
  most        INTEGER NOT NULL CHECK (most > 0),
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE reason_settlement (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id     INTEGER REFERENCES customer (id),
  rule            TEXT NOT NULL,
  occurrence      TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('settled', 'snoozed', 'dismissed')),
  until           TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  cause           TEXT CHECK (cause <> ''),
  interaction_id  INTEGER,
  staff_id        INTEGER NOT NULL REFERENCES staff (id),
  at              INTEGER NOT NULL,
  owner_id        INTEGER,
  UNIQUE (customer_id, rule, occurrence),
  CHECK ((state = 'snoozed') = (until IS NOT NULL)),
  CHECK ((state = 'dismissed') = (cause IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX reason_settlement_of_nobody ON reason_settlement (rule, occurrence)
  WHERE customer_id IS NULL;
CREATE INDEX reason_settlement_by_owner
  ON reason_settlement (owner_id, at, customer_id, rule, occurrence, until);
CREATE INDEX reason_settlement_by_hand
  ON reason_settlement (owner_id, customer_id, rule, occurrence, until)
  WHERE interaction_id IS NULL;
