-- The whole file of a huoke, as `huoke init` makes it.
--
-- Every table is of one of five kinds, declared in src/store/catalogue.rs and checked by a test:
-- business (journalled, undone by restoring), ledger (append-only, undone by reversing rows),
-- derived (recomputed, one door: store::derive), live (of the moment), journal.
-- Money is INTEGER minor units, instants are UTC milliseconds, days are 'YYYY-MM-DD'.
-- The database holds codes, never words: labels of coded lists are data of the business.
-- Journalled tables never give an id twice (AUTOINCREMENT). The journal's triggers are
-- generated from the catalogue and are not written here.

-- ── The house: who works here and what they may do ──────────────────────────────────────────

-- The organisation: one tree of branches, departments and teams.
CREATE TABLE org_unit (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  code      TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name      TEXT NOT NULL CHECK (name <> ''),
  kind      TEXT NOT NULL CHECK (kind IN ('branch', 'department', 'team')),
  under_id  INTEGER REFERENCES org_unit (id),
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- People, and the built-in 'exchange' (the telephone exchange, role 'exchange').
CREATE TABLE staff (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  login     TEXT NOT NULL UNIQUE CHECK (login <> ''),
  name      TEXT NOT NULL CHECK (name <> ''),
  role      TEXT NOT NULL CHECK (role IN
              ('agent', 'supervisor', 'warehouse', 'cashier', 'manager', 'admin', 'exchange')),
  unit_id   INTEGER REFERENCES org_unit (id),
  ext       TEXT CHECK (ext <> ''),
  active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;
-- An extension rings at one desk.
CREATE UNIQUE INDEX staff_by_ext ON staff (ext) WHERE ext IS NOT NULL AND active = 1;

-- The table of rights: what a role may do, and to whose customers. No row: not at all.
CREATE TABLE role_right (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  role       TEXT NOT NULL,
  operation  TEXT NOT NULL,
  scope      TEXT NOT NULL CHECK (scope IN ('own', 'team', 'all')),
  UNIQUE (role, operation)
) STRICT;

-- Coded lists (tier, grade, source, disposition, …) with their labels in both languages.
-- letter: the key that picks it in the call log; validity: what a disposition says of a number;
-- under: the code of the head that it belongs to, where the list is a tree (nature, cap. 81);
-- settles: a call with this disposition settles the reasons to call; complaint: it was one.
CREATE TABLE choice (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  list       TEXT NOT NULL,
  code       TEXT NOT NULL CHECK (code <> ''),
  label_zh   TEXT NOT NULL,
  label_en   TEXT NOT NULL,
  letter     TEXT,
  validity   TEXT CHECK (validity IN ('valid', 'invalid')),
  position   INTEGER NOT NULL,
  active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  under      TEXT,
  settles    INTEGER NOT NULL DEFAULT 0 CHECK (settles IN (0, 1)),
  complaint  INTEGER NOT NULL DEFAULT 0 CHECK (complaint IN (0, 1)),
  UNIQUE (list, code)
) STRICT;

CREATE TABLE setting (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  key    TEXT NOT NULL UNIQUE,
  value  TEXT NOT NULL
) STRICT;

CREATE TABLE staff_setting (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id  INTEGER NOT NULL REFERENCES staff (id),
  key       TEXT NOT NULL,
  value     TEXT NOT NULL,
  UNIQUE (staff_id, key)
) STRICT;

-- Fields that the business makes for itself (cap. 185). list: where a choice's values come from;
-- grp: under which heading they stand (effort, competitor, secondary, or its own);
-- searchable: the caller line finds customers by what is in it.
CREATE TABLE custom_field (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  code        TEXT NOT NULL UNIQUE CHECK (code <> ''),
  label_zh    TEXT NOT NULL CHECK (label_zh <> ''),
  label_en    TEXT NOT NULL CHECK (label_en <> ''),
  kind        TEXT NOT NULL CHECK (kind IN ('text', 'number', 'money', 'date', 'choice', 'flag')),
  list        TEXT,
  grp         TEXT CHECK (grp <> ''),
  searchable  INTEGER NOT NULL DEFAULT 0 CHECK (searchable IN (0, 1)),
  position    INTEGER NOT NULL,
  active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version     INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind = 'choice') = (list IS NOT NULL)),
  CHECK (kind = 'text' OR searchable = 0)
) STRICT;

-- Which fields a form asks for and which it cannot do without (cap. 18, 30, 32, 194), by what the
-- customer is and by stage. field: named as on the command line. No row for a form and stage:
-- every field is asked for, none but the name is required.
CREATE TABLE form_field (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  form      TEXT NOT NULL CHECK (form IN ('person', 'organisation')),
  stage     TEXT NOT NULL CHECK (stage IN ('prospect', 'current', 'former')),
  field     TEXT NOT NULL CHECK (field <> ''),
  position  INTEGER NOT NULL,
  asked     INTEGER NOT NULL DEFAULT 1 CHECK (asked IN (0, 1)),
  required  INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
  UNIQUE (form, stage, field),
  CHECK (asked = 1 OR required = 0)
) STRICT;

-- ── Customers ───────────────────────────────────────────────────────────────────────────────

