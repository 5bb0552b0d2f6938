-- The accounts of this server. email_key is what addresses are compared by; kA is unused today, yet
-- clients are given it. wrap_wrap_kb opens with the password alone.
CREATE TABLE account (
  account_id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  client_salt TEXT NOT NULL,
  scrypt_n BIGINT NOT NULL,
  scrypt_r BIGINT NOT NULL,
  scrypt_p BIGINT NOT NULL,
  verify_salt BLOB NOT NULL,
  verify_hash BLOB NOT NULL,
  wrap_wrap_kb BLOB NOT NULL,
  k_a BLOB NOT NULL,
  generation BIGINT NOT NULL,
  keys_changed_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Signed-in browsers and pages. session_id is the hash of what requests name.
CREATE TABLE session (
  session_id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  hawk_key BLOB NOT NULL,
  created_at BIGINT NOT NULL,
  last_access_at BIGINT NOT NULL,
  user_agent TEXT NOT NULL
);

CREATE INDEX session_account ON session (account_id);

-- Tokens that fetch the wrapped keys, once. The bundle is sealed for the token, which is not kept.
CREATE TABLE key_fetch (
  token_id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  hawk_key BLOB NOT NULL,
  bundle BLOB NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX key_fetch_account ON key_fetch (account_id);

-- What a session calls itself in lists of devices; gone with its session.
CREATE TABLE device (
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  session_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, device_id)
);

-- What others may send a device, each with an opaque text of the browser's own.
CREATE TABLE device_command (
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account_id, device_id, name)
);
