CREATE TABLE half_done (
  id BIGINT NOT NULL PRIMARY KEY
);

INSERT INTO no_such_table (id) VALUES (1);