-- A customer: a person or an organisation. state 'void' is one that undo could not delete
-- because a ledger names it; lists, sums and matching skip it.
CREATE TABLE customer (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  code            TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name            TEXT NOT NULL CHECK (name <> ''),
  card_no         TEXT CHECK (card_no <> ''),
  state           TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'void')),
  owner_id        INTEGER REFERENCES staff (id),
  unit_id         INTEGER REFERENCES org_unit (id),
  sex             TEXT,
  grade           TEXT,
  tier            TEXT,
  source          TEXT,
  nature          TEXT,
  usage           TEXT,
  employer        TEXT,
  education       TEXT,
  ethnicity       TEXT,
  occupation      TEXT,
  marital_status  TEXT,
  income          TEXT,
  native_place    TEXT,
  health          TEXT,
  credit          TEXT,
  id_type         TEXT,
  id_number       TEXT,
  preferred_time  TEXT,
  do_not_call     INTEGER NOT NULL DEFAULT 0 CHECK (do_not_call IN (0, 1)),
  remark          TEXT,
  created_at      INTEGER NOT NULL,
  -- bookkeeping
  modified_at     INTEGER NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1,
  -- derived: hot columns, written by store::derive alone
  last_contact_at   INTEGER,
  last_purchase_at  INTEGER,
  purchase_count    INTEGER NOT NULL DEFAULT 0,
  balance_due       INTEGER NOT NULL DEFAULT 0,
  primary_phone     TEXT,      -- digits of the number to show and dial first
  primary_member    INTEGER,   -- whose it is, null for the customer's own
  birth_md          INTEGER,   -- solar birthday, month * 100 + day
  lunar_md          INTEGER,   -- lunar birthday, month * 100 + day
  lunar_leap        INTEGER NOT NULL DEFAULT 0,
  next_contact_on   TEXT,      -- the plan of the newest interaction, if it has one
  next_contact_at   INTEGER,   -- the same with a time of day
  next_contact_by   INTEGER,   -- who promised it
  -- business again, appended by version 2
  stage             TEXT,      -- prospect, current, former (cap. 32)
  stop_reason       TEXT,      -- why a former one stopped buying
  -- derived again, appended by version 3
  planned_at        INTEGER,   -- when it was promised
  unpaid_at         INTEGER,   -- when the newest sale was made that is not paid
  quiet_at          INTEGER,   -- when two usual intervals will have gone by without a purchase
  complained_at     INTEGER,   -- when they complained last
  points            INTEGER NOT NULL DEFAULT 0,   -- loyalty points to spend
  held              INTEGER NOT NULL DEFAULT 0,   -- pieces paid for that we keep for them
  held_since        INTEGER,   -- the oldest sale of which something is kept
  -- business again
  tag               TEXT,      -- codes of the list tag, comma between, in its order
  -- derived again, appended by version 4
  first_sale_id     INTEGER,   -- their first purchase that was not called off; no reference
  followed_at       INTEGER    -- when they were spoken to last, or something was planned
) STRICT;
-- A card belongs to one customer, but a family may share one: found by it, warned about, not walled.
CREATE INDEX customer_by_card ON customer (card_no) WHERE card_no IS NOT NULL;
-- An owner's customers by what they did last: lists read no log.
CREATE INDEX customer_by_owner_contact ON customer (owner_id, last_contact_at)
  WHERE state = 'active';
CREATE INDEX customer_by_owner_created ON customer (owner_id, created_at) WHERE state = 'active';
CREATE INDEX customer_by_owner_purchase ON customer (owner_id, last_purchase_at)
  WHERE last_purchase_at IS NOT NULL AND state = 'active';
-- With the owner: whom one promised to call back who is somebody else's is found without rows.
CREATE INDEX customer_by_next ON customer (next_contact_by, next_contact_at, owner_id, state)
  WHERE next_contact_at IS NOT NULL;
-- What the reasons of Today walk, an owner's customers in the order in which they are due. Those never
-- spoken to are in order of when they were entered.
CREATE INDEX customer_by_owner_grade ON customer (owner_id, grade, followed_at, created_at)
  WHERE state = 'active';
CREATE INDEX customer_by_owner_next
  ON customer (owner_id, next_contact_on, next_contact_at, planned_at)
  WHERE next_contact_on IS NOT NULL AND state = 'active';
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
CREATE INDEX customer_by_owner_tag ON customer (owner_id, tag)
  WHERE tag IS NOT NULL AND state = 'active';
CREATE INDEX customer_by_owner_guard ON customer (owner_id)
  WHERE state = 'active' AND (do_not_call = 1 OR preferred_time IS NOT NULL);
CREATE INDEX customer_by_owner_held ON customer (owner_id, held_since)
  WHERE held_since IS NOT NULL AND state = 'active';

