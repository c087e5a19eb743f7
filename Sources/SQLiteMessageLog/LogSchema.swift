import GRDB

/// The tables of `log.sqlite`. Migrations are named and never changed once they have been released.
enum LogSchema {
    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11-events-and-consumers") { database in
            try database.execute(sql: events)
            try database.execute(sql: consumers)
        }
        return migrator
    }

    /// No trigger forbids an update: whoever can write the file can drop a trigger, so the hashes have to tell.
    /// The category is computed from the stream, so that the two cannot contradict each other; an index of a table
    /// with an INTEGER PRIMARY KEY ends with that key, so `event_category` is ordered by position.
    private static let events = """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            payload TEXT NOT NULL,
            hash TEXT NOT NULL,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            role TEXT NOT NULL,
            correlation TEXT NOT NULL,
            causation TEXT,
            previous_hash TEXT NOT NULL,
            category TEXT NOT NULL GENERATED ALWAYS AS (substr(stream, 1, instr(stream, '/') - 1)) VIRTUAL,
            UNIQUE (stream, version)
        ) STRICT;
        CREATE INDEX event_category ON event (category);
        CREATE TABLE head (
            singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
            position INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE TABLE idempotency (
            key TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            stream TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// `head` marks the first unsettled delivery of its lane, the only one that may be leased; so a claim is one
    /// index seek, however many deliveries stand behind a blocked lane. There is no foreign key to `event`: it would
    /// hide a removed event from nobody and cost a look-up per delivery.
    private static let consumers = """
        CREATE TABLE consumer (
            name TEXT PRIMARY KEY,
            interests TEXT,
            cursor INTEGER NOT NULL,
            paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
            token INTEGER NOT NULL DEFAULT 0,
            turn TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE TABLE delivery (
            consumer TEXT NOT NULL REFERENCES consumer (name),
            position INTEGER NOT NULL,
            stream TEXT NOT NULL,
            tenant TEXT NOT NULL,
            head INTEGER NOT NULL CHECK (head IN (0, 1)),
            state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'leased', 'waiting', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0,
            worker TEXT,
            token INTEGER NOT NULL DEFAULT 0,
            expires INTEGER,
            retry_at INTEGER,
            reason TEXT,
            failed_at INTEGER,
            PRIMARY KEY (consumer, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX delivery_lane ON delivery (consumer, stream, position);
        CREATE INDEX delivery_turn ON delivery (consumer, tenant, position) WHERE head = 1 AND state = 'ready';
        CREATE INDEX delivery_lease ON delivery (consumer, expires) WHERE state = 'leased';
        CREATE INDEX delivery_wait ON delivery (consumer, retry_at) WHERE state = 'waiting';
        """
}
