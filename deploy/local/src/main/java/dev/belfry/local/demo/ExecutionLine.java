package dev.belfry.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.local.console.Console;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** One execution in one line: when it was due, how late it began, how it ended, how long it took. */
final class ExecutionLine {

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "canceled", "skipped");

    private ExecutionLine() {}

    static boolean hasEnded(JsonNode execution) {
        return ENDED.contains(execution.path("status").asText());
    }

    static String of(String job, JsonNode execution, Console console) {
        String status = execution.path("status").asText();
        String columns = String.format(
                Locale.ROOT,
                "  due %s   %s   %s   %s   ",
                execution.path("scheduled_for").asText(),
                lateness(execution),
                paint(status, String.format(Locale.ROOT, "%-9s", status), console),
                milliseconds(execution.path("duration_ms")));
        return columns + console.dim(job);
    }

    private static String paint(String status, String text, Console console) {
        return switch (status) {
            case "succeeded" -> console.good(text);
            case "failed" -> console.bad(text);
            default -> text;
        };
    }

    private static String lateness(JsonNode execution) {
        try {
            Instant due = Instant.parse(execution.path("scheduled_for").asText());
            Instant started = Instant.parse(execution.path("started_at").asText());
            return String.format(
                    Locale.ROOT, "late %4d ms", Duration.between(due, started).toMillis());
        } catch (DateTimeException e) {
            return "not started ";
        }
    }

    private static String milliseconds(JsonNode duration) {
        return duration.isNumber() ? String.format(Locale.ROOT, "%4d ms", duration.asLong()) : "   -   ";
    }
}