-- Family members and contact persons of organisations.
CREATE TABLE family_member (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  kind         TEXT NOT NULL DEFAULT 'family' CHECK (kind IN ('family', 'contact')),
  name         TEXT NOT NULL,
  relation     TEXT,
  employer     TEXT,
  position     INTEGER NOT NULL DEFAULT 0,
  version      INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX family_member_by_customer ON family_member (customer_id);

-- Numbers as typed and in normal form. member_id: whose number it is, null for the customer's.
-- digits: E.164 without '+', a short number as it is, the bare digits of an unknown one.
-- validity_how: how it was verified (cap. 29): 'call' by a call's disposition, else as said.
CREATE TABLE customer_phone (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  member_id    INTEGER REFERENCES family_member (id),
  typed        TEXT NOT NULL,
  digits       TEXT NOT NULL CHECK (digits <> '' AND digits NOT GLOB '*[^0-9]*'),
  known        INTEGER NOT NULL CHECK (known IN (0, 1)),   -- 0: no numbering plan knows it
  kind         TEXT NOT NULL,                              -- mobile, landline, fax, …
  extension    TEXT,
  validity     TEXT CHECK (validity IN ('valid', 'invalid')),
  validity_at  INTEGER,
  validity_by  INTEGER REFERENCES staff (id),
  position     INTEGER NOT NULL DEFAULT 0,
  version      INTEGER NOT NULL DEFAULT 1,
  validity_how TEXT
) STRICT;
CREATE INDEX customer_phone_by_digits ON customer_phone (digits, customer_id);
-- Whole, like other small rows: a card reads all numbers of a customer at one place.
CREATE INDEX customer_phone_by_customer ON customer_phone
  (customer_id, position, typed, digits, known, kind, extension, member_id, validity, validity_at,
   validity_by, validity_how);
CREATE INDEX customer_phone_by_member ON customer_phone (member_id) WHERE member_id IS NOT NULL;

CREATE TABLE customer_email (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  email        TEXT NOT NULL CHECK (email <> ''),
  position     INTEGER NOT NULL DEFAULT 0,
  version      INTEGER NOT NULL DEFAULT 1
) STRICT;
-- These small rows are in their indexes whole: a card reads them at one place.
CREATE INDEX customer_email_by_customer ON customer_email (customer_id, position, email);

CREATE TABLE customer_address (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  province     TEXT,
  city         TEXT,
  line         TEXT,
  postcode     TEXT,
  position     INTEGER NOT NULL DEFAULT 0,
  version      INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX customer_address_by_customer
  ON customer_address (customer_id, position, province, city, line, postcode);

-- Birthdays (kind 'birthday') and anniversaries (kind: their name), solar or lunar, with or
-- without a year. leap: in a leap month. owner_id: derived, so that an owner's are together.
CREATE TABLE customer_date (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  member_id    INTEGER REFERENCES family_member (id),
  kind         TEXT NOT NULL,
  calendar     TEXT NOT NULL CHECK (calendar IN ('solar', 'lunar')),
  year         INTEGER,
  month        INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  day          INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
  leap         INTEGER NOT NULL DEFAULT 0 CHECK (leap IN (0, 1)),
  version      INTEGER NOT NULL DEFAULT 1,
  owner_id     INTEGER,         -- the customer's, moves with them; -1: they are void
  CHECK (calendar = 'lunar' OR leap = 0),
  CHECK (calendar = 'solar' OR day <= 30)
) STRICT;
CREATE INDEX customer_date_by_customer
  ON customer_date (customer_id, kind, member_id, calendar, year, month, day, leap);
CREATE INDEX customer_date_by_member ON customer_date (member_id) WHERE member_id IS NOT NULL;
-- Whose day comes when, of one owner's customers, without rows.
CREATE INDEX customer_date_by_owner
  ON customer_date (owner_id, calendar, leap, month, day, kind, customer_id);

-- Values of the fields that the business made for itself: texts as typed, numbers and money as
-- plain decimals, days as 'YYYY-MM-DD', choices by code, flags '1' or '0'.
CREATE TABLE customer_custom (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  field_id     INTEGER NOT NULL REFERENCES custom_field (id),
  value        TEXT NOT NULL CHECK (value <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (customer_id, field_id)
) STRICT;
CREATE INDEX customer_custom_by_field ON customer_custom (field_id);

-- Who had the customer from when, and why (cap. 90, 91). entered: with their entry, no hand-over.
CREATE TABLE assignment (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  owner_id     INTEGER REFERENCES staff (id),
  from_id      INTEGER REFERENCES staff (id),
  by_id        INTEGER REFERENCES staff (id),
  at           INTEGER NOT NULL,
  reason       TEXT,
  entered      INTEGER NOT NULL DEFAULT 0 CHECK (entered IN (0, 1))
) STRICT;
CREATE INDEX assignment_by_customer
  ON assignment (customer_id, at, owner_id, from_id, by_id, reason);
-- Who came to an owner since they were entered, in order; an import fills it with nothing.
CREATE INDEX assignment_by_owner ON assignment (owner_id, at, customer_id, from_id)
  WHERE entered = 0;

-- What was said and done: calls, visits, gifts, notes on rivals (list interaction_kind), where and
-- at what cost to us (cap. 23). The newest one's next_* is the plan.
-- next_at is set when the next contact has a time of day, next_on always goes with it.
-- complaint: what its disposition said of it when it was written down.
CREATE TABLE interaction (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  kind         TEXT NOT NULL,                                   -- of the list interaction_kind
  direction    TEXT CHECK (direction IN ('in', 'out')),
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  disposition  TEXT,
  phone_id     INTEGER REFERENCES customer_phone (id) ON DELETE SET NULL,
  note         TEXT,
  next_on      TEXT CHECK (next_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  next_at      INTEGER,
  version      INTEGER NOT NULL DEFAULT 1,
  place        TEXT,
  cost         INTEGER CHECK (cost >= 0),                       -- minor units
  complaint    INTEGER NOT NULL DEFAULT 0 CHECK (complaint IN (0, 1)),
  -- Nobody was spoken with: what was promised before still stands.
  unanswered   INTEGER NOT NULL DEFAULT 0 CHECK (unanswered IN (0, 1)),
  CHECK (next_at IS NULL OR next_on IS NOT NULL)
) STRICT;
-- With the kind: what is only heard of a customer is no contact, and is told from one here.
CREATE INDEX interaction_by_customer ON interaction (customer_id, at, id, kind);
-- What somebody did in a period is counted in it, without rows.
CREATE INDEX interaction_by_staff ON interaction (staff_id, at, kind, disposition)
  WHERE staff_id IS NOT NULL;
CREATE INDEX interaction_by_phone ON interaction (phone_id) WHERE phone_id IS NOT NULL;
CREATE INDEX interaction_by_complaint ON interaction (customer_id, at) WHERE complaint = 1;

-- ── Products and sales ──────────────────────────────────────────────────────────────────────

CREATE TABLE product (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  code        TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name        TEXT NOT NULL CHECK (name <> ''),
  category    TEXT,
  price       INTEGER CHECK (price >= 0),
  cycle_days  INTEGER CHECK (cycle_days > 0),
  points      INTEGER,
  active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version     INTEGER NOT NULL DEFAULT 1,
  -- appended by version 3
  floor_price   INTEGER CHECK (floor_price >= 0),     -- nobody but managers sells below it
  reorder_level INTEGER CHECK (reorder_level >= 0),   -- at so many it is time to order
  redeem        INTEGER CHECK (redeem > 0),           -- points that one costs
  -- derived: kept by balance_stock and balance_held. on_hand null: stock of it is not kept yet.
  on_hand       INTEGER,
  held          INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0)
) STRICT;

-- How a customer uses a product where it is not as usual: how many days one lasts one user, and
-- how many use it (0: it is given away). Null: as the product says, one user.
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

-- A sale. What happened to it since is in the ledgers; its sums are here and its state follows from
-- them: open (money is owed), paid (goods are still held for the customer), closed, cancelled,
-- returned, void (taken back by undo).
CREATE TABLE sale (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  code         TEXT NOT NULL UNIQUE CHECK (code <> ''),
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  total        INTEGER NOT NULL,                                -- the sum of its lines
  remark       TEXT,
  version      INTEGER NOT NULL DEFAULT 1,
  -- appended by version 3
  region       TEXT,
  method       TEXT,                                            -- how it is to be paid
  payment_type TEXT,                                            -- full, deposit, on delivery, …
  delivery     TEXT,
  address      TEXT,
  void         INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  -- derived: sums of the ledgers, kept by the triggers balance_*
  paid         INTEGER NOT NULL DEFAULT 0,
  returned     INTEGER NOT NULL DEFAULT 0,                      -- worth of what was given back
  held         INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),    -- pieces not collected yet
  cancelled    INTEGER NOT NULL DEFAULT 0,
  due          INTEGER AS (total - returned - paid) VIRTUAL,
  state        TEXT AS (CASE WHEN void THEN 'void' WHEN cancelled > 0 THEN 'cancelled' WHEN returned > 0 AND returned >= total THEN 'returned' WHEN total - returned > paid THEN 'open' WHEN held > 0 THEN 'paid' ELSE 'closed' END) VIRTUAL
) STRICT;
-- What follows of a customer's sales is in it: no rows are read.
CREATE INDEX sale_by_customer ON sale (customer_id, at, state, total, due, held);
-- Records and reports of a period.
CREATE INDEX sale_by_at ON sale (at, customer_id, staff_id);
-- What somebody sold, the newest first; and what of it is not settled: money is owed, to us or to
-- the customer, or goods are kept.
CREATE INDEX sale_by_staff ON sale (staff_id, at, customer_id) WHERE void = 0;
CREATE INDEX sale_unsettled ON sale (staff_id, at, customer_id, total, returned, paid, held)
  WHERE void = 0 AND (total - returned <> paid OR held > 0);
-- What is paid and has goods to hand out, the newest first.
CREATE INDEX sale_kept ON sale (at, staff_id, customer_id)
  WHERE void = 0 AND held > 0 AND paid >= total - returned;
-- What is over, the newest first.
CREATE INDEX sale_over ON sale (at, state, staff_id, customer_id)
  WHERE void = 1 OR cancelled > 0 OR (returned > 0 AND returned >= total);

-- kind: sold, a gift (with its cause, list gift_cause), redeemed for points. points: what the line
-- earned, negative what it cost.
CREATE TABLE sale_line (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  sale_id     INTEGER NOT NULL REFERENCES sale (id),
  product_id  INTEGER NOT NULL REFERENCES product (id),
  quantity    INTEGER NOT NULL CHECK (quantity > 0),
  price       INTEGER,                                          -- of one
  amount      INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  -- appended by version 3
  kind        TEXT NOT NULL DEFAULT 'sold' CHECK (kind IN ('sold', 'gift', 'redeemed')),
  cause       TEXT,
  points      INTEGER NOT NULL DEFAULT 0,
  -- derived, kept by balance_held and balance_event: nobody collects or gives back more than was
  -- bought
  held        INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
  returned    INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0 AND held + returned <= quantity)
) STRICT;
-- It holds what a card shows of a line, so that none of the rows is read.
CREATE INDEX sale_line_by_sale ON sale_line (sale_id, product_id, quantity, amount, returned);
CREATE INDEX sale_line_by_product ON sale_line (product_id, sale_id);

-- ── Ledgers: append-only; a reversal is a row of its own, never a change ────────────────────
-- line_id names a sale_line; it is no reference, so that taking lines back needs no index on it
-- (`huoke check` looks).

-- Money received; given back: below zero.
CREATE TABLE payment (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  sale_id      INTEGER NOT NULL REFERENCES sale (id),
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  at           INTEGER NOT NULL,
  staff_id     INTEGER REFERENCES staff (id),
  method       TEXT NOT NULL,
  amount       INTEGER NOT NULL,
  reverses_id  INTEGER UNIQUE REFERENCES payment (id)
) STRICT;
CREATE INDEX payment_by_sale ON payment (sale_id);
-- What a customer paid for each sale, without rows.
CREATE INDEX payment_by_customer ON payment (customer_id, sale_id, amount);
-- Money of a period.
CREATE INDEX payment_by_at ON payment (at, customer_id, staff_id, amount);

-- What came into the store and what left it, why and for whom (cap. 134). Stock of a product is
-- kept from its first receipt or count on; before that its sales move nothing. A sale that a file
-- brings is of the past: each of its lines has a receipt of its own (cause receive, note opening,
-- with the sale), as much as left for it then, so that history comes to nothing of what is on hand
-- today; these receipts together are the opening balance.
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
CREATE INDEX stock_move_by_product ON stock_move (product_id, quantity);
CREATE INDEX stock_move_by_customer ON stock_move (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX stock_move_by_sale ON stock_move (sale_id) WHERE sale_id IS NOT NULL;

-- Loyalty points earned and spent (cap. 131).
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
CREATE INDEX points_entry_by_customer ON points_entry (customer_id, points);
CREATE INDEX points_entry_by_sale ON points_entry (sale_id);

-- Goods that are theirs and stay with us until they are collected (cap. 132): in; below zero: out.
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
CREATE INDEX held_goods_by_customer ON held_goods_entry (customer_id, product_id, quantity);
CREATE INDEX held_goods_by_sale ON held_goods_entry (sale_id);

-- What happened to a sale, step by step. line_id, quantity, amount: what came back and was worth.
-- count: 1; -1 in a row that takes another back.
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
CREATE INDEX sale_event_by_sale ON sale_event (sale_id);
CREATE INDEX sale_event_by_customer ON sale_event (customer_id);

-- A ledger row cannot come in without its sums: what is sold, paid, held and on hand agrees with
-- the ledgers whoever writes them, undo too.
CREATE TRIGGER balance_payment AFTER INSERT ON payment BEGIN
  UPDATE sale SET paid = paid + NEW.amount WHERE id = NEW.sale_id;
END;
CREATE TRIGGER balance_stock AFTER INSERT ON stock_move BEGIN
  UPDATE product SET on_hand = coalesce(on_hand, 0) + NEW.quantity
    WHERE id = NEW.product_id AND (on_hand IS NOT NULL OR NEW.sale_id IS NULL);
END;
CREATE TRIGGER balance_held AFTER INSERT ON held_goods_entry BEGIN
  UPDATE product SET held = held + NEW.quantity WHERE id = NEW.product_id;
  UPDATE sale_line SET held = held + NEW.quantity WHERE id = NEW.line_id;
  UPDATE sale SET held = held + NEW.quantity WHERE id = NEW.sale_id;
END;
CREATE TRIGGER balance_returned AFTER INSERT ON sale_event WHEN NEW.kind = 'returned' BEGIN
  UPDATE sale_line SET returned = returned + NEW.quantity WHERE id = NEW.line_id;
  UPDATE sale SET returned = returned + NEW.amount WHERE id = NEW.sale_id;
  INSERT INTO restated VALUES (NEW.sale_id, 1);
END;
CREATE TRIGGER balance_cancelled AFTER INSERT ON sale_event WHEN NEW.kind = 'cancelled' BEGIN
  UPDATE sale SET cancelled = cancelled + NEW.count WHERE id = NEW.sale_id;
END;

-- Figures of reports, by the hour (of the epoch, in UTC) in which a sale was made or money came in:
-- a month is read from thousands of rows, not from millions of lines. Derived, kept by `restate` and
-- `collected`; sales that are void or cancelled are not in it. staff_id 0: nobody known.
CREATE TABLE person_hour (
  hour           INTEGER NOT NULL,
  staff_id       INTEGER NOT NULL,
  sales          INTEGER NOT NULL DEFAULT 0,
  new_customers  INTEGER NOT NULL DEFAULT 0,   -- of these sales, the first ones to a customer
  amount         INTEGER NOT NULL DEFAULT 0,   -- without what came back
  new_amount     INTEGER NOT NULL DEFAULT 0,
  returned       INTEGER NOT NULL DEFAULT 0,
  pieces         INTEGER NOT NULL DEFAULT 0,
  collected      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, staff_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE product_hour (
  hour           INTEGER NOT NULL,
  product_id     INTEGER NOT NULL,
  sales          INTEGER NOT NULL DEFAULT 0,
  new_customers  INTEGER NOT NULL DEFAULT 0,
  amount         INTEGER NOT NULL DEFAULT 0,
  new_amount     INTEGER NOT NULL DEFAULT 0,
  returned       INTEGER NOT NULL DEFAULT 0,
  pieces         INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, product_id)
) STRICT, WITHOUT ROWID;
-- When something was sold, the newest hour first.
CREATE INDEX product_hour_by_product ON product_hour (product_id, hour);

-- A door: what is inserted takes a sale's figures out (-1) or puts them in (1), as it stands at that
-- moment. Whoever changes a sale opens it before and after. A bulk load makes all of them at its end.
-- NOT INDEXED: without statistics a partial index over the whole table is taken for the sale's id.
CREATE VIEW restated (sale_id, sign) AS SELECT 0, 0;
CREATE TRIGGER restate INSTEAD OF INSERT ON restated
WHEN NOT EXISTS (SELECT 1 FROM derived_pending) BEGIN
  INSERT INTO person_hour (hour, staff_id, sales, new_customers, amount, new_amount, returned, pieces)
    SELECT (s.at - (s.at < 0) * 3599999) / 3600000, coalesce(s.staff_id, 0), NEW.sign,
      NEW.sign * (c.first_sale_id IS s.id), NEW.sign * (s.total - s.returned),
      NEW.sign * (c.first_sale_id IS s.id) * (s.total - s.returned), NEW.sign * s.returned,
      NEW.sign * (SELECT coalesce(sum(quantity - returned), 0) FROM sale_line WHERE sale_id = s.id)
    FROM sale s NOT INDEXED JOIN customer c ON c.id = s.customer_id
    WHERE s.id = NEW.sale_id AND s.void = 0 AND s.cancelled = 0
  ON CONFLICT (hour, staff_id) DO UPDATE SET sales = sales + excluded.sales,
    new_customers = new_customers + excluded.new_customers, amount = amount + excluded.amount,
    new_amount = new_amount + excluded.new_amount, returned = returned + excluded.returned,
    pieces = pieces + excluded.pieces;
  INSERT INTO product_hour (hour, product_id, sales, new_customers, amount, new_amount, returned, pieces)
    SELECT hour, product_id, NEW.sign, NEW.sign * first, NEW.sign * (amount - back),
      NEW.sign * first * (amount - back), NEW.sign * back, NEW.sign * pieces
    FROM (SELECT (s.at - (s.at < 0) * 3599999) / 3600000 AS hour, l.product_id,
        c.first_sale_id IS s.id AS first, sum(l.amount) AS amount,
        sum(l.quantity - l.returned) AS pieces, sum(iif(l.returned = 0, 0,
          (SELECT coalesce(sum(e.amount), 0) FROM sale_event e
           WHERE e.sale_id = s.id AND e.line_id = l.id AND e.kind = 'returned'))) AS back
      FROM sale s NOT INDEXED JOIN customer c ON c.id = s.customer_id
        JOIN sale_line l ON l.sale_id = s.id
      WHERE s.id = NEW.sale_id AND s.void = 0 AND s.cancelled = 0 GROUP BY l.product_id)
    WHERE true
  ON CONFLICT (hour, product_id) DO UPDATE SET sales = sales + excluded.sales,
    new_customers = new_customers + excluded.new_customers, amount = amount + excluded.amount,
    new_amount = new_amount + excluded.new_amount, returned = returned + excluded.returned,
    pieces = pieces + excluded.pieces;
END;
CREATE TRIGGER restate_added AFTER INSERT ON sale BEGIN
  INSERT INTO restated VALUES (NEW.id, 1);
END;
CREATE TRIGGER restate_gone BEFORE DELETE ON sale BEGIN
  INSERT INTO restated VALUES (OLD.id, -1);
END;
CREATE TRIGGER restate_before
BEFORE UPDATE OF customer_id, at, staff_id, total, void, cancelled ON sale BEGIN
  INSERT INTO restated VALUES (OLD.id, -1);
END;
CREATE TRIGGER restate_after
AFTER UPDATE OF customer_id, at, staff_id, total, void, cancelled ON sale BEGIN
  INSERT INTO restated VALUES (NEW.id, 1);
END;
CREATE TRIGGER restate_line_before BEFORE INSERT ON sale_line BEGIN
  INSERT INTO restated VALUES (NEW.sale_id, -1);
END;
CREATE TRIGGER restate_line_after AFTER INSERT ON sale_line BEGIN
  INSERT INTO restated VALUES (NEW.sale_id, 1);
END;
CREATE TRIGGER restate_line_going BEFORE DELETE ON sale_line BEGIN
  INSERT INTO restated VALUES (OLD.sale_id, -1);
END;
CREATE TRIGGER restate_line_gone AFTER DELETE ON sale_line BEGIN
  INSERT INTO restated VALUES (OLD.sale_id, 1);
END;
CREATE TRIGGER restate_changing
BEFORE UPDATE OF sale_id, product_id, quantity, amount ON sale_line BEGIN
  INSERT INTO restated VALUES (OLD.sale_id, -1);
END;
CREATE TRIGGER restate_changed
AFTER UPDATE OF sale_id, product_id, quantity, amount ON sale_line BEGIN
  INSERT INTO restated VALUES (NEW.sale_id, 1);
END;
CREATE TRIGGER restate_returning BEFORE INSERT ON sale_event WHEN NEW.kind = 'returned' BEGIN
  INSERT INTO restated VALUES (NEW.sale_id, -1);
END;
CREATE TRIGGER restate_first_before BEFORE UPDATE OF first_sale_id ON customer
WHEN OLD.first_sale_id IS NOT NEW.first_sale_id BEGIN
  INSERT INTO restated SELECT id, -1 FROM sale WHERE id IN (OLD.first_sale_id, NEW.first_sale_id);
END;
CREATE TRIGGER restate_first_after AFTER UPDATE OF first_sale_id ON customer
WHEN OLD.first_sale_id IS NOT NEW.first_sale_id BEGIN
  INSERT INTO restated SELECT id, 1 FROM sale WHERE id IN (OLD.first_sale_id, NEW.first_sale_id);
END;
CREATE TRIGGER collected AFTER INSERT ON payment
WHEN NOT EXISTS (SELECT 1 FROM derived_pending) BEGIN
  INSERT INTO person_hour (hour, staff_id, collected)
  VALUES ((NEW.at - (NEW.at < 0) * 3599999) / 3600000, coalesce(NEW.staff_id, 0), NEW.amount)
  ON CONFLICT (hour, staff_id) DO UPDATE SET collected = collected + excluded.collected;
END;

-- ── Tasks ───────────────────────────────────────────────────────────────────────────────────

-- What somebody is to do: for a customer (delivery, follow-up, collection) or not. Nobody's in
-- particular (assignee_id null) is anybody's of the unit. late_at: the moment from which it is
-- late, the end of its day or its time; the year 9999 where it has no day. every: a span ('1m')
-- after which it comes again when it is done. source_*: the reason of the customer that it was made
-- from, taken while it is open. result: what came of it; reason: why it was cancelled.
-- unread_by: who has not seen yet what became of it; bookkeeping, like version.
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
-- Queues: of one person, of a unit, of who gave them, of all.
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
CREATE INDEX task_by_kind ON task (kind, late_at, priority DESC, id) WHERE state = 'open';
-- With the kind: of a kind that nobody has there are none, without rows.
CREATE INDEX task_by_closed ON task (assignee_id, closed_at, id, kind) WHERE state <> 'open';
CREATE INDEX task_by_giver ON task (assigner_id, closed_at) WHERE state <> 'open';
CREATE INDEX task_by_given ON task (assignee_id, given_at);
CREATE INDEX task_by_reader ON task (unread_by, id) WHERE unread_by IS NOT NULL;
CREATE INDEX task_by_interaction ON task (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX task_by_leader ON task (follows_id) WHERE follows_id IS NOT NULL;

-- ── Today: why somebody is to be rung ───────────────────────────────────────────────────────

-- Reasons as the business has set them; there may be several of a kind. before_days, after_days:
-- how long around its day one shows; seen_by: roles parted by blanks, empty: all. days: after the
-- purchase (bought, balance_due); date: the holiday's, `10-01`, `lunar:08-15`; list and value:
-- for whom it is (greeting: tier, grade, tag) or of what it is (watch).
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

-- How often customers of a grade are contacted (cap. 153); grade '': all others. most: in 30 days.
CREATE TABLE cadence (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  grade       TEXT NOT NULL UNIQUE,
  every_days  INTEGER NOT NULL CHECK (every_days > 0),
  most        INTEGER NOT NULL CHECK (most > 0),
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What was done with a reason, once for each time that it comes (domain::today::occurrence).
-- customer_id null: the missed call of a number that nobody has. interaction_id: the call by which
-- it was done. owner_id: derived, the customer's, so that an owner's are together.
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
-- What can still matter of an owner's customers, without rows: what calls settled lately, and
-- whatever was settled by hand.
CREATE INDEX reason_settlement_by_owner
  ON reason_settlement (owner_id, at, customer_id, rule, occurrence, until);
CREATE INDEX reason_settlement_by_hand
  ON reason_settlement (owner_id, customer_id, rule, occurrence, until)
  WHERE interaction_id IS NULL;
CREATE INDEX reason_settlement_snoozed ON reason_settlement (owner_id, until, customer_id)
  WHERE until IS NOT NULL;

-- ── Derived: keys for search ────────────────────────────────────────────────────────────────

-- Every suffix of at least three digits of every number, as a fixed-width integer
-- (domain::phone::suffix_keys): "ends in" is equality, "contains" is a range.
CREATE TABLE phone_suffix (
  suffix       INTEGER NOT NULL,
  customer_id  INTEGER NOT NULL,
  PRIMARY KEY (suffix, customer_id)
) STRICT, WITHOUT ROWID;

-- Every suffix of names, pinyin, initials, codes and cards (domain::name::terms).
-- kind: domain::name::TermKind.
CREATE TABLE term (
  term         TEXT NOT NULL,
  customer_id  INTEGER NOT NULL,
  kind         INTEGER NOT NULL,
  PRIMARY KEY (term, customer_id, kind)
) STRICT, WITHOUT ROWID;

-- What the keys of a customer were made from: a later change takes away just the keys that are
-- stale, without an index by customer on the two big tables. names: a line each, after a letter
-- for what it is of; digits: a line each.
CREATE TABLE key_source (
  customer_id  INTEGER PRIMARY KEY,
  names        TEXT NOT NULL,
  digits       TEXT NOT NULL
) STRICT;

-- ── Derived: until when what was bought lasts ───────────────────────────────────────────────

-- When a customer runs out of a product that has a cycle, and why (domain::supply).
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

-- ── Live: of the moment, not journalled ─────────────────────────────────────────────────────

-- Calls as the exchange tells them, keyed by (call_id, ext), in any order.
CREATE TABLE call (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  call_id         TEXT NOT NULL,
  ext             TEXT NOT NULL,
  staff_id        INTEGER REFERENCES staff (id),
  number          TEXT,                -- as the exchange sent it
  digits          TEXT,                -- normal form
  name            TEXT,                -- as the exchange sent it
  rang_at         INTEGER,
  answered_at     INTEGER,
  ended_at        INTEGER,
  missed          INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1)),
  interaction_id  INTEGER,             -- the log that settled it
  told_at         INTEGER NOT NULL,    -- when the exchange last spoke of it
  UNIQUE (call_id, ext)
) STRICT;
CREATE INDEX call_by_staff ON call (staff_id, told_at);
-- Calls nobody logged, by whose extension it was.
CREATE INDEX call_by_staff_open ON call (staff_id, told_at) WHERE interaction_id IS NULL;

-- Calls nobody logged, by number: for cards and for sight during a call.
CREATE INDEX call_by_digits ON call (digits, told_at) WHERE interaction_id IS NULL;

-- A row: a bulk load has dropped secondary indexes and left derived data for its end. It is
-- not a setting: settings are journalled, and this says only what the file is like.
CREATE TABLE derived_pending (
  since  INTEGER NOT NULL
) STRICT;

-- What is still to be recomputed of everybody after a change that touches all: the run-outs of a
-- product (0: of all), from this customer on. Whoever writes next goes on in short batches.
CREATE TABLE derive_sweep (
  product_id     INTEGER PRIMARY KEY,
  next_customer  INTEGER NOT NULL DEFAULT 1
) STRICT;
-- Whoever changes it and in whatever way, undo and imports too.
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

-- What a commit touched, for desks to ask again. customer_id null: many.
CREATE TABLE feed (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  at           INTEGER NOT NULL,
  topic        TEXT NOT NULL,
  customer_id  INTEGER,
  staff_id     INTEGER
) STRICT;
CREATE INDEX feed_by_at ON feed (at);

-- A running or finished import: known by the digest of its files, map and options.
-- position: how many records are behind the last committed batch.
CREATE TABLE import_batch (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  digest    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  entry_id  INTEGER NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')),
  position  INTEGER NOT NULL DEFAULT 0,
  report    TEXT NOT NULL DEFAULT '{}',
  at        INTEGER NOT NULL
) STRICT;
CREATE INDEX import_batch_by_digest ON import_batch (digest);

-- Who revealed or copied whose number, and who opened whose card last.
CREATE TABLE view_log (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  at           INTEGER NOT NULL,
  staff_id     INTEGER NOT NULL,
  customer_id  INTEGER NOT NULL,
  what         TEXT NOT NULL CHECK (what IN ('open', 'reveal', 'copy', 'export'))
) STRICT;
CREATE INDEX view_log_by_staff ON view_log (staff_id, what, at);

-- What somebody was typing into a form when the line dropped: saved again and again until it is
-- stored or thrown away. once_key is the form's own, so that nothing is stored twice. desk: where it
-- is open, the name of a lock that dies with that desk (FILE.drafts/NAME.desk).
CREATE TABLE draft (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id     INTEGER NOT NULL REFERENCES staff (id),
  kind         TEXT NOT NULL CHECK (kind <> ''),
  once_key     TEXT NOT NULL CHECK (once_key <> ''),
  customer_id  INTEGER,
  title        TEXT NOT NULL,
  body         TEXT NOT NULL CHECK (json_valid(body)),
  saved_at     INTEGER NOT NULL,
  desk         TEXT,
  UNIQUE (staff_id, once_key)
) STRICT;

-- Who is at work on what, so that two people never ring the same person: one claim per customer,
-- or per task without one, until its lease ends or its desk goes away (desk: as in draft).
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

-- ── Journal ─────────────────────────────────────────────────────────────────────────────────

CREATE TABLE journal_entry (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         INTEGER NOT NULL,
  staff_id   INTEGER NOT NULL REFERENCES staff (id),
  action     TEXT NOT NULL,
  reason     TEXT,
  state      TEXT NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
  undoes     INTEGER REFERENCES journal_entry (id),
  undone_by  INTEGER REFERENCES journal_entry (id),
  once_key   TEXT,
  digest     TEXT,     -- of the command that came with once_key
  answer     TEXT,     -- what it was answered, JSON
  UNIQUE (staff_id, once_key)
) STRICT;
CREATE INDEX journal_entry_by_staff ON journal_entry (staff_id);

-- One changed row. before: its business columns as they were, JSON; null for an insert.
-- last_key: mode range, the batch inserted the ids key..=last_key.
CREATE TABLE journal_row (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id     INTEGER NOT NULL REFERENCES journal_entry (id),
  tbl          TEXT NOT NULL,
  key          INTEGER NOT NULL,
  last_key     INTEGER,
  operation    TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
  customer_id  INTEGER,
  before       TEXT
) STRICT;
CREATE INDEX journal_row_by_key ON journal_row (tbl, key, entry_id);
CREATE INDEX journal_row_by_customer ON journal_row (customer_id, entry_id);
CREATE INDEX journal_row_by_entry ON journal_row (entry_id);

-- The entry that the running transaction writes to; one row, emptied before COMMIT.
-- mode 'row': triggers write journal_row; 'range': the batch writes one row itself.
CREATE TABLE journal_context (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  entry_id  INTEGER,
  mode      TEXT NOT NULL DEFAULT 'row' CHECK (mode IN ('row', 'range'))
) STRICT;
INSERT INTO journal_context (id, entry_id) VALUES (1, NULL);
