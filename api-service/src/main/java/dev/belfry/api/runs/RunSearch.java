package dev.belfry.api.runs;

import dev.belfry.api.page.Cursor;
import dev.belfry.api.search.ExecutionState;
import dev.belfry.api.search.Place;
import dev.belfry.api.search.Search;
import dev.belfry.api.search.Search.Jobs;
import dev.belfry.api.value.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a query of runs asks for in our words.
 *
 * @param search nothing when no run can be what is asked for
 */
record RunSearch(Optional<Search> search, Place place) {

    private static final int DEFAULT_SIZE = 25;
    private static final int MAX_SIZE = 100;
    private static final String TASK_QUEUE = "task/";

    private static final Set<String> MACHINES =
            Set.of("micro", "small-1x", "small-2x", "medium-1x", "medium-2x", "large-1x", "large-2x");

    static RunSearch of(RunQuery query, Clock clock) {
        Place place = place(query);
        Optional<Set<ExecutionState>> states = query.list(RunQuery.STATUS).map(RunSearch::states);
        List<Jobs> jobs = new ArrayList<>();
        query.list(RunQuery.TASK)
                .ifPresent(tasks ->
                        jobs.add(jobs(tasks, query.one(RunQuery.TASK).filter(whole -> !whole.isBlank()))));
        Optional<UUID> bulkAction = query.one(RunQuery.BULK_ACTION).flatMap(id -> RunId.parse(RunId.BULK_ACTION, id));
        boolean isAnywhere = addQueues(query, jobs) & addSchedule(query, jobs) & isOfEnvironment(query);
        Search search = new Search(
                states.orElse(Set.of()),
                jobs,
                Set.copyOf(query.list(RunQuery.TAG).orElse(List.of())),
                query.one(RunQuery.IS_TEST).map(RunSearch::flag).orElse(null),
                from(query, clock.instant()).orElse(null),
                query.has(RunQuery.PERIOD) ? null : instant(query, RunQuery.TO).orElse(null),
                bulkAction.orElse(null));
        isAnywhere &= bulkAction.isPresent() || !query.has(RunQuery.BULK_ACTION);
        boolean isPossible = isAnywhere
                && !isOfWhatNobodyHas(query)
                && query.list(RunQuery.TAG).map(tags -> !tags.isEmpty()).orElse(true)
                && states.map(some -> !some.isEmpty()).orElse(true);
        return new RunSearch(isPossible ? Optional.of(search) : Optional.empty(), place);
    }

    private static Set<ExecutionState> states(List<String> words) {
        Set<ExecutionState> states = new HashSet<>();
        for (String word : words) {
            states.addAll(RunStatus.parse(word)
                    .orElseThrow(() ->
                            RunQuery.refused(RunQuery.STATUS, "one_of", "has to be some of " + RunStatus.known(), word))
                    .states());
        }
        return states;
    }

    /** A name may hold commas, so the whole may be one as well. */
    private static Jobs jobs(List<String> tasks, Optional<String> whole) {
        Set<UUID> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        Consumer<String> add = task -> Ids.parse(task).ifPresentOrElse(ids::add, () -> names.add(task));
        tasks.forEach(add);
        whole.ifPresent(add);
        return new Jobs(ids, names, false);
    }

    /** Each task has a queue of its own, and there are no others; tells whether a run can be in one that is asked for. */
    private static boolean addQueues(RunQuery query, List<Jobs> jobs) {
        Optional<List<String>> queues = query.list(RunQuery.QUEUE);
        if (queues.isEmpty()) {
            return true;
        }
        List<String> tasks = queues.get().stream()
                .filter(queue -> queue.startsWith(TASK_QUEUE))
                .map(queue -> queue.substring(TASK_QUEUE.length()))
                .toList();
        jobs.add(jobs(tasks, Optional.empty()));
        return !tasks.isEmpty();
    }

    private static boolean addSchedule(RunQuery query, List<Jobs> jobs) {
        Optional<String> schedule = query.one(RunQuery.SCHEDULE);
        Optional<UUID> job = schedule.flatMap(id -> RunId.parse(RunId.SCHEDULE, id));
        job.ifPresent(id -> jobs.add(new Jobs(Set.of(id), Set.of(), true)));
        return schedule.isEmpty() || job.isPresent();
    }

    private static boolean isOfEnvironment(RunQuery query) {
        return query.list(RunQuery.ENV)
                .map(names -> names.contains(Runs.ENVIRONMENT))
                .orElse(true);
    }

    private static boolean isOfWhatNobodyHas(RunQuery query) {
        query.list(RunQuery.MACHINE)
                .ifPresent(machines -> machines.stream()
                        .filter(machine -> !MACHINES.contains(machine))
                        .findFirst()
                        .ifPresent(machine -> {
                            throw RunQuery.refused(
                                    RunQuery.MACHINE, "one_of", "has to be some of " + MACHINES, machine);
                        }));
        return List.of(RunQuery.VERSION, RunQuery.BATCH, RunQuery.MACHINE, RunQuery.REGION, RunQuery.ERROR).stream()
                .anyMatch(query::has);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw RunQuery.refused(RunQuery.IS_TEST, "boolean", "has to be true or false", text);
        }
        return text.equals("true");
    }

    private static Optional<Instant> from(RunQuery query, Instant now) {
        return query.one(RunQuery.PERIOD)
                .map(period -> When.span(period)
                        .map(span -> span.compareTo(Duration.between(Instant.EPOCH, now)) > 0
                                ? Instant.EPOCH
                                : now.minus(span))
                        .orElseThrow(() -> RunQuery.refused(RunQuery.PERIOD, "duration", When.SPAN, period)))
                .or(() -> instant(query, RunQuery.FROM));
    }

    private static Optional<Instant> instant(RunQuery query, String name) {
        return query.one(name)
                .map(text ->
                        When.instant(text).orElseThrow(() -> RunQuery.refused(name, "timestamp", When.INSTANT, text)));
    }

    static Place place(RunQuery query) {
        int size = query.place(RunQuery.SIZE).map(RunSearch::size).orElse(DEFAULT_SIZE);
        Optional<Place> newer = query.place(RunQuery.BEFORE)
                .map(cursor -> new Place(size, cursor(RunQuery.BEFORE, cursor), Place.Side.NEWER));
        return newer.or(() -> query.place(RunQuery.AFTER)
                        .map(cursor -> new Place(size, cursor(RunQuery.AFTER, cursor), Place.Side.OLDER)))
                .orElse(Place.newest(size));
    }

    private static int size(String text) {
        int size = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (size < 1 || size > MAX_SIZE) {
            throw RunQuery.refused(RunQuery.SIZE, "range", "has to be a whole number from 1 to " + MAX_SIZE, text);
        }
        return size;
    }

    private static UUID cursor(String name, String text) {
        return RunId.parse(RunId.RUN, text)
                .or(() -> Cursor.parse(text).map(Cursor::id))
                .orElseThrow(
                        () -> RunQuery.refused(name, "cursor", "has to be the cursor of a page, or a run's id", text));
    }
}
