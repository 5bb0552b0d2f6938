-- What belongs to this database as a whole, one value a row.
CREATE TABLE instance (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL
);

-- A row for each write of the last hour or so that has no better place for its mark: tells whether a
-- commit whose answer was lost took place.
CREATE TABLE write_mark (
  write_id BIGINT NOT NULL PRIMARY KEY,
  written_at BIGINT NOT NULL
);

CREATE INDEX write_mark_by_age ON write_mark (written_at);
