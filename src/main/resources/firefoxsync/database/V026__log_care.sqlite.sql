-- SPDX-License-Identifier: MPL-2.0
-- 1 while the provider keeps documents whose only use is that they can be deleted.
ALTER TABLE sync_logs ADD COLUMN has_reserve BIGINT NOT NULL DEFAULT 0;

-- When everything was found gone there that had not been deleted from here, until the person says
-- whether she meant it; else 0. Milliseconds.
ALTER TABLE sync_logs ADD COLUMN emptied_at BIGINT NOT NULL DEFAULT 0;
