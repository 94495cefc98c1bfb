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
