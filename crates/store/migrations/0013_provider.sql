-- Signing in through the Comune's provider: what was begun, and which account is whose there.
--
-- Of the browser's token, of the state and of the provider's subject keyed hashes alone are kept.

-- A way in that was begun. It is used once, by the browser that began it, within minutes.
CREATE TABLE provider_sign_ins (
    id TEXT NOT NULL PRIMARY KEY,
    tag BYTEA NOT NULL UNIQUE,
    -- Sealed: what the provider's token must repeat, and what shows the provider that we are those who began.
    proof BYTEA NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX provider_sign_ins_oldest ON provider_sign_ins (until_at);

-- Whose account may be opened by the provider. Without a row it is opened by password alone.
CREATE TABLE provider_links (
    staff TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    -- Whom the provider calls so; absent until the first sign-in.
    subject_tag BYTEA UNIQUE,
    created_at BIGINT NOT NULL
);

-- 1 where the provider has made sure of who it is.
ALTER TABLE sessions ADD COLUMN vouched BIGINT NOT NULL DEFAULT 0;
