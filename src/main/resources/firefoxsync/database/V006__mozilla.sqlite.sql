-- Mozilla accounts that a command let in, beside those that the configuration names.
CREATE TABLE mozilla_allowed (
  account_id TEXT NOT NULL PRIMARY KEY,
  allowed_at BIGINT NOT NULL
);

-- Until when the next newcomer is let in: at most one row, gone once somebody came.
CREATE TABLE mozilla_allow_next (
  window_name TEXT NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
