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
CREATE INDEX supply_by_owner ON supply (owner_id, runs_out_on, bought_on);
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
CREATE INDEX interaction_by_staff ON interaction (staff_id, at, kind, disposition)
  WHERE staff_id IS NOT NULL;
CREATE TABLE claim (
  id        INTEGER PRIMARY KEY,
  what      TEXT NOT NULL CHECK (what IN ('customer', 'task')),
  key       INTEGER NOT NULL,
  staff_id  INTEGER NOT NULL,
  desk      TEXT,
  until     INTEGER NOT NULL,
  UNIQUE (what, key)
) STRICT;
CREATE INDEX claim_by_staff ON claim (staff_id);

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
ALTER TABLE interaction ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0
  CHECK (unanswered IN (0, 1));
UPDATE interaction SET unanswered = 1
  WHERE disposition IN (SELECT code FROM choice WHERE list = 'disposition' AND settles = 0);
ALTER TABLE customer ADD COLUMN planned_at INTEGER;
UPDATE customer SET (next_contact_on, next_contact_at, next_contact_by, planned_at) = (
  SELECT next_on, next_at, iif(next_on IS NULL, NULL, staff_id), iif(next_on IS NULL, NULL, at)
  FROM interaction WHERE customer_id = customer.id AND kind NOT IN ('competitor', 'secondary')
    AND (unanswered = 0 OR next_on IS NOT NULL)
  ORDER BY at DESC, id DESC LIMIT 1);
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
            THEN max(at) + max(2 * (max(at) - min(at)) / (count(*) - 1), 2592000000) END AS quiet_at
        FROM sale WHERE state <> 'void' GROUP BY customer_id) s
  WHERE s.customer_id = customer.id;
CREATE INDEX customer_by_owner_grade ON customer (owner_id, grade, last_contact_at, created_at)
  WHERE state = 'active';
CREATE INDEX customer_by_owner_next
  ON customer (owner_id, next_contact_on, next_contact_at, planned_at)
  WHERE next_contact_on IS NOT NULL AND state = 'active';
DROP INDEX customer_by_next;
CREATE INDEX customer_by_next ON customer (next_contact_by, next_contact_at, owner_id, state)
  WHERE next_contact_at IS NOT NULL;
CREATE INDEX customer_by_owner_call ON customer (owner_id, next_contact_at, next_contact_on, planned_at)
  WHERE next_contact_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_unpaid ON customer (owner_id, unpaid_at, balance_due)
  WHERE unpaid_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_quiet ON customer (owner_id, quiet_at)
  WHERE quiet_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_complaint ON customer (owner_id, complained_at)
  WHERE complained_at IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_tier ON customer (owner_id, tier)
  WHERE tier IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_guard ON customer (owner_id)
  WHERE state = 'active' AND (do_not_call = 1 OR preferred_time IS NOT NULL);
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
CREATE INDEX reason_settlement_snoozed ON reason_settlement (owner_id, until, customer_id)
  WHERE until IS NOT NULL;


-- Sales, stock, points and goods held, each with its ledger.
ALTER TABLE customer ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN held_since INTEGER;
CREATE INDEX customer_by_held ON customer (owner_id, held_since) WHERE held > 0;

ALTER TABLE product ADD COLUMN floor_price INTEGER CHECK (floor_price >= 0);
ALTER TABLE product ADD COLUMN reorder_level INTEGER CHECK (reorder_level >= 0);
ALTER TABLE product ADD COLUMN redeem INTEGER CHECK (redeem > 0);
ALTER TABLE product ADD COLUMN on_hand INTEGER;
ALTER TABLE product ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0);

-- The state of a sale follows from its sums; that undo took it back is a column of its own, also
-- in what the journal keeps of earlier changes.
DROP INDEX sale_by_customer;
ALTER TABLE sale ADD COLUMN region TEXT;
ALTER TABLE sale ADD COLUMN method TEXT;
ALTER TABLE sale ADD COLUMN payment_type TEXT;
ALTER TABLE sale ADD COLUMN delivery TEXT;
ALTER TABLE sale ADD COLUMN address TEXT;
ALTER TABLE sale ADD COLUMN void INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1));
UPDATE sale SET void = 1 WHERE state = 'void';
UPDATE journal_row SET before = json_set(json_remove(before, '$.state'),
    '$.void', json_extract(before, '$.state') = 'void')
  WHERE tbl = 'sale' AND json_type(before, '$.state') IS NOT NULL;
