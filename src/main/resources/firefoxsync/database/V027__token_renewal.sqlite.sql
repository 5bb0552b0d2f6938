-- SPDX-License-Identifier: MPL-2.0
-- A token that ends soon, and what another is had for. NULL with tokens that last.
ALTER TABLE remote_link ADD COLUMN sealed_refresh BLOB;

ALTER TABLE remote_link ADD COLUMN token_endpoint TEXT;

-- Milliseconds.
ALTER TABLE remote_link ADD COLUMN expires_at BIGINT;

-- Since when somebody is asking for another token, so that no second one does: a refresh token that is
-- used twice ends all that it stands for.
ALTER TABLE remote_link ADD COLUMN renewing_at BIGINT NOT NULL DEFAULT 0;
