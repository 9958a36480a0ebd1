package dev.belfry.load.stored;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What the database holds of pings. */
public final class StoredPings {

    private static final String COUNT = "SELECT count(*) FROM monitor_ping WHERE monitor_id = ANY (?)";

    private StoredPings() {}

    /** How many pings of these monitors are stored. */
    public static long count(Connection database, List<UUID> monitors) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(COUNT)) {
            statement.setArray(1, database.createArrayOf("uuid", monitors.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }
}
