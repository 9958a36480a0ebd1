package dev.belfry.embedded.testing;

import dev.belfry.embedded.process.Programs;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The test database standing still: it keeps its connections, takes new ones, and answers nothing. Goes on when closed,
 * or after half a minute, so that a test fails whose subject waits for it. Nothing that the test itself asks of it is
 * answered meanwhile.
 */
public final class StandingPostgres implements AutoCloseable {

    private static final int LONGEST_SECONDS = 30;

    private final ProcessHandle postmaster;
    private boolean goesOn;

    private StandingPostgres(ProcessHandle postmaster) {
        this.postmaster = postmaster;
    }

    public static StandingPostgres stop() {
        StandingPostgres stopped = new StandingPostgres(postmaster());
        stopped.send("-STOP");
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(stopped::close);
        return stopped;
    }

    @Override
    public synchronized void close() {
        if (!goesOn) {
            goesOn = true;
            send("-CONT");
        }
    }

    /** The postmaster first: when it stands it starts nobody else, and keeps those who end until it goes on. */
    private void send(String signal) {
        if (!Programs.succeeds("/bin/kill", signal, Long.toString(postmaster.pid()))) {
            throw new IllegalStateException("could not send " + signal + " to PostgreSQL");
        }
        postmaster.children().forEach(child -> Programs.succeeds("/bin/kill", signal, Long.toString(child.pid())));
    }

    private static ProcessHandle postmaster() {
        try (Connection connection = Servers.connection();
                Statement statement = connection.createStatement();
                ResultSet mine = statement.executeQuery("SELECT pg_backend_pid()")) {
            mine.next();
            return ProcessHandle.of(mine.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
