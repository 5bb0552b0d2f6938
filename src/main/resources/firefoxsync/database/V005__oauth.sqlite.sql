-- Codes, access tokens and refresh tokens, by hash only. Times are milliseconds, auth_at is seconds.
CREATE TABLE oauth_grant (
  grant_hash TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  account_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  client_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  auth_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- The session or refresh token that it ends with.
  origin TEXT,
  -- The rest is of codes alone.
  challenge TEXT,
  is_offline BIGINT,
  keys_jwe TEXT
);

CREATE INDEX oauth_grant_account ON oauth_grant (account_id, kind, expires_at);
CREATE INDEX oauth_grant_expiry ON oauth_grant (expires_at);
