package dev.belfry.local.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstOwnerIT {

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws SQLException {
        execute("TRUNCATE workspace, user_account CASCADE");
    }

    @Test
    void makesAWorkspaceWithAnOwnerAndAToken() throws Exception {
        ApiToken token = ensure();

        assertThat(query("SELECT count(*) FROM api_token JOIN membership USING (workspace_id, user_id)"
                        + " WHERE role = 'owner' AND prefix = '" + token.prefix() + "'"))
                .isEqualTo("1");
        assertThat(query("SELECT hash FROM api_token")).doesNotContain(token.value());
        assertThat(query("SELECT uuid_extract_version(id) FROM workspace")).isEqualTo("7");
    }

    @Test
    void givesTheSameTokenAgain() throws Exception {
        assertThat(ensure().value()).isEqualTo(ensure().value());
        assertThat(query("SELECT count(*) FROM api_token")).isEqualTo("1");
    }

    @Test
    void givesAnotherTokenWhenTheFileIsLostAndKeepsTheFirstValid() throws Exception {
        // given
        ApiToken first = ensure();
        Files.delete(folder.resolve("token"));

        // when
        ApiToken second = ensure();

        // then
        assertThat(second.value()).isNotEqualTo(first.value());
        assertThat(query("SELECT count(*) FROM api_token")).isEqualTo("2");
        assertThat(query("SELECT count(*) FROM workspace")).isEqualTo("1");
    }

    @Test
    void doesNotBringARevokedTokenBack() throws Exception {
        // given
        ApiToken revoked = ensure();
        execute("DELETE FROM api_token");

        // when
        ApiToken next = ensure();

        // then
        assertThat(next.value()).isNotEqualTo(revoked.value());
        assertThat(query("SELECT prefix FROM api_token")).isEqualTo(next.prefix());
    }

    @Test
    void doesNotTrustAFileWhoseTokenOnlyBeginsLikeAValidOne() throws Exception {
        // given
        ApiToken valid = ensure();
        execute("UPDATE api_token SET hash = '\\x00'");

        // then
        assertThat(ensure().value()).isNotEqualTo(valid.value());
    }

    private ApiToken ensure() throws SQLException, IOException {
        try (Connection connection = Servers.connection()) {
            return new FirstOwner(folder.resolve("token"), Clock.systemUTC()).token(connection);
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = Servers.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = Servers.connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
