package dev.belfry.api.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.PlainJson;
import dev.belfry.api.json.Violations;
import dev.belfry.api.outbound.TargetRules;
import dev.belfry.api.schedule.ScheduleRules;
import dev.belfry.core.outbound.RequestHeaders;
import dev.belfry.core.request.RequestCheck;
import dev.belfry.core.response.OutputTemplate;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Violation;
import dev.belfry.transport.answer.MatcherCheck;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a document is a job. Everything that is wrong with it is told at once. */
@Singleton
public class JobReader {

    private static final String MATCHER = "request.response_matcher";

    private final DocumentReader documents;
    private final ScheduleRules schedules;
    private final TargetRules targets;

    public JobReader(DocumentReader documents, ScheduleRules schedules, TargetRules targets) {
        this.documents = documents;
        this.schedules = schedules;
        this.targets = targets;
    }

    /**
     * The job that a document states.
     *
     * @param now what has to be in the future has to be after it
     * @param before the timing of the job that is changed, if there is one: a schedule that stays as it was has been
     *     judged when it was saved, and may be over by now
     */
    public JobDefinition read(ObjectNode document, Instant now, @Nullable JobTiming before) {
        Violations violations = new Violations();
        JobInput input = documents.read(document, JobInput.class, violations);
        if (input.kind() != null) {
            JobTiming timing = timing(input, input.kind());
            if (before == null || !timing.hasScheduleOf(before)) {
                schedules.check(timing.kind(), timing.schedule(), now, violations);
            }
        }
        boolean wasCompleted = before != null && before.state() == JobState.COMPLETED;
        if (input.state() == JobState.COMPLETED && !wasCompleted) {
            violations.add(
                    "state", "one_of", "has to be one of active, paused, draft; completed is reached", "completed");
        }
        if (input.request() != null) {
            checkRequest(input.request(), violations);
        }
        if (input.responseOutputTemplate() != null) {
            Object template = PlainJson.of(input.responseOutputTemplate());
            add(OutputTemplate.violations("response_output_template", template), violations);
        }
        violations.throwIfAny();
        return definition(input);
    }

    private void checkRequest(RequestInput request, Violations violations) {
        checkHeaders(Objects.requireNonNullElse(request.headers(), Map.of()), violations);
        add(RequestCheck.violations(request.readable()), violations);
        ResponseMatcher matcher = request.responseMatcher();
        if (matcher != null && matcher.violations(MATCHER).isEmpty()) {
            add(MatcherCheck.syntax(MATCHER, matcher), violations);
        }
        targets.checkTemplate("request.url", request.url(), violations);
    }

    private static void add(List<Violation> broken, Violations violations) {
        broken.forEach(one -> violations.add(one.field(), one.rule(), one.message(), one.value()));
    }

    /** Refuses a timing that asks for something before an instant. */
    public void requireFuture(JobTiming timing, Instant now) {
        Violations violations = new Violations();
        schedules.check(timing.kind(), timing.schedule(), now, violations);
        violations.throwIfAny();
    }

    private static void checkHeaders(Map<String, String> headers, Violations violations) {
        Set<String> seen = new HashSet<>();
        headers.forEach((name, value) -> {
            String field = "request.headers." + name;
            if (violations.concerns(field)) {
                return;
            }
            if (name.length() > RequestInput.MAX_HEADER_NAME) {
                violations.add(
                        "request.headers",
                        "header",
                        "holds a name of more than " + RequestInput.MAX_HEADER_NAME + " characters",
                        name);
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                violations.add(field, "header", "stands there twice, in different cases", null);
            } else {
                RequestHeaders.violation(name, value)
                        .ifPresent(broken -> violations.add(field, "header", broken, null));
            }
        });
    }

    private static JobDefinition definition(JobInput input) {
        return new JobDefinition(
                Objects.requireNonNull(input.name()),
                timing(input, Objects.requireNonNull(input.kind())),
                Objects.requireNonNull(input.request()).orDefaults(),
                RetryPolicyInput.orDefaults(input.retryPolicy()),
                JobOptions.of(input));
    }

    private static JobTiming timing(JobInput input, JobKind kind) {
        return new JobTiming(
                kind,
                Objects.requireNonNullElse(input.schedule(), JobInput.NO_SCHEDULE),
                Objects.requireNonNullElse(input.state(), JobState.ACTIVE));
    }
}
