package dev.belfry.notifier.match;

import dev.belfry.notifier.match.MemoryRepository.Locked;
import dev.belfry.notifier.match.StandingRepository.Reach;
import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one transaction from a pending report to its deliveries. */
final class Matching {

    private final Pool pool;
    private final Clock clock;

    Matching(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Decides about what is found and writes what follows; gives how many deliveries were written. */
    Uni<Integer> run(Function<SqlConnection, Uni<List<Match>>> find) {
        return pool.withTransaction(connection -> find.apply(connection)
                .chain(matches -> matches.isEmpty()
                        ? Uni.createFrom().item(0)
                        : known(connection, matches).chain(known -> write(connection, plan(known, matches)))));
    }

    private Plan plan(Plan.Known known, List<Match> matches) {
        boolean asked = !known.locked().paces().isEmpty();
        Instant now = asked ? known.locked().now() : clock.instant();
        Plan plan = new Plan(known, now);
        plan.decide(matches);
        return plan;
    }

    private static Uni<Plan.Known> known(SqlConnection connection, List<Match> matches) {
        List<Match> remembering =
                matches.stream().filter(match -> match.rule().remembers()).toList();
        Set<UUID> rules = remembering.stream().map(match -> match.rule().id()).collect(Collectors.toSet());
        Set<UUID> targets =
                remembering.stream().map(match -> match.what().targetId()).collect(Collectors.toSet());
        Uni<Locked> lock = rules.isEmpty()
                ? Uni.createFrom().item(new Locked(Instant.EPOCH, Map.of()))
                : MemoryRepository.lock(connection, rules);
        return lock.chain(locked -> standings(connection, matches)
                .chain(standings -> MemoryRepository.open(connection, rules, targets)
                        .chain(open -> MemoryRepository.told(connection, rules, inQuestion(matches, standings, open))
                                .map(told -> new Plan.Known(locked, standings, open, told)))));
    }

    private static Uni<Map<UUID, Standing>> standings(SqlConnection connection, List<Match> matches) {
        Map<Occurrence, Reach> reaches = matches.stream()
                .filter(Match::needsStanding)
                .collect(Collectors.toMap(Match::what, Match::reach, (one, other) -> one == other ? one : Reach.FAR));
        return StandingRepository.read(connection, having(Reach.NEAR, reaches), Reach.NEAR)
                .chain(near -> StandingRepository.read(connection, having(Reach.FAR, reaches), Reach.FAR)
                        .map(far -> {
                            far.putAll(near);
                            return far;
                        }));
    }

    private static List<Occurrence> having(Reach reach, Map<Occurrence, Reach> reaches) {
        return reaches.entrySet().stream()
                .filter(entry -> entry.getValue() == reach)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The failures each of which may have begun an outage that was told: the first of a run is not known before all that
     * planned to be before it have ended. Nobody asks about a run whose outage is known to be open.
     */
    private static Set<UUID> inQuestion(
            List<Match> matches, Map<UUID, Standing> standings, Map<RuleTarget, UUID> open) {
        return matches.stream()
                .filter(match -> match.rule().tellsOncePerOutage())
                .flatMap(match -> {
                    Occurrence what = match.what();
                    Standing standing = standings.getOrDefault(what.id(), Standing.UNKNOWN);
                    UUID known = open.get(new RuleTarget(match.rule().id(), what.targetId()));
                    return known != null && standing.covers(known) ? Stream.<UUID>empty() : standing.run().stream();
                })
                .collect(Collectors.toSet());
    }

    private static Uni<Integer> write(SqlConnection connection, Plan plan) {
        return DeliveryWriteRepository.insert(connection, plan.deliveries())
                .call(() -> OvertakenRepository.overtake(connection, plan.deliveries()))
                .call(() -> MemoryRepository.setPaces(connection, plan.changedPaces()))
                .call(() -> OutageRepository.close(connection, plan.closed()))
                .call(() -> OutageRepository.open(connection, plan.opened()));
    }
}
