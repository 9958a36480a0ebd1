package dev.belfry.api.listening;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Pinged;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.StandingPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The record of when pings could be taken. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ListeningIT {

    private static final Duration SECONDS = Duration.ofSeconds(10);

    @Inject
    ListeningRepository record;

    private ListeningService service;
    private Set<Object> others;

    @BeforeEach
    void anInstance() {
        service = new ListeningService(record);
        others = rows("SELECT instance FROM monitor_listening").stream()
                .map(row -> row.get("instance"))
                .collect(Collectors.toSet());
    }

    @Test
    void anInstanceMovesTheEndOfItsRowOn() {
        beat();
        beat();

        assertThat(own())
                .singleElement()
                .satisfies(row -> assertThat(row.get("until_at").toString())
                        .isGreaterThan(row.get("began_at").toString()));
    }

    @Test
    void aSilenceIsLeftOut() {
        beat();
        write(
                "UPDATE monitor_listening SET until_at = now() - interval '3 s' WHERE instance = ?",
                own().get(0).get("instance"));

        beat();

        assertThat(own()).hasSize(2);
    }

    @Test
    void aPingThatCouldNotBeTakenIsLeftOut() {
        beat();
        service.missed();
        beat();
        beat();

        assertThat(own()).hasSize(2);
    }

    @Test
    void anotherProcessBeginsARowOfItsOwn() {
        beat();
        service = new ListeningService(record);
        beat();

        assertThat(own()).hasSize(2);
    }

    @Test
    void aDatabaseThatStandsStillIsATimeInWhichNobodyListened() {
        Pinged monitor = Pinged.hourly(new Cast());
        monitor.ping("").then().statusCode(200);
        await().atMost(SECONDS)
                .until(() -> !rows("SELECT FROM monitor_listening WHERE until_at > now() - interval '1 s'")
                        .isEmpty());
        int before = rows("SELECT FROM monitor_listening").size();
        Object stopped = rows("SELECT now() AS at").get(0).get("at");

        try (StandingPostgres standing = StandingPostgres.stop()) {
            monitor.ping("").then().statusCode(503);
        }

        await().atMost(SECONDS)
                .until(() -> rows("SELECT FROM monitor_listening").size() > before);
        // Behind it there may be more than one row: the beat and the ping both found that nobody listened.
        List<Map<String, Object>> gap = rows("""
                SELECT max(extract(epoch FROM began_at - heard_until)) AS seconds
                  FROM (SELECT began_at, lag(until_at) OVER (PARTITION BY instance ORDER BY began_at) AS heard_until
                          FROM monitor_listening) spans
                 WHERE began_at > ?
                """, stopped);
        assertThat(((Number) gap.get(0).get("seconds")).doubleValue()).isGreaterThan(2.0);
        monitor.ping("").then().statusCode(200);
        assertThat(monitor.read().<Integer>path("ping_count")).isBetween(2, 3);
    }

    private void beat() {
        service.beat().await().atMost(SECONDS);
    }

    private List<Map<String, Object>> own() {
        return rows("SELECT * FROM monitor_listening").stream()
                .filter(row -> !others.contains(row.get("instance")))
                .toList();
    }
}
