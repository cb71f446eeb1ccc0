-- Accounts of the staff: how each signs in, what each may do, who is signed in now, and what was done with accounts.
--
-- Names and logins are sealed; a login is found by its keyed hash. Passwords are Argon2id hashes, sealed as well: a copy of
-- the database without the keys gives nothing to guess at. Of sessions, tickets and recovery codes keyed hashes alone are kept.

CREATE TABLE accounts (
    staff TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    login_tag BYTEA NOT NULL UNIQUE,
    login BYTEA NOT NULL,
    -- Both absent until the person has set the account up.
    password BYTEA,
    totp BYTEA,
    -- The last step of 30 seconds whose code was taken: none is taken twice.
    totp_step BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    CHECK ((password IS NULL) = (totp IS NULL))
);

-- A role in a Polo and an area; an empty one is all of them.
CREATE TABLE grants (
    staff TEXT NOT NULL REFERENCES staff (id),
    role TEXT NOT NULL,
    polo TEXT NOT NULL,
    area TEXT NOT NULL,
    PRIMARY KEY (staff, role, polo, area)
);

-- A ticket with which somebody sets an account up, once.
CREATE TABLE setups (
    staff TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    tag BYTEA NOT NULL UNIQUE,
    totp BYTEA NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX setups_oldest ON setups (until_at);

CREATE TABLE recovery_codes (
    staff TEXT NOT NULL REFERENCES staff (id),
    tag BYTEA NOT NULL,
    PRIMARY KEY (staff, tag)
);

-- Whoever is signed in. A session that has ended has no row.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id),
    tag BYTEA NOT NULL UNIQUE,
    -- The token before this one, which calls under way may still bear until that instant. 0 where there was none.
    previous_tag BYTEA,
    previous_until BIGINT NOT NULL DEFAULT 0,
    -- `code` after the password, until the code of the phone comes.
    stage TEXT NOT NULL CHECK (stage IN ('code', 'open')),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    rotated_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_a_worker ON sessions (staff);
CREATE INDEX sessions_oldest ON sessions (created_at);
CREATE INDEX sessions_by_previous ON sessions (previous_tag);

-- What was done with accounts: by whom (empty: from the command line), to whom, what.
CREATE TABLE account_entries (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    by_staff TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    what TEXT NOT NULL,
    -- Grants, as `domain::role::Grant` writes itself, between blanks.
    detail TEXT NOT NULL
);
CREATE INDEX account_entries_newest ON account_entries (at);
