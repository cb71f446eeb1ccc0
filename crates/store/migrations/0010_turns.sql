-- Work that comes round by itself: from when it is due again. Whoever moves the instant has the turn, so that of several
-- processes one does it.
CREATE TABLE turns (
    work TEXT NOT NULL PRIMARY KEY,
    due_at BIGINT NOT NULL
);
