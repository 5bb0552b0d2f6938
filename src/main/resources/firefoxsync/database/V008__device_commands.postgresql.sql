-- A device belongs to a session or, as phones have it, to a refresh token; both are named by hashes.
ALTER TABLE device RENAME COLUMN session_id TO owner_id;

-- Of devices with a refresh token; those with a session have the session's.
ALTER TABLE device ADD COLUMN last_access_at BIGINT NOT NULL DEFAULT 0;

-- Never falls: browsers remember the last index that they have seen.
ALTER TABLE device ADD COLUMN last_command_index BIGINT NOT NULL DEFAULT 0;

-- What devices sent to a device and it may not have seen yet. The payload is sealed by the sender.
CREATE TABLE sent_command (
  account_id TEXT COLLATE "C" NOT NULL,
  device_id TEXT COLLATE "C" NOT NULL,
  command_index BIGINT NOT NULL,
  command TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  -- Absent when the sender has not registered a device.
  sender_id TEXT COLLATE "C",
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, device_id, command_index)
);

CREATE INDEX sent_command_expiry ON sent_command (expires_at);
