-- Help projects: what a person and the Polo have agreed to do. One a request, in versions that stay readable at the desk.
--
-- In clear: that there is one, its numbers and instants, how agreement was given, how it ended, in a word. What it says, and who
-- of the staff wrote it, is sealed. It goes with its request, and at once where the person takes the request back.

CREATE TABLE help_projects (
    code TEXT NOT NULL PRIMARY KEY REFERENCES requests (code) ON DELETE CASCADE,
    -- The number of the newest version.
    version BIGINT NOT NULL CHECK (version > 0),
    -- Raised by every change: what tells the reminders of one state of things from those of another.
    sequence BIGINT NOT NULL DEFAULT 0,
    -- When the person agreed to have it under their code; absent as long as they have not, and once they no longer do.
    shared_at BIGINT,
    given TEXT,
    shared_by BYTEA,
    -- When the person said that they do not agree with something; absent again with the next version.
    objected_at BIGINT,
    closed_at BIGINT,
    outcome TEXT,
    ending BYTEA,
    CHECK ((shared_at IS NULL) = (given IS NULL)),
    CHECK ((shared_at IS NULL) = (shared_by IS NULL)),
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CHECK ((closed_at IS NULL) = (ending IS NULL))
);

CREATE TABLE help_project_versions (
    code TEXT NOT NULL REFERENCES help_projects (code) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    who BYTEA NOT NULL,
    plan BYTEA NOT NULL,
    PRIMARY KEY (code, number)
);
