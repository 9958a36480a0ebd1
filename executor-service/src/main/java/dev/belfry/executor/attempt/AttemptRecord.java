package dev.belfry.executor.attempt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.belfry.executor.attempt.AttemptOutcome.Judged;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.json.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is stored and shown. Its names are camelCase, by contract, unlike everything around it.
 *
 * @param latencyMs from the start of the call to its end
 * @param bodyPreview what was kept of the answer's body
 * @param redirects how many were followed to this answer; null for none
 * @param outputError why the job's output template gave nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttemptRecord(
        @JsonProperty("number") int number,
        @JsonProperty("status") String status,
        @JsonProperty("statusCode") @Nullable Integer statusCode,
        @JsonProperty("latencyMs") long latencyMs,
        @JsonProperty("responseHeaders") @Nullable Map<String, String> responseHeaders,
        @JsonProperty("bodyPreview") @Nullable String bodyPreview,
        @JsonProperty("errorClass") @Nullable String errorClass,
        @JsonProperty("errorMessage") @Nullable String errorMessage,
        @JsonProperty("outputError") @Nullable String outputError,
        @JsonProperty("redirects") @Nullable Integer redirects,
        @JsonProperty("timing") @Nullable TimingRecord timing,
        @JsonProperty("startedAt") Instant startedAt,
        @JsonProperty("finishedAt") Instant finishedAt) {

    private static final Pattern CREDENTIALS = Pattern.compile("cookie|authenticat|authoriz|token|secret|api-?key");

    /** The record as JSON. */
    static String json(int number, AttemptOutcome outcome, Instant startedAt, Instant finishedAt) {
        Judged judged = outcome instanceof Judged answer ? answer : null;
        Answered answered = judged == null ? null : judged.answered();
        return WireJson.write(new AttemptRecord(
                number,
                outcome.wireStatus(),
                answered == null ? null : answered.status(),
                Duration.between(startedAt, finishedAt).toMillis(),
                answered == null ? null : shown(answered.headers()),
                answered == null ? null : storable(answered.bodyPreview()),
                outcome.errorCode() == null ? null : outcome.errorCode().name(),
                outcome.error() == null ? null : storable(outcome.error()),
                judged == null ? null : judged.output().flaw(),
                answered == null || answered.redirects() == 0 ? null : answered.redirects(),
                TimingRecord.of(outcome.timing()),
                startedAt.truncatedTo(ChronoUnit.MILLIS),
                finishedAt.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Headers that carry credentials by their nature are nobody's business afterwards. */
    private static Map<String, String> shown(Map<String, String> headers) {
        Map<String, String> shown = new LinkedHashMap<>(headers);
        shown.keySet().removeIf(name -> CREDENTIALS.matcher(name).find());
        return shown;
    }

    /** PostgreSQL's JSON holds every character but NUL. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
