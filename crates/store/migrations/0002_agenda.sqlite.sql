-- No worker is in two places: what PostgreSQL's exclusion constraint does. No other writer can come between, since SQLite
-- has one at a time.
CREATE TRIGGER busy_no_overlap_on_insert BEFORE INSERT ON busy
WHEN EXISTS (
    SELECT 1 FROM busy
    WHERE slot <> NEW.slot AND worker = NEW.worker AND start_at < NEW.end_at AND end_at > NEW.start_at
)
BEGIN
    SELECT RAISE(ABORT, 'busy_no_overlap');
END;
CREATE TRIGGER busy_no_overlap_on_update BEFORE UPDATE ON busy
WHEN EXISTS (
    SELECT 1 FROM busy
    WHERE slot <> OLD.slot AND worker = NEW.worker AND start_at < NEW.end_at AND end_at > NEW.start_at
)
BEGIN
    SELECT RAISE(ABORT, 'busy_no_overlap');
END;
