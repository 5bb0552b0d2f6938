-- What belongs to this database as a whole, one value a row.
CREATE TABLE instance (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
);
