package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Pace;
import dev.belfry.notifier.rule.Rule;
import dev.belfry.notifier.rule.Standing;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written.
 *
 * @param id its id, which the receiver sees
 * @param slot when it goes out, or in which other message it is counted
 */
public record NewDelivery(UUID id, Rule rule, Occurrence what, Told told, Pace.Slot slot) {

    /**
     * What it tells of an outage.
     *
     * @param outageId under which it is written once; null when it is about this occurrence alone
     * @param reminder 0 for the first message about an outage, then counted
     */
    public record Told(Standing standing, @Nullable UUID outageId, int reminder) {}

    String status() {
        return slot.foldedInto() == null ? "pending" : "folded";
    }
}
