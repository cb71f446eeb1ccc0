-- The guards. They keep a slip from changing the record; whoever holds the database can take them away, and is then found
-- by the chain.
CREATE UNIQUE INDEX account_entries_number ON account_entries (number);

CREATE FUNCTION record_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.link IS NULL OR NEW.number IS NULL THEN
        RAISE EXCEPTION 'the record takes linked entries alone';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION record_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record is not changed';
END $$;
CREATE FUNCTION record_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' OR TG_TABLE_NAME = 'register_entries' OR NOT EXISTS (SELECT 1 FROM purging) THEN
        RAISE EXCEPTION 'the record is erased by a purge alone';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER request_entries_linked BEFORE INSERT ON request_entries FOR EACH ROW EXECUTE FUNCTION record_linked();
CREATE TRIGGER request_entries_unchanged BEFORE UPDATE ON request_entries FOR EACH ROW EXECUTE FUNCTION record_unchanged();
CREATE TRIGGER request_entries_kept BEFORE DELETE ON request_entries FOR EACH ROW EXECUTE FUNCTION record_kept();
CREATE TRIGGER request_entries_whole BEFORE TRUNCATE ON request_entries FOR EACH STATEMENT EXECUTE FUNCTION record_kept();

CREATE TRIGGER account_entries_linked BEFORE INSERT ON account_entries FOR EACH ROW EXECUTE FUNCTION record_linked();
CREATE TRIGGER account_entries_unchanged BEFORE UPDATE ON account_entries FOR EACH ROW EXECUTE FUNCTION record_unchanged();
CREATE TRIGGER account_entries_kept BEFORE DELETE ON account_entries FOR EACH ROW EXECUTE FUNCTION record_kept();
CREATE TRIGGER account_entries_whole BEFORE TRUNCATE ON account_entries FOR EACH STATEMENT EXECUTE FUNCTION record_kept();

CREATE TRIGGER register_entries_linked BEFORE INSERT ON register_entries FOR EACH ROW EXECUTE FUNCTION record_linked();
CREATE TRIGGER register_entries_unchanged BEFORE UPDATE ON register_entries FOR EACH ROW EXECUTE FUNCTION record_unchanged();
CREATE TRIGGER register_entries_kept BEFORE DELETE ON register_entries FOR EACH ROW EXECUTE FUNCTION record_kept();
CREATE TRIGGER register_entries_whole BEFORE TRUNCATE ON register_entries FOR EACH STATEMENT EXECUTE FUNCTION record_kept();
