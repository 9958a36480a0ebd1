package dev.belfry.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.local.console.Console;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionLineTest {

    private final Console plain = new Console(System.out, System.err, false);

    @Test
    void saysWhenItWasDueHowLateHowItEndedAndHowLongItTook() throws IOException {
        JsonNode execution = json("""
                {"status": "succeeded", "scheduled_for": "2026-03-01T09:30:00Z",
                 "started_at": "2026-03-01T09:30:00.007Z", "finished_at": "2026-03-01T09:30:00.020Z", "duration_ms": 12}
                """);

        assertThat(ExecutionLine.of("Demo", execution, plain))
                .isEqualTo("  due 2026-03-01T09:30:00Z   late    7 ms   succeeded     12 ms   Demo");
    }

    @Test
    void admitsThatASkippedOneNeverStarted() throws IOException {
        JsonNode execution = json("""
                {"status": "skipped", "scheduled_for": "2026-03-01T09:30:00Z", "started_at": null, "duration_ms": null}
                """);

        assertThat(ExecutionLine.of("Demo", execution, plain))
                .isEqualTo("  due 2026-03-01T09:30:00Z   not started    skipped        -      Demo");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, false",
        "running, false",
        "waiting, false",
        "succeeded, true",
        "failed, true",
        "canceled, true",
        "skipped, true"
    })
    void isPrintedOnceItHasEnded(String status, boolean ended) throws IOException {
        assertThat(ExecutionLine.hasEnded(json("{\"status\": \"" + status + "\"}")))
                .isEqualTo(ended);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
