package dev.belfry.notifier.reminder;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.notifier.match.DeliveryWriteRepository;
import dev.belfry.notifier.match.MemoryRepository;
import dev.belfry.notifier.match.MemoryRepository.Locked;
import dev.belfry.notifier.match.NewDelivery;
import dev.belfry.notifier.match.OutageRepository;
import dev.belfry.notifier.match.RuleTarget;
import dev.belfry.notifier.match.StandingRepository;
import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Pace;
import dev.belfry.notifier.rule.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Writes the reminders that are due. Blocks; made for a loop's thread. */
public final class Reminders {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    /** It reads all that is open. */
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final Pool pool;
    private final Runnable wakeDelivery;

    /** Reminders that call for delivery when there is something to deliver. */
    public Reminders(Pool pool, Runnable wakeDelivery) {
        this.pool = pool;
        this.wakeDelivery = wakeDelivery;
    }

    /** One round over outages of what is gone, of which nobody else would hear. Gives how long to wait for the next. */
    public Duration forget() {
        int gone = pool.withTransaction(connection -> ReminderRepository.forget(connection, BATCH))
                .await()
                .atMost(PATIENCE);
        return gone == BATCH ? Duration.ZERO : FORGET_EVERY;
    }

    /** One round. Gives how long to wait for the next. */
    public Duration round() {
        int written = pool.withTransaction(Reminders::remind).await().atMost(PATIENCE);
        if (written > 0) {
            wakeDelivery.run();
        }
        return LOOK_EVERY;
    }

    private static Uni<Integer> remind(SqlConnection connection) {
        return ReminderRepository.rules(connection, BATCH)
                .chain(rules -> rules.isEmpty()
                        ? Uni.createFrom().item(0)
                        : MemoryRepository.lock(connection, rules)
                                .chain(locked -> ReminderRepository.due(connection, rules, BATCH)
                                        .chain(due -> standings(connection, due)
                                                .chain(standings -> write(connection, locked, due, standings)))));
    }

    private static Uni<Map<UUID, Standing>> standings(SqlConnection connection, List<OpenOutage> due) {
        List<Occurrence> newest = due.stream()
                .filter(one -> !one.isOver())
                .map(OpenOutage::newest)
                .toList();
        return StandingRepository.read(connection, newest, StandingRepository.Reach.FAR);
    }

    private static Uni<Integer> write(
            SqlConnection connection, Locked locked, List<OpenOutage> due, Map<UUID, Standing> standings) {
        Map<UUID, Pace> paces = new HashMap<>();
        List<NewDelivery> reminders = new ArrayList<>();
        for (OpenOutage outage : due) {
            Occurrence newest = outage.newest();
            if (newest != null && outage.mayBeReminded()) {
                UUID rule = outage.rule().id();
                Pace pace = paces.getOrDefault(rule, locked.paces().getOrDefault(rule, Pace.NEW));
                int failures =
                        standings.getOrDefault(newest.id(), Standing.UNKNOWN).failures();
                NewDelivery reminder = reminder(outage, newest, failures, pace, locked);
                paces.put(rule, reminder.slot().next());
                reminders.add(reminder);
            }
        }
        Set<RuleTarget> over =
                due.stream().filter(OpenOutage::isOver).map(OpenOutage::target).collect(Collectors.toSet());
        Set<RuleTarget> reminded = reminders.stream()
                .map(one -> new RuleTarget(one.rule().id(), one.what().targetId()))
                .collect(Collectors.toSet());
        List<OpenOutage> lasting = due.stream().filter(one -> !one.isOver()).toList();
        return DeliveryWriteRepository.insert(connection, reminders)
                .call(() -> MemoryRepository.setPaces(connection, paces))
                .call(() -> OutageRepository.close(connection, over))
                .call(() -> ReminderRepository.moveOn(connection, lasting, reminded));
    }

    private static NewDelivery reminder(OpenOutage outage, Occurrence newest, int failures, Pace pace, Locked locked) {
        UUID id = ExecutionId.timeOrdered(
                locked.now(), 0, ThreadLocalRandom.current().nextLong());
        Standing standing = new Standing(failures, List.of(outage.outageId()), outage.since(), null, null, false);
        NewDelivery.Told told = new NewDelivery.Told(standing, outage.outageId(), outage.reminders() + 1);
        Pace.Slot slot = pace.place(id, outage.rule().options(), locked.now());
        return new NewDelivery(id, outage.rule(), newest, told, slot);
    }
}
