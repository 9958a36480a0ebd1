package dev.belfry.fuzz.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.fuzz.description.Operation;
import dev.belfry.fuzz.wire.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of things that are there, as answers told them, by the path they stand below. */
public final class KnownIds {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 30;
    private static final Pattern BADGE = Pattern.compile("/v1/badges/([^/]+)/");

    /** Runs stand below several paths, whichever told of them. */
    private static final List<String> RUNS = List.of("/api/v1/runs", "/api/v2/runs", "/api/v3/runs");

    private final Map<String, List<String>> byPath = new HashMap<>();
    private final Set<String> untouchable;

    /** @param untouchable ids that no request may be about, such as that of the token the requests are made with */
    public KnownIds(Set<String> untouchable) {
        this.untouchable = Set.copyOf(untouchable);
    }

    /** Remembers what a collection answered. */
    public void learn(Operation operation, Answer answer) {
        if (!operation.isCollection()
                || !answer.isSuccess()
                || !answer.contentType().startsWith("application/json")) {
            return;
        }
        try {
            JsonNode document = JSON.readTree(answer.text());
            remember(operation.path(), document);
            document.path("data").forEach(item -> remember(operation.path(), item));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(operation + " answered no JSON", e);
        }
    }

    /** An id of what stands below a collection's path. */
    Optional<String> below(String path, Chance chance) {
        List<String> known = byPath.getOrDefault(path, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(chance.pick(known));
    }

    /** An id of anything. */
    Optional<String> any(Chance chance) {
        return byPath.isEmpty()
                ? Optional.empty()
                : below(chance.pick(byPath.keySet().stream().sorted().toList()), chance);
    }

    private void remember(String path, JsonNode thing) {
        String id = thing.path("id").asText(thing.path("user_id").asText());
        if (id.length() == 36 && !untouchable.contains(id)) {
            add(path, id);
            if (path.equals("/v1/jobs")) {
                add("/api/v1/tasks", id);
            }
        }
        if (id.startsWith("run_")) {
            RUNS.forEach(runs -> add(runs, id));
        }
        Matcher badge = BADGE.matcher(thing.path("badge_url").asText());
        if (badge.find()) {
            add("/v1/ping", thing.path("ping_token").asText());
            add("/v1/badges", badge.group(1));
        }
    }

    private void add(String path, String id) {
        List<String> known = byPath.computeIfAbsent(path, unknown -> new ArrayList<>());
        known.add(id);
        if (known.size() > KEPT) {
            known.remove(0);
        }
    }
}
