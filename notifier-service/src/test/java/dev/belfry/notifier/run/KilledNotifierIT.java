package dev.belfry.notifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real process of the service that is killed in the middle of its work, again and again. */
class KilledNotifierIT {

    private static final int ALERTS = 40;

    /** After how many calls of its batch each process is killed: at the first, in the middle, near the end. */
    private static final List<Integer> KILLED_AFTER = List.of(1, 5, 20, 35);

    private final NotifierFixture belfry = new NotifierFixture();

    @AfterEach
    void stop() {
        belfry.close();
    }

    @Test
    void eachAlertArrivesAndAtMostOnceMoreThanNeededUnderTheSameId() {
        belfry.rule(belfry.job, null, "on_failure", Map.of());
        belfry.receiver.answer("/told", Answer.status(204));
        List<UUID> failures = new ArrayList<>();

        for (int calls : KILLED_AFTER) {
            try (NotifierProcess process = NotifierProcess.start("killed-notifier-" + calls)) {
                awaitAllDelivered(failures.size());
                int before = calls().size();
                failures.addAll(fail(failures.size()));
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> calls().size() >= before + calls || !process.isAlive());
                assertThat(process.isAlive()).isTrue();
                process.kill();
            }
        }
        try (NotifierProcess last = NotifierProcess.start("killed-notifier-last")) {
            awaitAllDelivered(failures.size());
            assertThat(last.isAlive()).isTrue();
        }

        Map<String, List<Received>> byExecution = calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.body().replaceAll(".*\"execution\":\\{\"id\":\"([^\"]*)\".*", "$1")));
        assertThat(byExecution.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        failures.stream().map(UUID::toString).toList());
        assertThat(byExecution.values()).allSatisfy(same -> {
            assertThat(same).hasSizeLessThanOrEqualTo(2);
            assertThat(same)
                    .extracting(call -> call.headers().get("webhook-id"))
                    .containsOnly(same.get(0).headers().get("webhook-id"));
        });
        assertThat(calls().size())
                .as("some calls were cut off by a kill and made again")
                .isGreaterThan(failures.size());
    }

    /** A batch of failures, and their news. */
    private List<UUID> fail(int from) {
        List<UUID> batch = IntStream.range(from, from + ALERTS)
                .mapToObj(second -> belfry.ended(second, "failed"))
                .toList();
        batch.forEach(belfry::tell);
        return batch;
    }

    private void awaitAllDelivered(int count) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> belfry.deliveries().size() == count
                        && belfry.deliveries().stream()
                                .allMatch(row -> row.get("status").equals("delivered")));
    }

    private List<Received> calls() {
        return belfry.receiver.received("/told");
    }
}
