-- Every uid that was ever given: none is given twice.
CREATE TABLE sync_uids (
  uid BIGINT NOT NULL PRIMARY KEY
);

-- One row for each key set of a person; times are milliseconds.
CREATE TABLE sync_users (
  issuer TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
  uid BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  keys_changed_at BIGINT,
  client_state TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  replaced_at BIGINT,
  -- Since when the store may go. NULL while it is in use, and once it is gone.
  purge_from BIGINT,
  PRIMARY KEY (issuer, account_id, uid)
);

CREATE INDEX sync_users_to_purge ON sync_users (purge_from);
CREATE INDEX sync_users_by_uid ON sync_users (uid);
