-- SPDX-License-Identifier: MPL-2.0
-- Sync data kept in a remoteStorage elsewhere. What belongs to one store leads with uid, as the rows
-- of Sync storage do, since both change together; times are milliseconds.

-- Where a person's data live. The token opens her storage there, so it is sealed.
CREATE TABLE remote_link (
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL,
  root TEXT NOT NULL,
  module TEXT NOT NULL,
  origin TEXT NOT NULL,
  sealed_token BLOB NOT NULL,
  -- The key of the documents; NULL when they are not encrypted.
  sealed_key BLOB,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  -- 0 when the provider may let two writers create one document.
  is_atomic BIGINT NOT NULL,
  document_bytes_max BIGINT NOT NULL,
  linked_at BIGINT NOT NULL,
  checked_at BIGINT,
  PRIMARY KEY (issuer, account_id)
);

-- The log of one store: how far it is, and who writes it.
CREATE TABLE sync_logs (
  uid BIGINT NOT NULL,
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  writer TEXT NOT NULL,
  state TEXT NOT NULL,
  key_id TEXT,
  generation BIGINT NOT NULL,
  -- The last commit that is in the database, and its digest.
  number BIGINT NOT NULL,
  digest TEXT NOT NULL,
  -- The newest checkpoint that was read back, the one before it, and the newest's text.
  checkpoint BIGINT NOT NULL,
  earlier_checkpoint BIGINT NOT NULL,
  -- Of the account as it was last kept there.
  record_digest TEXT,
  checkpoint_text BLOB,
  PRIMARY KEY (uid)
);

-- Commits on their way (state 0), and those that no checkpoint holds yet (state 1).
CREATE TABLE sync_outbox (
  uid BIGINT NOT NULL,
  number BIGINT NOT NULL,
  state BIGINT NOT NULL,
  digest TEXT NOT NULL,
  -- With its parts.
  bytes BIGINT NOT NULL,
  -- Batches that end with it, by spaces; and up to which row of sync_unsent its sets were kept before.
  batches TEXT NOT NULL,
  unsent_to BIGINT NOT NULL,
  -- Last: whatever stands behind a long value is slow to reach.
  document BLOB NOT NULL,
  PRIMARY KEY (uid, number)
);

-- What commits (by number) and a checkpoint on its way (number 0) consist of.
CREATE TABLE sync_outbox_parts (
  uid BIGINT NOT NULL,
  number BIGINT NOT NULL,
  digest TEXT NOT NULL,
  document BLOB NOT NULL,
  PRIMARY KEY (uid, number, digest)
);

-- Change sets that are kept here already and on their way to no commit yet.
CREATE TABLE sync_unsent (
  uid BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  lines BLOB NOT NULL,
  PRIMARY KEY (uid, seq)
);
