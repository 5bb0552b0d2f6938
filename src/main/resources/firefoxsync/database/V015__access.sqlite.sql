-- What people are called in addresses, by name and by person.
CREATE TABLE user_name (
  name TEXT NOT NULL PRIMARY KEY,
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL
);

CREATE TABLE person_name (
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (issuer, account_id)
);

-- What a person lets an app or a script do with her documents. Times are milliseconds.
CREATE TABLE app_grant (
  grant_id TEXT NOT NULL PRIMARY KEY,
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL,
  -- The account's at the time; it ends with the next password. Those made by a command have none.
  generation BIGINT,
  -- The app's origin; made by a command when it is null.
  client TEXT,
  label TEXT NOT NULL,
  scope TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  -- None when it holds until it is revoked.
  expires_at BIGINT,
  -- Days since 1970.
  last_used_day BIGINT
);

CREATE INDEX app_grant_person ON app_grant (issuer, account_id, created_at);

-- Access tokens, refresh tokens and codes, by hash only. A refresh token or code that was used stays for a
-- while, so that its second use is noticed.
CREATE TABLE app_token (
  token_hash TEXT NOT NULL PRIMARY KEY,
  grant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  -- None when it holds until it is revoked.
  expires_at BIGINT,
  is_spent BIGINT NOT NULL,
  -- The rest is of codes alone.
  redirect_uri TEXT,
  challenge TEXT
);

CREATE INDEX app_token_grant ON app_token (grant_id, kind, expires_at);
CREATE INDEX app_token_expiry ON app_token (expires_at);