ALTER TABLE sale DROP COLUMN state;
ALTER TABLE sale ADD COLUMN paid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0);
ALTER TABLE sale ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0;
UPDATE sale SET paid = (SELECT sum(amount) FROM payment WHERE sale_id = sale.id)
  WHERE id IN (SELECT sale_id FROM payment);
ALTER TABLE sale ADD COLUMN due INTEGER AS (total - returned - paid) VIRTUAL;
ALTER TABLE sale ADD COLUMN state TEXT AS (CASE WHEN void THEN 'void' WHEN cancelled > 0 THEN 'cancelled' WHEN returned > 0 AND returned >= total THEN 'returned' WHEN total - returned > paid THEN 'open' WHEN held > 0 THEN 'paid' ELSE 'closed' END) VIRTUAL;
CREATE INDEX sale_by_customer ON sale (customer_id, at, state, total, due, held);
CREATE INDEX sale_by_at ON sale (at, customer_id, staff_id);
CREATE INDEX payment_by_at ON payment (at, customer_id, staff_id, amount);
ALTER TABLE sale_line ADD COLUMN kind TEXT NOT NULL DEFAULT 'sold' CHECK (kind IN ('sold', 'gift', 'redeemed'));
ALTER TABLE sale_line ADD COLUMN cause TEXT;
ALTER TABLE sale_line ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale_line ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0);
ALTER TABLE sale_line ADD COLUMN returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0 AND held + returned <= quantity);
DROP INDEX sale_line_by_sale;
CREATE INDEX sale_line_by_sale ON sale_line (sale_id, product_id, quantity, amount, returned);
CREATE INDEX sale_line_by_product ON sale_line (product_id, sale_id);

CREATE TABLE stock_move (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id   INTEGER NOT NULL REFERENCES product (id),
  quantity     INTEGER NOT NULL,                                -- in; below zero: out
  cause        TEXT NOT NULL CHECK (cause IN
                 ('receive', 'count', 'sale', 'gift', 'redemption', 'collection', 'return')),
  customer_id  INTEGER REFERENCES customer (id),
  sale_id      INTEGER REFERENCES sale (id),
  line_id      INTEGER,
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  note         TEXT,
  reverses_id  INTEGER UNIQUE REFERENCES stock_move (id),
  CHECK (cause IN ('receive', 'count') OR customer_id IS NOT NULL)
) STRICT;

CREATE TABLE points_entry (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  sale_id      INTEGER NOT NULL REFERENCES sale (id),
  line_id      INTEGER NOT NULL,
  points       INTEGER NOT NULL,
  cause        TEXT NOT NULL CHECK (cause IN ('sale', 'redemption', 'return')),
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  reverses_id  INTEGER UNIQUE REFERENCES points_entry (id)
) STRICT;

CREATE TABLE held_goods_entry (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  sale_id      INTEGER NOT NULL REFERENCES sale (id),
  line_id      INTEGER NOT NULL,
  product_id   INTEGER NOT NULL REFERENCES product (id),
  quantity     INTEGER NOT NULL,
  cause        TEXT NOT NULL CHECK (cause IN ('sale', 'collection', 'return')),
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  reverses_id  INTEGER UNIQUE REFERENCES held_goods_entry (id)
) STRICT;

CREATE TABLE sale_event (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  sale_id      INTEGER NOT NULL REFERENCES sale (id),
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  kind         TEXT NOT NULL CHECK (kind IN
                 ('added', 'paid', 'refunded', 'collected', 'returned', 'cancelled')),
  line_id      INTEGER,
  quantity     INTEGER NOT NULL DEFAULT 0,
  amount       INTEGER NOT NULL DEFAULT 0,
  count        INTEGER NOT NULL DEFAULT 1 CHECK (count IN (1, -1)),
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  note         TEXT,
  reverses_id  INTEGER UNIQUE REFERENCES sale_event (id)
) STRICT;

