-- A second step.
INSERT INTO word (word) VALUES ('two');
