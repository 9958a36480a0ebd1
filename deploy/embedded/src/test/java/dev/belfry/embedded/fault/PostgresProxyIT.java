package dev.belfry.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.Servers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresProxyIT {

    private final Servers servers = Servers.start();
    private PostgresProxy proxy;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        proxy = PostgresProxy.before(servers.reactiveUrl());
        try (Connection direct = Servers.connection();
                Statement statement = direct.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS proxied");
            statement.execute("CREATE TABLE proxied (word text)");
        }
        connection = open();
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        proxy.close();
    }

    @Test
    void handsOnWhatItIsNotToldToLose() throws Exception {
        for (int i = 0; i < 20; i++) {
            insert("word " + i + " " + "x".repeat(200_000));
        }

        assertThat(words()).isEqualTo(20);
        assertThat(proxy.counts().lost() + proxy.counts().answersLost()).isZero();
        assertThat(proxy.counts().statements()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aLostStatementTakesNoEffect() throws Exception {
        insert("kept");
        proxy.lose(Faults.once(Fault.LOST, "INSERT INTO proxied"));

        assertThatThrownBy(() -> insert("lost")).isInstanceOf(SQLException.class);

        assertThat(words()).isEqualTo(1);
        assertThat(proxy.counts().lost()).isEqualTo(1);
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void aStatementWhoseAnswerIsLostHasTakenEffect() throws Exception {
        proxy.lose(Faults.once(Fault.ANSWER_LOST, "INSERT INTO proxied"));

        assertThatThrownBy(() -> insert("told to nobody")).isInstanceOf(SQLException.class);

        assertThat(words()).isEqualTo(1);
        assertThat(proxy.counts().answersLost()).isEqualTo(1);
    }

    @Test
    void aCommitWhoseAnswerIsLostHasCommitted() throws Exception {
        connection.setAutoCommit(false);
        proxy.lose(Faults.once(Fault.ANSWER_LOST, "COMMIT"));
        insert("one");
        insert("two");

        assertThatThrownBy(() -> connection.commit()).isInstanceOf(SQLException.class);

        assertThat(words()).isEqualTo(2);
    }

    @Test
    void nothingPassesWhileItIsSilentAndAllOfItAfterwards() throws Exception {
        proxy.silence(true);
        CompletableFuture<Void> old = CompletableFuture.runAsync(() -> unchecked(() -> insert("old connection")));
        CompletableFuture<Void> fresh = CompletableFuture.runAsync(() -> unchecked(() -> open().close()));
        await().during(Duration.ofMillis(300)).until(() -> !old.isDone() && !fresh.isDone() && words() == 0);

        proxy.silence(false);

        assertThat(old).succeedsWithin(Duration.ofSeconds(5));
        assertThat(fresh).succeedsWithin(Duration.ofSeconds(5));
        assertThat(words()).isEqualTo(1);
    }

    @Test
    void putsEverybodyOutUntilItLetsThemInAgain() throws Exception {
        proxy.refuse(true);
        assertThatThrownBy(() -> insert("refused")).isInstanceOf(SQLException.class);
        assertThatThrownBy(this::open).isInstanceOf(SQLException.class);

        proxy.refuse(false);

        open().close();
    }

    private Connection open() throws SQLException {
        Properties login = new Properties();
        login.put("user", servers.user());
        login.put("password", servers.password());
        return new org.postgresql.Driver().connect(proxy.through(servers.jdbcUrl()), login);
    }

    private void insert(String word) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO proxied VALUES (?)")) {
            statement.setString(1, word);
            statement.executeUpdate();
        }
    }

    /** As they are, whatever becomes of the proxy. */
    private static int words() throws SQLException {
        try (Connection direct = Servers.connection();
                Statement statement = direct.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM proxied")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private interface Step {
        void run() throws SQLException, IOException;
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