CREATE INDEX stock_move_by_product ON stock_move (product_id, quantity);
CREATE INDEX stock_move_by_customer ON stock_move (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX stock_move_by_sale ON stock_move (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX points_entry_by_customer ON points_entry (customer_id, points);
CREATE INDEX points_entry_by_sale ON points_entry (sale_id);
CREATE INDEX held_goods_by_customer ON held_goods_entry (customer_id, product_id, quantity);
CREATE INDEX held_goods_by_sale ON held_goods_entry (sale_id);
CREATE INDEX sale_event_by_sale ON sale_event (sale_id);
CREATE INDEX sale_event_by_customer ON sale_event (customer_id);

CREATE TRIGGER balance_payment AFTER INSERT ON payment BEGIN
  UPDATE sale SET paid = paid + NEW.amount WHERE id = NEW.sale_id;
END;
CREATE TRIGGER balance_stock AFTER INSERT ON stock_move BEGIN
  UPDATE product SET on_hand = coalesce(on_hand, 0) + NEW.quantity WHERE id = NEW.product_id;
END;
CREATE TRIGGER balance_held AFTER INSERT ON held_goods_entry BEGIN
  UPDATE product SET held = held + NEW.quantity WHERE id = NEW.product_id;
  UPDATE sale_line SET held = held + NEW.quantity WHERE id = NEW.line_id;
  UPDATE sale SET held = held + NEW.quantity WHERE id = NEW.sale_id;
END;
CREATE TRIGGER balance_returned AFTER INSERT ON sale_event WHEN NEW.kind = 'returned' BEGIN
  UPDATE sale_line SET returned = returned + NEW.quantity WHERE id = NEW.line_id;
  UPDATE sale SET returned = returned + NEW.amount WHERE id = NEW.sale_id;
END;
CREATE TRIGGER balance_cancelled AFTER INSERT ON sale_event WHEN NEW.kind = 'cancelled' BEGIN
  UPDATE sale SET cancelled = cancelled + NEW.count WHERE id = NEW.sale_id;
END;


-- What is new needs rights: those that a fresh file has.
INSERT INTO role_right (role, operation, scope)
  SELECT r.role, o.value, r.scope FROM json_each('["sell", "pay", "release", "stock"]') o
    JOIN (SELECT 'agent' AS role, 'own' AS scope, '["sell", "pay", "release"]' AS may
      UNION ALL SELECT 'supervisor', 'team', '["sell", "pay", "release"]'
      UNION ALL SELECT 'warehouse', 'all', '["release", "stock"]'
      UNION ALL SELECT 'cashier', 'all', '["pay"]'
      UNION ALL SELECT 'manager', 'all', '["sell", "pay", "release", "stock"]'
      UNION ALL SELECT 'admin', 'all', '["sell", "pay", "release", "stock"]') r
      ON o.value IN (SELECT value FROM json_each(r.may))
  WHERE true ON CONFLICT (role, operation) DO NOTHING;
ALTER TABLE customer_date ADD COLUMN owner_id INTEGER;
UPDATE customer_date SET owner_id = iif(c.state = 'void', -1, c.owner_id)
  FROM customer c WHERE c.id = customer_date.customer_id;
CREATE INDEX customer_date_by_owner
  ON customer_date (owner_id, calendar, leap, month, day, kind, customer_id);

DROP INDEX customer_by_owner_contact;
CREATE INDEX customer_by_owner_contact ON customer (owner_id, last_contact_at, created_at)
  WHERE state = 'active';
CREATE INDEX customer_by_owner_created ON customer (owner_id, created_at) WHERE state = 'active';
CREATE INDEX customer_by_owner_purchase ON customer (owner_id, last_purchase_at)
  WHERE last_purchase_at IS NOT NULL AND state = 'active';

ALTER TABLE assignment ADD COLUMN entered INTEGER NOT NULL DEFAULT 0 CHECK (entered IN (0, 1));
UPDATE assignment SET entered = 1 FROM customer c
  WHERE c.id = assignment.customer_id AND assignment.from_id IS NULL
    AND assignment.at = c.created_at;
CREATE INDEX assignment_by_owner ON assignment (owner_id, at, customer_id, from_id)
  WHERE entered = 0;
CREATE INDEX call_by_staff_open ON call (staff_id, told_at) WHERE interaction_id IS NULL;

ALTER TABLE customer ADD COLUMN tag TEXT;
CREATE INDEX customer_by_owner_tag ON customer (owner_id, tag)
  WHERE tag IS NOT NULL AND state = 'active';

DROP INDEX customer_phone_by_customer;
CREATE INDEX customer_phone_by_customer ON customer_phone
  (customer_id, position, typed, digits, known, kind, extension, member_id, validity, validity_at,
   validity_by, validity_how);
