ALTER TABLE account ADD COLUMN is_owner BIGINT NOT NULL DEFAULT 0;

-- Absent while the person may come in.
ALTER TABLE account ADD COLUMN disabled_at BIGINT;

ALTER TABLE account ADD COLUMN display_name TEXT;

-- 0 until the second step of a sign-in was taken.
ALTER TABLE session ADD COLUMN is_verified BIGINT NOT NULL DEFAULT 1;

-- The session that must be verified first.
ALTER TABLE key_fetch ADD COLUMN session_id TEXT;

-- Tokens that change a password, once: after it was shown, or by a link from the administrator.
CREATE TABLE password_token (
  token_id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  hawk_key BLOB NOT NULL,
  -- The session that asked, if any.
  session_id TEXT,
  drops_second_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX password_token_account ON password_token (account_id);

-- The keys of Sync, sealed by the browser under a key that the person keeps on paper.
CREATE TABLE recovery_key (
  account_id TEXT NOT NULL PRIMARY KEY,
  key_hash TEXT NOT NULL,
  recovery_data TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- For clients that know version 1 of the password's stretching alone.
CREATE TABLE v1_verifier (
  account_id TEXT NOT NULL PRIMARY KEY,
  scrypt_n BIGINT NOT NULL,
  scrypt_r BIGINT NOT NULL,
  scrypt_p BIGINT NOT NULL,
  verify_salt BLOB NOT NULL,
  verify_hash BLOB NOT NULL,
  wrap_wrap_kb BLOB NOT NULL
);

-- Second steps of a sign-in. The seed is sealed under the master secret; last_step refuses a
-- code that was used before.
CREATE TABLE second_step (
  account_id TEXT NOT NULL PRIMARY KEY,
  sealed_seed BLOB NOT NULL,
  is_active BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE recovery_code (
  account_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE avatar (
  account_id TEXT NOT NULL PRIMARY KEY,
  avatar_id TEXT NOT NULL UNIQUE,
  media_type TEXT NOT NULL,
  image BLOB NOT NULL
);

-- Where a person signed in from before, as keyed hashes: strangers cannot lock her out there.
CREATE TABLE familiar_network (
  account_id TEXT NOT NULL,
  network_hash TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, network_hash)
);

-- Links that let somebody make an account, once.
CREATE TABLE invitation (
  token_hash TEXT NOT NULL PRIMARY KEY,
  is_owner BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- The account that it made.
  used_by TEXT
);
