CREATE TABLE word (
  word TEXT NOT NULL PRIMARY KEY
);

INSERT INTO word (word) VALUES ('one');
