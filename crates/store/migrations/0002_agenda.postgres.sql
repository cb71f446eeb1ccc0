-- No worker is in two places: an exclusion constraint. The extension comes with PostgreSQL and is a trusted one: the
-- database's owner may add it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE busy ADD CONSTRAINT busy_no_overlap
    EXCLUDE USING gist (worker WITH =, int8range(start_at, end_at) WITH &&);
