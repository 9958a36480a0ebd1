package dev.belfry.notifier.match;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.notifier.match.MemoryRepository.Locked;
import dev.belfry.notifier.rule.Memory;
import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Pace;
import dev.belfry.notifier.rule.Rule;
import dev.belfry.notifier.rule.RuleDecision;
import dev.belfry.notifier.rule.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is to be written about some matches. They are decided one after the other, oldest first, each knowing what was
 * decided before it, so that a batch comes to the same as its matches one by one.
 */
final class Plan {

    /** What was read before. */
    record Known(Locked locked, Map<UUID, Standing> standings, Map<RuleTarget, UUID> open, Set<RuleTarget> told) {}

    private final Known known;
    private final Instant now;
    private final Map<UUID, Pace> paces;
    private final Map<RuleTarget, UUID> open;
    private final Set<RuleTarget> told;
    private final List<NewDelivery> deliveries = new ArrayList<>();
    private final Map<UUID, Pace> changedPaces = new HashMap<>();
    private final Map<RuleTarget, OutageRepository.Opened> opened = new HashMap<>();
    private final Set<RuleTarget> closed = new HashSet<>();

    Plan(Known known, Instant now) {
        this.known = known;
        this.now = now;
        this.paces = new HashMap<>(known.locked().paces());
        this.open = new HashMap<>(known.open());
        this.told = new HashSet<>(known.told());
    }

    void decide(List<Match> matches) {
        matches.forEach(this::decide);
    }

    private void decide(Match match) {
        Rule rule = match.rule();
        if (rule.remembers() && !paces.containsKey(rule.id())) {
            // Deleted since it was found.
            return;
        }
        Occurrence what = match.what();
        RuleTarget target = new RuleTarget(rule.id(), what.targetId());
        Standing standing = known.standings().getOrDefault(what.id(), Standing.UNKNOWN);
        RuleDecision decision = RuleDecision.of(rule, what, standing, memory(target, standing));
        if (decision.tells()) {
            tell(rule, what, new NewDelivery.Told(standing, decision.outageId(), 0));
        }
        remember(rule, what, target, decision.outage(), standing);
    }

    private Memory memory(RuleTarget target, Standing standing) {
        boolean hasTold =
                standing.run().stream().anyMatch(failure -> told.contains(new RuleTarget(target.rule(), failure)));
        return new Memory(open.get(target), hasTold);
    }

    private void tell(Rule rule, Occurrence what, NewDelivery.Told news) {
        UUID id = newId();
        if (news.outageId() != null) {
            told.add(new RuleTarget(rule.id(), news.outageId()));
        }
        Pace pace = paces.getOrDefault(rule.id(), Pace.NEW);
        Pace.Slot slot = pace.place(id, rule.options(), now);
        if (!slot.next().equals(pace)) {
            paces.put(rule.id(), slot.next());
            changedPaces.put(rule.id(), slot.next());
        }
        deliveries.add(new NewDelivery(id, rule, what, news, slot));
    }

    private void remember(
            Rule rule, Occurrence what, RuleTarget target, RuleDecision.Change change, Standing standing) {
        UUID first = standing.firstId();
        if (change == RuleDecision.Change.OPEN && first != null) {
            open.put(target, first);
            closed.remove(target);
            opened.put(
                    target,
                    new OutageRepository.Opened(
                            target, first, standing, rule.options().remindEvery(), what.at()));
        } else if (change == RuleDecision.Change.CLOSE) {
            open.remove(target);
            opened.remove(target);
            closed.add(target);
        }
    }

    /** Orders deliveries by when they were decided. */
    private UUID newId() {
        return ExecutionId.timeOrdered(
                now, deliveries.size(), ThreadLocalRandom.current().nextLong());
    }

    List<NewDelivery> deliveries() {
        return deliveries;
    }

    Map<UUID, Pace> changedPaces() {
        return changedPaces;
    }

    List<OutageRepository.Opened> opened() {
        return List.copyOf(opened.values());
    }

    Set<RuleTarget> closed() {
        return closed;
    }
}
