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
            String known = known(name);
            if (!KNOWN.contains(known)) {
                throw refused(name, "unknown_parameter", "is not a parameter here; known: " + KNOWN, null);
            }
            query.values.computeIfAbsent(known, unknown -> new ArrayList<>()).addAll(values);
        });
        return query;
    }

    /** Whether a parameter was sent, with a value or without. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** All values of a list; nothing when it was not sent, and an empty one when somebody asked for none of anything. */
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
        return Optional.of(list);
    }

    /** The last of the values as it was sent, which may be an empty one; nothing when it was not sent. */
    Optional<String> one(String name) {
        return Optional.ofNullable(values.get(name)).map(sent -> {
            String last = sent.isEmpty() ? "" : sent.get(sent.size() - 1);
            return Objects.requireNonNull(QueryValue.text(name, last));
        });
    }

    /** A place is no filter, so an empty one is none. */
    Optional<String> place(String name) {
        return one(name).filter(value -> !value.isEmpty());
    }

    /** The plain names of everything that chooses runs, and nothing that chooses a page of them. */
    static Set<String> filters() {
        Set<String> filters = new TreeSet<>();
        KNOWN.stream().filter(RunQuery::isFilter).forEach(name -> filters.add(plain(name)));
        return filters;
    }

    /** Whether a name, in any spelling, is that of a filter. */
    static boolean isFilter(String name) {
        return KNOWN.contains(known(name)) && known(name).startsWith("filter");
    }

    static String plain(String name) {
        String[] parts = name.split("[\\[\\]]+");
        return parts[parts.length - 1];
    }

    static String known(String sent) {
        String plain = sent.endsWith("[]") ? sent.substring(0, sent.length() - 2) : sent;
        return ALIASES.getOrDefault(plain, plain);
    }

    static Problem refused(String name, String rule, String message, @Nullable Object sent) {
        return Problem.invalid(new Detail(name, rule, message, sent));
    }

    private static Map<String, String> aliases() {
        Map<String, String> aliases = new TreeMap<>();
        for (String name : KNOWN) {
            aliases.put(plain(name), name);
        }
        aliases.put("limit", SIZE);
        aliases.put("filter[createdAt.from]", FROM);
        aliases.put("filter[createdAt.to]", TO);
        aliases.put("filter[createdAt.period]", PERIOD);
        return aliases;
    }
}
