-- What people are called in addresses, by name and by person.
CREATE TABLE user_name (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  issuer TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL
);

CREATE TABLE person_name (
  issuer TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (issuer, account_id)
);

-- What a person lets an app or a script do with her documents. Times are milliseconds.
CREATE TABLE app_grant (
  grant_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  issuer TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
  -- The account's at the time; it ends with the next password. Those made by a command have none.
  generation BIGINT,
  -- The app's origin; made by a command when it is null.
  client TEXT COLLATE "C",
  label TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
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
  token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  grant_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
  -- None when it holds until it is revoked.
  expires_at BIGINT,
  is_spent BIGINT NOT NULL,
  -- The rest is of codes alone.
  redirect_uri TEXT COLLATE "C",
  challenge TEXT COLLATE "C"
);

CREATE INDEX app_token_grant ON app_token (grant_id, kind, expires_at);
CREATE INDEX app_token_expiry ON app_token (expires_at);
