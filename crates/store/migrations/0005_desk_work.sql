-- The Polo's work on requests: who has one, how it is given to somebody else, what colleagues note, what comes next, and
-- which requests may be of the same person.
--
-- In clear: ids, words, days. What is written, and who agreed to what, is sealed. All of it goes with its request.

-- Who has it, by id.
ALTER TABLE requests ADD COLUMN worker TEXT REFERENCES staff (id);
-- The area that has it, where that is not the area of its motive.
ALTER TABLE requests ADD COLUMN area TEXT;
-- How it ended, once it is closed.
ALTER TABLE requests ADD COLUMN outcome TEXT;
-- What is to be done next, and on which day.
ALTER TABLE requests ADD COLUMN next_on TEXT;
ALTER TABLE requests ADD COLUMN next_action BYTEA;
-- Who agreed that the Polo asks for somebody, and how: where the Polo itself has written the request.
ALTER TABLE requests ADD COLUMN agreement BYTEA;
-- In which language its person reads; absent before there was this column.
ALTER TABLE requests ADD COLUMN language TEXT;
-- How many notes there are: raising it claims the number.
ALTER TABLE requests ADD COLUMN note_count BIGINT NOT NULL DEFAULT 0;
CREATE INDEX requests_of_a_worker ON requests (worker);

-- A request that somebody would like to give away: until it is accepted it stays where it is.
CREATE TABLE handovers (
    id TEXT NOT NULL PRIMARY KEY,
    request TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    by_staff TEXT NOT NULL REFERENCES staff (id),
    -- To whom; absent is whoever has that area at that Polo.
    to_staff TEXT REFERENCES staff (id),
    to_polo TEXT NOT NULL,
    to_area TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'refused', 'withdrawn')),
    at BIGINT NOT NULL,
    ended_at BIGINT,
    why BYTEA NOT NULL,
    reply BYTEA,
    CHECK ((state = 'pending') = (ended_at IS NULL))
);
CREATE INDEX handovers_of_a_request ON handovers (request, at);
CREATE UNIQUE INDEX handovers_one_at_a_time ON handovers (request) WHERE state = 'pending';

-- What colleagues note for each other. Never shown to the person, nor to who reads the record.
CREATE TABLE request_notes (
    code TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'contact', 'reopened')),
    -- Of a try to reach the person: by which way, with what result, when.
    way TEXT,
    reached TEXT,
    tried_at BIGINT,
    text BYTEA NOT NULL,
    PRIMARY KEY (code, number),
    CHECK ((kind = 'contact') = (way IS NOT NULL AND reached IS NOT NULL AND tried_at IS NOT NULL))
);

-- Keyed hashes of the contacts that a request gives: two with the same may be of one person.
CREATE TABLE request_contacts (
    code TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    tag BYTEA NOT NULL,
    PRIMARY KEY (code, tag)
);
CREATE INDEX request_contacts_by_tag ON request_contacts (tag);

-- What somebody of the staff says of two such requests; the lesser code comes first.
CREATE TABLE request_pairs (
    one TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
    PRIMARY KEY (one, other),
    CHECK (one < other)
);
CREATE INDEX request_pairs_by_other ON request_pairs (other);
