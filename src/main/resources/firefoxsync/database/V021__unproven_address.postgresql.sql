-- Since when an account waits for the code that was mailed to its address; absent once it is proven.
ALTER TABLE account ADD COLUMN unproven_since BIGINT;

CREATE INDEX account_unproven ON account (unproven_since);
