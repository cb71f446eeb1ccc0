-- The agenda: staff, when they are there, the slots that follow, and who holds which.
--
-- Instants are Unix milliseconds; civil days and times are TEXT. Names of staff are sealed; what a worker is there for, when
-- and where is in clear. Of a person there is nothing here but the code of their request.

-- Somebody who works at the Poli. Whoever leaves stays, for the sake of the record, and is no longer active.
CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    name BYTEA NOT NULL,
    active BIGINT NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
);

CREATE TABLE openings (
    id TEXT NOT NULL PRIMARY KEY,
    worker TEXT NOT NULL REFERENCES staff (id),
    polo TEXT NOT NULL,
    -- Ids of motives between blanks.
    motives TEXT NOT NULL,
    -- A bit for each way, as in `domain::request::Way::mask`.
    ways BIGINT NOT NULL CHECK (ways > 0),
    -- As `domain::agenda::Recurrence` writes itself: `weekly/2 mon`.
    recurrence TEXT NOT NULL,
    from_time TEXT NOT NULL,
    to_time TEXT NOT NULL CHECK (from_time < to_time),
    valid_from TEXT NOT NULL,
    valid_until TEXT CHECK (valid_from <= valid_until)
);
CREATE INDEX openings_of_a_worker ON openings (worker);

-- No reason is kept.
CREATE TABLE absences (
    id TEXT NOT NULL PRIMARY KEY,
    worker TEXT NOT NULL REFERENCES staff (id),
    from_time TEXT NOT NULL,
    until_time TEXT NOT NULL CHECK (from_time < until_time)
);
CREATE INDEX absences_of_a_worker ON absences (worker, until_time);

-- A day on which a Polo is closed beside the holidays; an empty Polo is all of them.
CREATE TABLE closures (
    polo TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (polo, day)
);

-- The times that can be had. `taken` counts the holds and the appointments on a slot; raising it within `seats` is the claim.
CREATE TABLE slots (
    id TEXT NOT NULL PRIMARY KEY,
    opening TEXT NOT NULL,
    worker TEXT NOT NULL REFERENCES staff (id),
    polo TEXT NOT NULL,
    motive TEXT NOT NULL,
    ways BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    busy_until BIGINT NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    seats BIGINT NOT NULL CHECK (seats > 0),
    taken BIGINT NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND seats),
    -- 0 once an opening or an absence has taken it out of the agenda: whoever has it keeps it until told otherwise.
    offered BIGINT NOT NULL DEFAULT 1 CHECK (offered IN (0, 1)),
    -- None is longer than ten hours: that bounds where a slot that overlaps another can begin.
    CHECK (start_at < end_at AND end_at <= busy_until AND busy_until - start_at <= 36000000),
    UNIQUE (worker, motive, start_at)
);
CREATE INDEX slots_of_a_motive ON slots (polo, motive, start_at);
CREATE INDEX slots_by_end ON slots (end_at);

-- When a worker is taken: a row for each slot that somebody has, and for each group meeting. No two of a worker overlap,
-- whatever their lengths: each engine sees to that in its own way.
CREATE TABLE busy (
    slot TEXT NOT NULL PRIMARY KEY REFERENCES slots (id),
    worker TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    CHECK (start_at < end_at AND end_at - start_at <= 36000000)
);
CREATE INDEX busy_of_a_worker ON busy (worker, start_at);

-- A seat held while a form is filled. The token that claims it is kept as a keyed hash.
CREATE TABLE holds (
    tag BYTEA NOT NULL PRIMARY KEY,
    slot TEXT NOT NULL REFERENCES slots (id),
    way TEXT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX holds_of_a_slot ON holds (slot);
CREATE INDEX holds_oldest ON holds (until_at);

CREATE TABLE appointments (
    -- Names it in calendars, where the code of the request would say too much.
    id TEXT NOT NULL PRIMARY KEY,
    request TEXT NOT NULL REFERENCES requests (code) ON DELETE CASCADE,
    slot TEXT NOT NULL REFERENCES slots (id),
    way TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('booked', 'cancelled', 'attended', 'late', 'missed')),
    -- How often it was changed: calendars take the highest.
    sequence BIGINT NOT NULL DEFAULT 0,
    booked_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX appointments_of_a_request ON appointments (request, booked_at);
CREATE INDEX appointments_of_a_slot ON appointments (slot);
-- A request has one appointment at a time.
CREATE UNIQUE INDEX appointments_one_at_a_time ON appointments (request) WHERE status = 'booked';
