-- When each job of housekeeping last had nothing left to do, in milliseconds, and how many rows it
-- removed in all.
CREATE TABLE housekeeping_runs (
  job TEXT NOT NULL PRIMARY KEY,
  finished_at BIGINT NOT NULL,
  removed BIGINT NOT NULL
);
