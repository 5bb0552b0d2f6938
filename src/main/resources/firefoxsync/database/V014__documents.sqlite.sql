-- SPDX-License-Identifier: MPL-2.0
-- Documents of remoteStorage. Times are milliseconds, lengths bytes.

CREATE TABLE storage_roots (
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL,
  -- Random; what follows is kept under it. A person who was erased and comes again has another.
  root_id BIGINT NOT NULL,
  -- How many changes the tree has seen: each gives its number to what it touches.
  changes BIGINT NOT NULL,
  epoch TEXT NOT NULL,
  documents BIGINT NOT NULL,
  used_bytes BIGINT NOT NULL,
  -- Random, new with each write: tells whether a commit whose answer was lost took place.
  write_id BIGINT NOT NULL,
  PRIMARY KEY (issuer, account_id)
) WITHOUT ROWID;

-- Documents, and folders that hold something; the root itself is the row above. A folder is named by
-- its path with a final slash; the root's is empty. Since a name is a key, no two things share one.
CREATE TABLE storage_nodes (
  root_id BIGINT NOT NULL,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  children BIGINT NOT NULL,
  -- All NULL in a folder.
  upload_id BIGINT,
  content_type TEXT,
  content_length BIGINT,
  modified_at BIGINT,
  PRIMARY KEY (root_id, folder, name)
) WITHOUT ROWID;

-- Bytes of documents, 256 KiB each but the last. An upload is random and never changes.
CREATE TABLE storage_pieces (
  root_id BIGINT NOT NULL,
  upload_id BIGINT NOT NULL,
  piece BIGINT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (root_id, upload_id, piece)
);

-- Uploads that no document shows: those that are coming, and what was replaced or deleted.
CREATE TABLE storage_uploads (
  root_id BIGINT NOT NULL,
  upload_id BIGINT NOT NULL,
  keep_until BIGINT NOT NULL,
  PRIMARY KEY (root_id, upload_id)
) WITHOUT ROWID;

CREATE INDEX storage_uploads_by_time ON storage_uploads (keep_until);

-- Roots whose rows housekeeping removes.
CREATE TABLE storage_erased (
  root_id BIGINT NOT NULL,
  PRIMARY KEY (root_id)
) WITHOUT ROWID;
