package dev.belfry.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The process around the scheduler. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class SchedulerServiceIT {

    @Inject
    Pool pool;

    @TestHTTPResource("/q/")
    URI management;

    @Test
    void becomesReadyAndStaysAlive() {
        await().untilAsserted(() -> assertThat(get("health/ready").statusCode()).isEqualTo(200));
        assertThat(get("health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void givesItsLocksBackWhenItStandsStill() {
        assertThat(pool.query("SHOW idle_in_transaction_session_timeout")
                        .execute()
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("2s");
    }

    @Test
    void showsItsMetrics() {
        assertThat(get("metrics").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void holdsNoKeys() {
        assertThat(CDI.current().select(SecretBox.class).isUnsatisfied()).isTrue();
    }

    private HttpResponse<String> get(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.ofString())
                .join();
    }
}
