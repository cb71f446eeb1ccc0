-- What the Polo does with appointments: calls them off, and says how they went.

-- Why the Polo called it off; empty where the person did, or nobody.
ALTER TABLE appointments ADD COLUMN cause TEXT NOT NULL DEFAULT ''
    CHECK (cause IN ('', 'absence', 'closure', 'opening', 'desk'));
-- When somebody said how it went, which can be taken back on the same day.
ALTER TABLE appointments ADD COLUMN marked_at BIGINT;
CREATE INDEX appointments_missed ON appointments (request) WHERE status = 'missed';
