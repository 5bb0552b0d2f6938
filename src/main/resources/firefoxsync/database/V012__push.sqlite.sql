-- Where a device takes messages, and how they are sealed for it; absent while it takes none.
ALTER TABLE device ADD COLUMN push_callback TEXT;

ALTER TABLE device ADD COLUMN push_public_key TEXT;

ALTER TABLE device ADD COLUMN push_auth_key TEXT;

-- 1 once the push service said that it knows the subscription no more.
ALTER TABLE device ADD COLUMN push_expired BIGINT NOT NULL DEFAULT 0;
