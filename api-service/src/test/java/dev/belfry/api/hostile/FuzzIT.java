package dev.belfry.api.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.Operation;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.fuzz.run.Fuzz;
import dev.belfry.fuzz.run.Report;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A short run of {@code deploy/load/fuzz/run}; another one by {@code -Dfuzz.seed} and {@code -Dfuzz.requests}. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);

    @TestHTTPResource("/")
    URI api;

    @Test
    void whateverIsSentIsAnsweredQuicklyInTheErrorShapeAndNeverByAFailure() throws Exception {
        Report report = Fuzz.run(api, SEED, REQUESTS);

        System.out.println(report);
        assertThat(report.findings()).as("%s", report).isEmpty();
        assertThat(report.requests()).isEqualTo(REQUESTS);
        assertThat(report.asked())
                .as("every route of the description")
                .containsAll(Description.read().operations().stream()
                        .map(Operation::toString)
                        .toList());
        assertThat(report.succeeded()).as("what was reached").hasSizeGreaterThan(40);
    }
}
