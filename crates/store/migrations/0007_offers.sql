-- Times offered to people, and who waits for one.
--
-- In clear: which request waits for what and since when, on which days of the week and in which parts of the day it can be,
-- which times it was offered and what became of that. Who the person is stands in the request, sealed.

-- Who waits for a time to come free; a request waits once. Nobody is asked whose request has an appointment.
CREATE TABLE waiting (
    request TEXT NOT NULL PRIMARY KEY REFERENCES requests (code) ON DELETE CASCADE,
    polo TEXT NOT NULL,
    motive TEXT NOT NULL,
    way TEXT NOT NULL,
    -- The same as the bit of `domain::request::Way::bit`.
    way_bit BIGINT NOT NULL,
    -- Bits, as in `domain::agenda::offers::Suits`.
    days BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    -- The order of arrival; who came at the same moment, in the order in which they were written down.
    since BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    -- How many offers in a row nobody answered.
    lapsed BIGINT NOT NULL DEFAULT 0,
    -- 0 once there were too many of those: the place is kept, and nothing is offered until the person says so.
    asked BIGINT NOT NULL DEFAULT 1 CHECK (asked IN (0, 1)),
    -- In which language the person is told.
    language TEXT NOT NULL
);
CREATE INDEX waiting_in_order ON waiting (polo, motive, since, turn);

-- A seat held for a request until an instant. An open one counts in `slots.taken`, as a hold does.
CREATE TABLE offers (
    id TEXT NOT NULL PRIMARY KEY,
    request TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('waiting', 'proposal', 'moved')),
    slot TEXT NOT NULL REFERENCES slots (id) ON DELETE CASCADE,
    way TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'refused', 'lapsed', 'let_go')),
    made_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- What the person would rather have, where they said so.
    wish TEXT,
    CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX offers_of_a_request ON offers (request, made_at);
CREATE INDEX offers_of_a_slot ON offers (slot);
CREATE INDEX offers_open ON offers (until_at) WHERE ended_at IS NULL;
