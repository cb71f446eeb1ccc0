-- Messages to people, written in the transaction of what they are about, and sent after it.
--
-- In clear: what a message is about, by which channel it goes, when, what became of it. Who gets it and what it is filled
-- with are sealed, and erased as soon as it has ended, however it ended.

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    request TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'sending', 'sent', 'expired', 'dropped', 'failed', 'uncertain')),
    -- What tells a message from every other, so that none is put twice.
    dedupe TEXT NOT NULL UNIQUE,
    recipient BYTEA,
    fill BYTEA,
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    -- Whoever has it may speak to the provider until then.
    leased_until BIGINT,
    -- 1 where it was cancelled while it was being sent: it is not tried again.
    unwanted BIGINT NOT NULL DEFAULT 0 CHECK (unwanted IN (0, 1)),
    -- Why the last attempt came to nothing: a word of ours.
    error TEXT,
    -- How the provider calls what it took; sealed, since it may answer with the address.
    reference BYTEA,
    ended_at BIGINT,
    CHECK ((state IN ('pending', 'sending')) = (ended_at IS NULL)),
    CHECK (state <> 'pending' OR (recipient IS NOT NULL AND fill IS NOT NULL)),
    CHECK (ended_at IS NULL OR (recipient IS NULL AND fill IS NULL))
);
CREATE INDEX outbox_to_do ON outbox (channel, due_at) WHERE ended_at IS NULL;
CREATE INDEX outbox_of_a_request ON outbox (request);
CREATE INDEX outbox_ended ON outbox (ended_at);
