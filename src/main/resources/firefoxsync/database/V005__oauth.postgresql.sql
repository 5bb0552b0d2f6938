-- Codes, access tokens and refresh tokens, by hash only. Times are milliseconds, auth_at is seconds.
CREATE TABLE oauth_grant (
  grant_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
  generation BIGINT NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
  auth_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- The session or refresh token that it ends with.
  origin TEXT COLLATE "C",
  -- The rest is of codes alone.
  challenge TEXT COLLATE "C",
  is_offline BIGINT,
  keys_jwe TEXT COLLATE "C"
);

CREATE INDEX oauth_grant_account ON oauth_grant (account_id, kind, expires_at);
CREATE INDEX oauth_grant_expiry ON oauth_grant (expires_at);
