package dev.belfry.transport.database;

import io.vertx.sqlclient.Pool;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** The readiness check of the database: whether it answers, and not whether it would some day. */
public final class DatabaseAnswers {

    private static final int PATIENCE_SECONDS = 2;

    private DatabaseAnswers() {}

    /** Blocks for two seconds at most. */
    public static HealthCheckResponse check(Pool pool) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("database");
        try {
            pool.query("SELECT 1")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return response.up().build();
        } catch (ExecutionException e) {
            return response.down()
                    .withData("reason", String.valueOf(e.getCause()))
                    .build();
        } catch (TimeoutException e) {
            return response.down().withData("reason", "no answer").build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().withData("reason", "interrupted").build();
        }
    }
}
