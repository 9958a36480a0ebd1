package dev.belfry.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.definition.JobDefinition;
import dev.belfry.api.definition.JobOptions;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.JobTiming;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job as the document a client would send: for partial updates, which are merged onto it and then read like a new job.
 */
@Singleton
class JobDocument {

    private static final List<String> NESTED = List.of("schedule", "request", "retry_policy");

    /** Fields of a schedule that belong to one kind. They go when the kind does, unless they are sent along. */
    private static final List<String> OF_ONE_KIND = List.of("cron", "timezone", "dst", "every_n_minutes", "run_at");

    private final ObjectMapper mapper;

    JobDocument(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The job's document with a patch applied: what is absent stays, null resets to the default, an object for
     * {@code schedule}, {@code request} or {@code retry_policy} may hold single fields, everything else replaces.
     */
    ObjectNode merged(Job job, ObjectNode patch) {
        ObjectNode merged = of(job);
        if (patch.hasNonNull("kind") && !patch.get("kind").asText().equals(job.kind)) {
            ((ObjectNode) merged.get("schedule")).remove(OF_ONE_KIND);
        }
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            boolean nested = NESTED.contains(field.getKey()) && field.getValue().isObject();
            merge(nested ? (ObjectNode) merged.get(field.getKey()) : null, merged, field);
        }
        return merged;
    }

    private static void merge(@Nullable ObjectNode nested, ObjectNode whole, Map.Entry<String, JsonNode> field) {
        if (nested != null) {
            field.getValue().properties().forEach(inner -> nested.set(inner.getKey(), inner.getValue()));
        } else {
            whole.set(field.getKey(), field.getValue());
        }
    }

    private ObjectNode of(Job job) {
        ObjectNode document = mapper.createObjectNode();
        document.put("name", job.name);
        document.put("kind", job.kind);
        document.put("state", job.state);
        document.set("schedule", tree(job.schedule));
        document.set("request", tree(job.request));
        document.set("retry_policy", tree(job.retryPolicy));
        document.set("response_output_template", template(job));
        document.set("tags", mapper.valueToTree(job.tags));
        document.put("concurrency_limit", job.concurrencyLimit);
        document.put("overlap", job.overlap);
        return document;
    }

    JobView view(Job job, JobProgress progress) {
        return new JobView(
                job.id,
                job.workspaceId,
                job.name,
                job.kind,
                job.state,
                tree(job.schedule),
                tree(job.request),
                tree(job.retryPolicy),
                template(job),
                List.of(job.tags),
                job.concurrencyLimit,
                job.overlap,
                job.idempotencyKey,
                progress.nextRunAt,
                progress.lastRunAt,
                progress.lastStatus,
                job.createdAt,
                job.updatedAt);
    }

    /** Brings a row in line with a definition, but for its timing. */
    void write(Job job, JobDefinition definition) {
        JobOptions options = definition.options();
        JsonNode template = options.responseOutputTemplate();
        job.name = definition.name();
        job.request = text(definition.request());
        job.retryPolicy = text(definition.retryPolicy());
        job.responseOutputTemplate = template == null ? null : template.toString();
        job.tags = options.tags().toArray(String[]::new);
        job.concurrencyLimit = options.concurrencyLimit();
        job.overlap = options.overlap().wireName();
        job.secretNames = definition.secretNames().toArray(String[]::new);
    }

    void write(Job job, JobTiming timing) {
        job.kind = timing.kind().wireName();
        job.state = timing.state().wireName();
        job.schedule = text(timing.schedule());
    }

    JobTiming timing(Job job) {
        try {
            return new JobTiming(
                    JobKind.valueOf(job.kind.toUpperCase(Locale.ROOT)),
                    mapper.readValue(job.schedule, ScheduleSpec.class),
                    JobState.valueOf(job.state.toUpperCase(Locale.ROOT)));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private @Nullable JsonNode template(Job job) {
        return job.responseOutputTemplate == null ? null : tree(job.responseOutputTemplate);
    }

    private JsonNode tree(String stored) {
        try {
            return mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** A schedule as it is stored: what it does not say is left out. */
    private String text(ScheduleSpec schedule) {
        ObjectNode tree = mapper.valueToTree(schedule);
        tree.properties().removeIf(field -> field.getValue().isNull());
        return tree.toString();
    }

    /** A list of texts as JSON. */
    static String list(String[] texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(texts.length);
        Stream.of(texts).forEach(list::add);
        return list.toString();
    }

    /** Anything else as it is stored. */
    private String text(Record value) {
        return mapper.valueToTree(value).toString();
    }

    private static IllegalStateException unreadable(JsonProcessingException e) {
        return new IllegalStateException("a stored job cannot be read", e);
    }
}
