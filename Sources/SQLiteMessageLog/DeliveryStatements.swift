import GRDB
import MessageLog

/// The writer's statements about consumers and their deliveries.
struct DeliveryStatements {
    let register: PreparedStatement
    let consumer: PreparedStatement
    let saveConsumer: PreparedStatement
    let setPaused: PreparedStatement
    let following: PreparedStatement
    let insert: PreparedStatement
    let expire: PreparedStatement
    let awaken: PreparedStatement
    let nextTenant: PreparedStatement
    let firstTenant: PreparedStatement
    let lease: PreparedStatement
    let settle: PreparedStatement
    let advanceLane: PreparedStatement
    let extend: PreparedStatement
    let fail: PreparedStatement
    let dead: PreparedStatement
    let revive: PreparedStatement
    let discard: PreparedStatement

    init(_ database: Database) throws(MessageLogError) {
        func prepare(_ sql: String) throws(MessageLogError) -> PreparedStatement {
            try PreparedStatement(database, sql)
        }
        register = try prepare(
            """
            INSERT INTO consumer (name, interests, cursor) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET interests = excluded.interests
            """)
        consumer = try prepare("SELECT interests, cursor, paused, token, turn FROM consumer WHERE name = ?1")
        saveConsumer = try prepare("UPDATE consumer SET cursor = ?2, token = ?3, turn = ?4 WHERE name = ?1")
        setPaused = try prepare("UPDATE consumer SET paused = ?2 WHERE name = ?1")
        following = try prepare(
            "SELECT position, stream, tenant, type FROM event WHERE position > ?1 ORDER BY position LIMIT ?2")
        insert = try prepare(
            """
            INSERT INTO delivery (consumer, position, stream, tenant, head) VALUES (?1, ?2, ?3, ?4,
                NOT EXISTS (SELECT 1 FROM delivery WHERE consumer = ?1 AND stream = ?3))
            """)
        // The token stays: until somebody else has claimed it, a late worker may still settle its delivery.
        expire = try prepare(
            "UPDATE delivery SET state = 'ready' WHERE consumer = ?1 AND state = 'leased' AND expires <= ?2")
        awaken = try prepare(
            "UPDATE delivery SET state = 'ready' WHERE consumer = ?1 AND state = 'waiting' AND retry_at <= ?2")
        let runnable = "SELECT tenant, position FROM delivery WHERE consumer = ?1 AND head = 1 AND state = 'ready'"
        nextTenant = try prepare("\(runnable) AND tenant > ?2 ORDER BY tenant, position LIMIT 1")
        firstTenant = try prepare("\(runnable) ORDER BY tenant, position LIMIT 1")
        lease = try prepare(
            """
            UPDATE delivery SET state = 'leased', attempts = attempts + 1, worker = ?3, token = ?4, expires = ?5,
                retry_at = NULL
            WHERE consumer = ?1 AND position = ?2 RETURNING attempts
            """)
        let held = "consumer = ?1 AND position = ?2 AND token = ?3 AND state IN ('leased', 'ready')"
        settle = try prepare("DELETE FROM delivery WHERE \(held) RETURNING stream")
        advanceLane = try prepare(
            """
            UPDATE delivery SET head = 1 WHERE consumer = ?1
                AND position = (SELECT min(position) FROM delivery WHERE consumer = ?1 AND stream = ?2)
            """)
        extend = try prepare("UPDATE delivery SET state = 'leased', expires = ?4 WHERE \(held)")
        fail = try prepare(
            """
            UPDATE delivery SET state = ?4, token = 0, expires = NULL, retry_at = ?5, reason = ?6, failed_at = ?7
            WHERE \(held)
            """)
        let isDead = "consumer = ?1 AND position = ?2 AND state = 'dead'"
        dead = try prepare("SELECT attempts, worker, reason FROM delivery WHERE \(isDead)")
        revive = try prepare("UPDATE delivery SET state = 'ready', attempts = 0 WHERE \(isDead)")
        discard = try prepare("DELETE FROM delivery WHERE \(isDead) RETURNING stream")
    }
}
