-- SPDX-License-Identifier: MPL-2.0
-- Documents of remoteStorage. Times are milliseconds, lengths bytes.

CREATE TABLE storage_roots (
  issuer TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
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
);

-- Documents, and folders that hold something; the root itself is the row above. A folder is named by
-- its path with a final slash; the root's is empty. Since a name is a key, no two things share one.
CREATE TABLE storage_nodes (
  root_id BIGINT NOT NULL,
  folder TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  children BIGINT NOT NULL,
  -- All NULL in a folder.
  upload_id BIGINT,
  content_type TEXT,
  content_length BIGINT,
  modified_at BIGINT,
  PRIMARY KEY (root_id, folder, name)
);

-- Bytes of documents, 256 KiB each but the last. An upload is random and never changes.
CREATE TABLE storage_pieces (
  root_id BIGINT NOT NULL,
  upload_id BIGINT NOT NULL,
  piece BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (root_id, upload_id, piece)
);

-- Uploads that no document shows: those that are coming, and what was replaced or deleted.
CREATE TABLE storage_uploads (
  root_id BIGINT NOT NULL,
  upload_id BIGINT NOT NULL,
  keep_until BIGINT NOT NULL,
  PRIMARY KEY (root_id, upload_id)
);

CREATE INDEX storage_uploads_by_time ON storage_uploads (keep_until);

-- Roots whose rows housekeeping removes.
CREATE TABLE storage_erased (
  root_id BIGINT NOT NULL,
  PRIMARY KEY (root_id)
);
