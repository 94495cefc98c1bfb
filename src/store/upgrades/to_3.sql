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
