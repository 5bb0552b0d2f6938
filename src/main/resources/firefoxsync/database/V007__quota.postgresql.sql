-- SPDX-License-Identifier: MPL-2.0
-- Quotas of single people; 0 is no limit. Kept by person, and with each of her stores, which need
-- not know her.
CREATE TABLE sync_quotas (
  issuer TEXT NOT NULL,
  account_id TEXT NOT NULL,
  quota_bytes BIGINT NOT NULL,
  PRIMARY KEY (issuer, account_id)
);

-- NULL: what everybody may have.
ALTER TABLE sync_stores ADD COLUMN quota_bytes BIGINT;
