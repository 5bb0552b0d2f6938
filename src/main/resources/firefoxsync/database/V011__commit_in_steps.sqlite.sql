-- The number of the batch whose commit is under way: it was decided, its rows are moved in small steps,
-- and whoever comes meanwhile moves the rest first. 0 is none.
ALTER TABLE sync_stores ADD COLUMN committing BIGINT NOT NULL DEFAULT 0;
