-- The first contact: requests with their lines and record, answers kept for repeated sendings, feedback.
--
-- Written once for both engines: BIGINT for whole numbers and instants (Unix milliseconds), TEXT for words
-- and civil dates, BYTEA for sealed fields and keyed hashes (SQLite takes any name and keeps bytes).
-- In clear: status, motive, Polo, times, protocol. What concerns a person is sealed. Never a network address.

-- The last protocol number given in each year.
CREATE TABLE protocol_counters (
    year BIGINT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE requests (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 10),
    secret_tag BYTEA NOT NULL,
    protocol_year BIGINT NOT NULL,
    protocol_number BIGINT NOT NULL,
    motive TEXT NOT NULL,
    polo TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('received', 'in_charge', 'answered', 'closed', 'withdrawn')),
    received_at BIGINT NOT NULL,
    answer_by TEXT NOT NULL,
    closed_at BIGINT,
    withdrawn_at BIGINT,
    -- How many lines and entries there are: raising the count claims the number, so that no two get the same.
    line_count BIGINT NOT NULL DEFAULT 0,
    entry_count BIGINT NOT NULL DEFAULT 0,
    person BYTEA,
    UNIQUE (protocol_year, protocol_number),
    CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK ((status = 'withdrawn') = (person IS NULL))
);
CREATE INDEX requests_newest ON requests (received_at);
CREATE INDEX requests_of_a_polo ON requests (polo, received_at);
CREATE INDEX requests_withdrawn ON requests (withdrawn_at);
CREATE INDEX requests_closed ON requests (closed_at);

CREATE TABLE request_lines (
    code TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    author TEXT NOT NULL CHECK (author IN ('citizen', 'polo')),
    text BYTEA NOT NULL,
    PRIMARY KEY (code, number)
);

-- Who did what with a request; the person it concerns can read it. No `who` means that person.
CREATE TABLE request_entries (
    code TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    who BYTEA,
    PRIMARY KEY (code, number)
);

-- What was answered to a sending that bore a key, so that the same sending gets the same answer.
CREATE TABLE once (
    key BYTEA NOT NULL PRIMARY KEY,
    fingerprint BYTEA NOT NULL,
    at BIGINT NOT NULL,
    answer BYTEA
);
CREATE INDEX once_oldest ON once (at);

CREATE TABLE feedback (
    id TEXT NOT NULL PRIMARY KEY,
    page TEXT NOT NULL,
    rating BIGINT NOT NULL CHECK (rating BETWEEN 1 AND 5),
    aspect TEXT NOT NULL,
    day TEXT NOT NULL,
    detail BYTEA
);
CREATE INDEX feedback_by_day ON feedback (day);
