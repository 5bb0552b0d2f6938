-- SPDX-License-Identifier: MPL-2.0
-- Sync storage. Every key and index leads with uid; times are milliseconds; payloads are UTF-8.
-- Collections and batches share one numbering for each user, and no number is given twice: to wipe
-- one is to put its number into sync_trash, and housekeeping removes the rows in small steps.

CREATE TABLE sync_stores (
  uid BIGINT NOT NULL,
  -- The last timestamp ever given, remembered when everything is wiped.
  last_timestamp BIGINT NOT NULL,
  modified BIGINT NOT NULL,
  next_number BIGINT NOT NULL,
  retired BIGINT NOT NULL,
  -- Random, new with each write: tells whether a commit whose answer was lost took place.
  write_id BIGINT NOT NULL,
  PRIMARY KEY (uid)
);

CREATE TABLE sync_collections (
  uid BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  modified BIGINT NOT NULL,
  -- Rows and payload bytes, expired ones included; nothing has expired before first_expiry.
  items BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  first_expiry BIGINT,
  PRIMARY KEY (uid, name)
);

CREATE TABLE sync_bsos (
  uid BIGINT NOT NULL,
  collection BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  modified BIGINT NOT NULL,
  sort_index BIGINT,
  expiry BIGINT,
  payload_bytes BIGINT NOT NULL,
  -- NULL when none was ever given: reads as the empty text.
  payload BYTEA,
  PRIMARY KEY (uid, collection, id)
);

CREATE INDEX sync_bsos_by_modified ON sync_bsos (uid, collection, modified, id);

CREATE INDEX sync_bsos_by_expiry ON sync_bsos (uid, collection, expiry, payload_bytes);

CREATE TABLE sync_batches (
  uid BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  collection TEXT COLLATE "C" NOT NULL,
  started BIGINT NOT NULL,
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (uid, id)
);

-- Items of batches; NULL is a field that was not given.
CREATE TABLE sync_staged (
  uid BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  sort_index BIGINT,
  ttl_seconds BIGINT,
  payload_bytes BIGINT NOT NULL,
  payload BYTEA,
  PRIMARY KEY (uid, batch, id)
);

CREATE TABLE sync_trash (
  uid BIGINT NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (uid, number)
);
