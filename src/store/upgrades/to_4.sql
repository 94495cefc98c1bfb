-- From version 3 to 4. The journal's triggers are made anew after each step: from now on those of the
-- file refuse and note what is new, and what rows were before is noted by whoever writes.

-- What is kept for customers too long is a reason of Today, walked like the others.
DROP INDEX customer_by_held;
CREATE INDEX customer_by_owner_held ON customer (owner_id, held_since)
  WHERE held_since IS NOT NULL AND state = 'active';

-- Lists of sales on the desk: somebody's, and what of them is not settled.
CREATE INDEX sale_by_staff ON sale (staff_id, at, customer_id) WHERE void = 0;
CREATE INDEX sale_unsettled ON sale (staff_id, at, customer_id, due, held)
  WHERE void = 0 AND (due <> 0 OR held > 0);

-- Lists of a kind of task, of which there may be none, read nothing else.
CREATE INDEX task_by_kind ON task (kind, late_at, priority DESC, id) WHERE state = 'open';
DROP INDEX task_by_closed;
CREATE INDEX task_by_closed ON task (assignee_id, closed_at, id, kind) WHERE state <> 'open';
