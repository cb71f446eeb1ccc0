-- The same guard, which looks at one row and not at all that a worker ever had: what takes a worker does not overlap, so that of
-- all that begins before the new one is over, the last to begin is the last to end.
DROP TRIGGER busy_no_overlap_on_insert;
DROP TRIGGER busy_no_overlap_on_update;
CREATE TRIGGER busy_no_overlap_on_insert BEFORE INSERT ON busy
WHEN (
    SELECT end_at FROM busy WHERE worker = NEW.worker AND slot <> NEW.slot AND start_at < NEW.end_at
    ORDER BY start_at DESC LIMIT 1
) > NEW.start_at
BEGIN
    SELECT RAISE(ABORT, 'busy_no_overlap');
END;
CREATE TRIGGER busy_no_overlap_on_update BEFORE UPDATE ON busy
WHEN (
    SELECT end_at FROM busy WHERE worker = NEW.worker AND slot <> OLD.slot AND start_at < NEW.end_at
    ORDER BY start_at DESC LIMIT 1
) > NEW.start_at
BEGIN
    SELECT RAISE(ABORT, 'busy_no_overlap');
END;
