-- From version 3 to 4. The journal's triggers are made anew after each step: from now on those of the
-- file refuse and note what is new, and what rows were before is noted by whoever writes.

-- What is kept for customers too long is a reason of Today, walked like the others.
DROP INDEX customer_by_held;
CREATE INDEX customer_by_owner_held ON customer (owner_id, held_since)
  WHERE held_since IS NOT NULL AND state = 'active';

-- Lists of sales on the desk: somebody's, and what of them is not settled.
CREATE INDEX sale_by_staff ON sale (staff_id, at, customer_id) WHERE void = 0;
CREATE INDEX sale_unsettled ON sale (staff_id, at, customer_id, total, returned, paid, held)
  WHERE void = 0 AND (total - returned <> paid OR held > 0);
CREATE INDEX sale_kept ON sale (at, staff_id, customer_id)
  WHERE void = 0 AND held > 0 AND paid >= total - returned;
CREATE INDEX sale_over ON sale (at, state, staff_id, customer_id)
  WHERE void = 1 OR cancelled > 0 OR (returned > 0 AND returned >= total);

-- Whoever takes money and hands out goods takes back what was a slip of the own hand.
INSERT INTO role_right (role, operation, scope) VALUES
  ('warehouse', 'journal', 'own'),
  ('warehouse', 'undo', 'own'),
  ('cashier', 'journal', 'own'),
  ('cashier', 'undo', 'own')
  ON CONFLICT DO NOTHING;

-- Lists of a kind of task, of which there may be none, read nothing else.
CREATE INDEX task_by_kind ON task (kind, late_at, priority DESC, id) WHERE state = 'open';
DROP INDEX task_by_closed;
CREATE INDEX task_by_closed ON task (assignee_id, closed_at, id, kind) WHERE state <> 'open';

-- Figures of reports by the hour, and a customer's first purchase, whom they make a new customer.
-- Their rows are made by the program once all steps are done.
ALTER TABLE customer ADD COLUMN first_sale_id INTEGER;
UPDATE customer SET first_sale_id = (SELECT id FROM sale s
    WHERE s.customer_id = customer.id AND s.state NOT IN ('void', 'cancelled')
    ORDER BY s.at, s.id LIMIT 1)
  WHERE EXISTS (SELECT 1 FROM sale s WHERE s.customer_id = customer.id);
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
DROP TRIGGER balance_stock;
CREATE TRIGGER balance_stock AFTER INSERT ON stock_move BEGIN
  UPDATE product SET on_hand = coalesce(on_hand, 0) + NEW.quantity
    WHERE id = NEW.product_id AND (on_hand IS NOT NULL OR NEW.sale_id IS NULL);
END;
DROP TRIGGER balance_returned;
CREATE TRIGGER balance_returned AFTER INSERT ON sale_event WHEN NEW.kind = 'returned' BEGIN
  UPDATE sale_line SET returned = returned + NEW.quantity WHERE id = NEW.line_id;
  UPDATE sale SET returned = returned + NEW.amount WHERE id = NEW.sale_id;
  INSERT INTO restated VALUES (NEW.sale_id, 1);
END;
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

-- A call in vain greets nobody and breaks no silence: lists go by when somebody was spoken to.
ALTER TABLE customer ADD COLUMN followed_at INTEGER;
UPDATE customer SET followed_at = (SELECT i.at FROM interaction i
  WHERE i.customer_id = customer.id AND i.kind NOT IN ('competitor', 'secondary')
    AND (i.unanswered = 0 OR i.next_on IS NOT NULL)
  ORDER BY i.at DESC, i.id DESC LIMIT 1);
DROP INDEX customer_by_owner_contact;
CREATE INDEX customer_by_owner_contact ON customer (owner_id, last_contact_at)
  WHERE state = 'active';
DROP INDEX customer_by_owner_grade;
CREATE INDEX customer_by_owner_grade ON customer (owner_id, grade, followed_at, created_at)
  WHERE state = 'active';

-- A promise with a time is its promiser's until that time: whoever else spoke with the customer
-- before has not ended it.
UPDATE customer SET next_contact_on = p.next_on, next_contact_at = p.next_at,
    next_contact_by = p.staff_id, planned_at = p.at
  FROM interaction p
  WHERE customer.next_contact_on IS NULL AND p.next_at IS NOT NULL AND p.id =
    (SELECT id FROM interaction WHERE customer_id = customer.id
       AND kind NOT IN ('competitor', 'secondary') AND next_on IS NOT NULL
     ORDER BY at DESC, id DESC LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM interaction e
      WHERE e.customer_id = customer.id AND e.kind NOT IN ('competitor', 'secondary')
        AND e.unanswered = 0 AND (e.at, e.id) > (p.at, p.id)
        AND (e.at >= p.next_at OR e.staff_id IS p.staff_id));
