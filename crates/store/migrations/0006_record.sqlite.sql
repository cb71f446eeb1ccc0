-- The guards. They keep a slip from changing the record; whoever holds the database can take them away, and is then found
-- by the chain.
CREATE UNIQUE INDEX account_entries_number ON account_entries (number);

CREATE TRIGGER request_entries_linked BEFORE INSERT ON request_entries WHEN NEW.link IS NULL OR NEW.number IS NULL
BEGIN
    SELECT RAISE(ABORT, 'the record takes linked entries alone');
END;
CREATE TRIGGER request_entries_unchanged BEFORE UPDATE ON request_entries
BEGIN
    SELECT RAISE(ABORT, 'the record is not changed');
END;
CREATE TRIGGER request_entries_kept BEFORE DELETE ON request_entries WHEN NOT EXISTS (SELECT 1 FROM purging)
BEGIN
    SELECT RAISE(ABORT, 'the record is erased by a purge alone');
END;

CREATE TRIGGER account_entries_linked BEFORE INSERT ON account_entries WHEN NEW.link IS NULL OR NEW.number IS NULL
BEGIN
    SELECT RAISE(ABORT, 'the record takes linked entries alone');
END;
CREATE TRIGGER account_entries_unchanged BEFORE UPDATE ON account_entries
BEGIN
    SELECT RAISE(ABORT, 'the record is not changed');
END;
CREATE TRIGGER account_entries_kept BEFORE DELETE ON account_entries WHEN NOT EXISTS (SELECT 1 FROM purging)
BEGIN
    SELECT RAISE(ABORT, 'the record is erased by a purge alone');
END;

CREATE TRIGGER register_entries_linked BEFORE INSERT ON register_entries WHEN NEW.link IS NULL OR NEW.number IS NULL
BEGIN
    SELECT RAISE(ABORT, 'the record takes linked entries alone');
END;
CREATE TRIGGER register_entries_unchanged BEFORE UPDATE ON register_entries
BEGIN
    SELECT RAISE(ABORT, 'the record is not changed');
END;
CREATE TRIGGER register_entries_kept BEFORE DELETE ON register_entries
BEGIN
    SELECT RAISE(ABORT, 'the record is erased by a purge alone');
END;
