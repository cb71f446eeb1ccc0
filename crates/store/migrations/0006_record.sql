-- The record as a chain: each entry bears a keyed hash of itself and of all that came before it, so that what is changed,
-- removed, added or moved afterwards by somebody without the keys is found (`polo audit verify`).
--
-- A chain for each request, its head on the request's own row; one for accounts and one for the register, their heads here.
-- A head is a keyed hash over the last link: what stands in the rows is not enough to make the head of an earlier state.

CREATE TABLE chains (
    name TEXT NOT NULL PRIMARY KEY,
    count BIGINT NOT NULL,
    head BYTEA NOT NULL
);

-- The register: which requests there have been, and what was erased because its time had passed, or for what other reason.
-- Of a request there is its protocol number, and nothing that concerns the person. It is never erased.
CREATE TABLE register_entries (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    -- `created` and `purged` are about one request, `erased` says how many of a class went.
    what TEXT NOT NULL CHECK (what IN ('created', 'purged', 'erased')),
    protocol_year BIGINT,
    protocol_number BIGINT,
    class TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- How long that class is kept, in hours. 0 where nothing was erased.
    kept_hours BIGINT NOT NULL,
    count BIGINT NOT NULL,
    -- Where the record of accounts begins from then on: after that number, behind that head.
    cut_number BIGINT,
    cut_head BYTEA,
    origin TEXT NOT NULL,
    link BYTEA NOT NULL,
    CHECK ((what = 'erased') = (protocol_year IS NULL)),
    CHECK ((protocol_year IS NULL) = (protocol_number IS NULL)),
    CHECK ((cut_number IS NULL) = (cut_head IS NULL))
);
CREATE UNIQUE INDEX register_entries_once ON register_entries (what, protocol_year, protocol_number);
CREATE INDEX register_entries_erased ON register_entries (what, at);

ALTER TABLE requests ADD COLUMN entry_head BYTEA;

-- From where: `portal`, `desk` with the session's id, `command_line`, `server`; empty where it was not kept yet. Never a
-- network address.
ALTER TABLE request_entries ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE request_entries ADD COLUMN session TEXT NOT NULL DEFAULT '';
ALTER TABLE request_entries ADD COLUMN link BYTEA;

ALTER TABLE account_entries ADD COLUMN number BIGINT;
ALTER TABLE account_entries ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE account_entries ADD COLUMN session TEXT NOT NULL DEFAULT '';
ALTER TABLE account_entries ADD COLUMN link BYTEA;

-- Holds a row while what has been kept for its time is erased, within that transaction alone: entries go at no other time.
CREATE TABLE purging (open BIGINT NOT NULL);

-- What was there before the chain is taken into it next, by the program: it alone has the keys. Then come the guards, of each
-- engine its own.
