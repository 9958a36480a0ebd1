package dev.belfry.embedded.rotation;

import dev.belfry.core.secret.SecretBox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The sealed rows of all workspaces, a batch at a time. */
final class SealedRepository {

    /** A row as it was read. */
    record SealedRow(UUID id, byte[] sealed) {}

    /** A row as it was read and the value that takes its place. */
    record Replacement(SealedRow old, byte[] sealed) {}

    /** Any number; it is the lock's name. */
    private static final long ROTATION_LOCK = 0x62656c6672790001L;

    private static final int VALID_SECONDS = 5;

    private final Connection connection;

    /** {@code connection} commits each statement by itself. */
    SealedRepository(Connection connection) {
        this.connection = connection;
    }

    /** Whether this is the only rotation on the database, for as long as the connection lasts. */
    boolean lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, ROTATION_LOCK);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Whether the connection lasts, and with it the lock. */
    boolean holds() throws SQLException {
        return connection.isValid(VALID_SECONDS);
    }

    List<SealedRow> older(SealedTable table, int keyId, UUID after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.selectOlder())) {
            statement.setObject(1, after);
            statement.setBytes(2, SecretBox.prefix(keyId));
            statement.setInt(3, limit);
            List<SealedRow> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new SealedRow(found.getObject(1, UUID.class), found.getBytes(2)));
                }
            }
            return rows;
        }
    }

    /** Replaces the rows that still are as they were read; returns how many. */
    int replace(SealedTable table, List<Replacement> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.replace())) {
            for (Replacement row : rows) {
                int parameter = 1;
                statement.setBytes(parameter++, row.sealed());
                if (table.storesKeyId()) {
                    statement.setInt(parameter++, SecretBox.keyId(row.sealed()));
                }
                statement.setObject(parameter++, row.old().id());
                statement.setBytes(parameter, row.old().sealed());
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }
}
