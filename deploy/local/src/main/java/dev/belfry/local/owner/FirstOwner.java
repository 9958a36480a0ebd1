package dev.belfry.local.owner;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.token.ApiToken;
import dev.belfry.local.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The first workspace, its owner, and the token in the data folder.
 *
 * <p>The token stays the same from start to start. Only when the file is lost, or its token was revoked, does the owner
 * get another one; the lost one stays valid, a revoked one is never brought back.
 */
public final class FirstOwner {

    private static final String OWNER_QUERY = """
            SELECT membership.workspace_id, membership.user_id
            FROM membership JOIN workspace ON workspace.id = membership.workspace_id
            WHERE membership.role = 'owner'
            ORDER BY workspace.created_at, workspace.id
            LIMIT 1
            """;

    private final Path tokenFile;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public FirstOwner(Path tokenFile, Clock clock) {
        this.tokenFile = tokenFile;
        this.clock = clock;
    }

    /** The token, made together with workspace and owner where they are missing. Ends the connection's transaction. */
    public ApiToken token(Connection connection) throws SQLException, IOException {
        Optional<ApiToken> kept = PrivateFile.read(tokenFile).flatMap(ApiToken::parse);
        if (kept.isPresent() && isValid(connection, kept.get())) {
            return kept.get();
        }
        connection.setAutoCommit(false);
        try {
            Owner owner = find(connection).orElse(null);
            if (owner == null) {
                owner = create(connection);
            }
            ApiToken token = ApiToken.generate(random);
            insertToken(connection, owner, token);
            // Before the commit: a crash in between leaves a token that counts for nothing, never a nameless valid one.
            PrivateFile.write(tokenFile, token.value() + "\n");
            connection.commit();
            return token;
        } finally {
            connection.rollback();
        }
    }

    private static boolean isValid(Connection connection, ApiToken token) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT hash FROM api_token WHERE prefix = ?")) {
            query.setString(1, token.prefix());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && Arrays.equals(rows.getBytes(1), token.hash());
            }
        }
    }

    private static Optional<Owner> find(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OWNER_QUERY);
                ResultSet rows = query.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Owner(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)))
                    : Optional.empty();
        }
    }

    private Owner create(Connection connection) throws SQLException {
        Owner owner = new Owner(newId(), newId());
        execute(connection, "INSERT INTO workspace (id, name) VALUES (?, ?)", owner.workspaceId, "My workspace");
        execute(
                connection,
                "INSERT INTO user_account (id, email, name) VALUES (?, ?, ?)",
                owner.userId,
                "owner@localhost",
                "Owner");
        execute(
                connection,
                "INSERT INTO membership (workspace_id, user_id, role) VALUES (?, ?, 'owner')",
                owner.workspaceId,
                owner.userId);
        return owner;
    }

    private void insertToken(Connection connection, Owner owner, ApiToken token) throws SQLException {
        execute(
                connection,
                "INSERT INTO api_token (id, workspace_id, user_id, name, prefix, hash) VALUES (?, ?, ?, ?, ?, ?)",
                newId(),
                owner.workspaceId,
                owner.userId,
                "Local launcher",
                token.prefix(),
                token.hash());
    }

    private UUID newId() {
        return ExecutionId.timeOrdered(clock.instant(), random.nextLong(), random.nextLong());
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private record Owner(UUID workspaceId, UUID userId) {}
}
