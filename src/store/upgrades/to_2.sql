-- Version 2: the whole customer. Columns are appended: a fresh file has them in the same places.

ALTER TABLE choice ADD COLUMN under TEXT;
ALTER TABLE customer ADD COLUMN stage TEXT;
ALTER TABLE customer ADD COLUMN stop_reason TEXT;
ALTER TABLE customer_phone ADD COLUMN validity_how TEXT;
ALTER TABLE interaction ADD COLUMN place TEXT;
ALTER TABLE interaction ADD COLUMN cost INTEGER CHECK (cost >= 0);

-- What a call's disposition had stamped was stamped by a call: there was no other way.
UPDATE customer_phone SET validity_how = 'call' WHERE validity IS NOT NULL;

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

CREATE TABLE customer_custom (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  field_id     INTEGER NOT NULL REFERENCES custom_field (id),
  value        TEXT NOT NULL CHECK (value <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (customer_id, field_id)
) STRICT;
CREATE INDEX customer_custom_by_field ON customer_custom (field_id);

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

DROP INDEX interaction_by_customer;
CREATE INDEX interaction_by_customer ON interaction (customer_id, at, id, kind);
