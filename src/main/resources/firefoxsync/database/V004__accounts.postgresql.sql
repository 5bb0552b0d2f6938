-- The accounts of this server. email_key is what addresses are compared by; kA is unused today, yet
-- clients are given it. wrap_wrap_kb opens with the password alone.
CREATE TABLE account (
  account_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  email TEXT COLLATE "C" NOT NULL,
  email_key TEXT COLLATE "C" NOT NULL UNIQUE,
  client_salt TEXT COLLATE "C" NOT NULL,
  scrypt_n BIGINT NOT NULL,
  scrypt_r BIGINT NOT NULL,
  scrypt_p BIGINT NOT NULL,
  verify_salt BYTEA NOT NULL,
  verify_hash BYTEA NOT NULL,
  wrap_wrap_kb BYTEA NOT NULL,
  k_a BYTEA NOT NULL,
  generation BIGINT NOT NULL,
  keys_changed_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Signed-in browsers and pages. session_id is the hash of what requests name.
CREATE TABLE session (
  session_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account_id TEXT COLLATE "C" NOT NULL,
  hawk_key BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  last_access_at BIGINT NOT NULL,
  user_agent TEXT COLLATE "C" NOT NULL
);

CREATE INDEX session_account ON session (account_id);

-- Tokens that fetch the wrapped keys, once. The bundle is sealed for the token, which is not kept.
CREATE TABLE key_fetch (
  token_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account_id TEXT COLLATE "C" NOT NULL,
  hawk_key BYTEA NOT NULL,
  bundle BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX key_fetch_account ON key_fetch (account_id);

-- What a session calls itself in lists of devices; gone with its session.
CREATE TABLE device (
  account_id TEXT COLLATE "C" NOT NULL,
  device_id TEXT COLLATE "C" NOT NULL,
  session_id TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  type TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, device_id)
);

-- What others may send a device, each with an opaque text of the browser's own.
CREATE TABLE device_command (
  account_id TEXT COLLATE "C" NOT NULL,
  device_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, device_id, name)
);
