package dev.belfry.api.runs;

import dev.belfry.api.page.QueryValue;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list of runs as it was sent: each value by the name of its parameter. A list may be one value with
 * commas, several values, names that end with {@code []}, in any mix.
 */
final class RunQuery {

    static final String STATUS = "filter[status]";
    static final String TASK = "filter[taskIdentifier]";
    static final String TAG = "filter[tag]";
    static final String VERSION = "filter[version]";
    static final String IS_TEST = "filter[isTest]";
    static final String FROM = "filter[createdAt][from]";
    static final String TO = "filter[createdAt][to]";
    static final String PERIOD = "filter[createdAt][period]";
    static final String SCHEDULE = "filter[schedule]";
    static final String BULK_ACTION = "filter[bulkAction]";
    static final String BATCH = "filter[batch]";
    static final String QUEUE = "filter[queue]";
    static final String MACHINE = "filter[machine]";
    static final String REGION = "filter[region]";
    static final String ERROR = "filter[error]";
    static final String ENV = "filter[env]";
    static final String SIZE = "page[size]";
    static final String AFTER = "page[after]";
    static final String BEFORE = "page[before]";

    private static final int MAX_VALUES = 200;

    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            STATUS,
            TASK,
            TAG,
            VERSION,
            IS_TEST,
            FROM,
            TO,
            PERIOD,
            SCHEDULE,
            BULK_ACTION,
            BATCH,
            QUEUE,
            MACHINE,
            REGION,
            ERROR,
            ENV,
            SIZE,
            AFTER,
            BEFORE));

    /** Other spellings: those of a third party's description, and the plain names that tools for models have. */
    private static final Map<String, String> ALIASES = aliases();

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private RunQuery() {}

    /** @throws Problem for a name that is none: a misspelt filter would silently show everything */
    static RunQuery of(MultivaluedMap<String, String> sent) {
        RunQuery query = new RunQuery();
        sent.forEach((name, values) -> {
            String plain = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
            String known = ALIASES.getOrDefault(plain, plain);
            if (!KNOWN.contains(known)) {
                throw refused(name, "unknown_parameter", "is not a parameter here; known: " + KNOWN, null);
            }
            query.values.computeIfAbsent(known, unknown -> new ArrayList<>()).addAll(values);
        });
        return query;
    }

    /** All values of a list; empty when there are none, and present when somebody asked for none of anything. */
    Optional<List<String>> list(String name) {
        List<String> sent = values.get(name);
        if (sent == null) {
            return Optional.empty();
        }
        List<String> list = sent.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (list.size() > MAX_VALUES) {
            throw refused(name, "size", "may hold " + MAX_VALUES + " values at most", null);
        }
        list.forEach(value -> QueryValue.text(name, value));
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    /** The last of the values as it was sent; an empty one is none. */
    Optional<String> one(String name) {
        List<String> sent = values.getOrDefault(name, List.of());
        return sent.isEmpty()
                ? Optional.empty()
                : Optional.of(Objects.requireNonNull(QueryValue.text(name, sent.get(sent.size() - 1))))
                        .filter(value -> !value.isEmpty());
    }

    static Problem refused(String name, String rule, String message, @Nullable Object sent) {
        return Problem.invalid(new Detail(name, rule, message, sent));
    }

    private static Map<String, String> aliases() {
        Map<String, String> aliases = new TreeMap<>();
        for (String name : KNOWN) {
            String[] parts = name.split("[\\[\\]]+");
            aliases.put(parts[parts.length - 1], name);
        }
        aliases.put("limit", SIZE);
        aliases.put("filter[createdAt.from]", FROM);
        aliases.put("filter[createdAt.to]", TO);
        aliases.put("filter[createdAt.period]", PERIOD);
        return aliases;
    }
}
