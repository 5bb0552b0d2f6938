-- Codes that were mailed, or would have been had the address an account. Both are keyed hashes.
CREATE TABLE mailed_code (
  address_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  code_hash TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL,
  tries_left BIGINT NOT NULL
);

CREATE INDEX mailed_code_expiry ON mailed_code (expires_at);
