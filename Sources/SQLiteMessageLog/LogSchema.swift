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
    ///
    /// Every index costs an append one page more to flush, so there are few:
    /// - An id of the form `<stream>#<version>`, which the services use, is unique with its place and has no entry in
    ///   `event_id`; `WriteSession` sees to it that no other event takes such an id.
    /// - The idempotency key of a batch stands in its first event, with the number of its events. Neither is hashed:
    ///   they say what was asked, not what happened.
    /// - A category is a range of `stream`; nothing has its own index by category and position.
    private static let events = """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            payload TEXT NOT NULL,
            hash TEXT NOT NULL,
            id TEXT NOT NULL,
            tenant TEXT NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            role TEXT NOT NULL,
            correlation TEXT NOT NULL,
            causation TEXT,
            previous_hash TEXT NOT NULL,
            key TEXT,
            batch INTEGER,
            UNIQUE (stream, version)
        ) STRICT;
        CREATE UNIQUE INDEX event_id ON event (id) WHERE id <> stream || '#' || version;
        CREATE UNIQUE INDEX event_key ON event (key) WHERE key IS NOT NULL;
        CREATE TABLE head (
            singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
            position INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
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
