package dev.belfry.notifier.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How many calls of each channel and each workspace this instance has under way, and how many it may have. */
final class Shares {

    private final Map<UUID, Integer> ofChannels = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> ofWorkspaces = new ConcurrentHashMap<>();
    private final int mostOfChannel;
    private final int mostOfWorkspace;

    Shares(int mostOfChannel, int mostOfWorkspace) {
        this.mostOfChannel = mostOfChannel;
        this.mostOfWorkspace = mostOfWorkspace;
    }

    /**
     * A moment's numbers.
     *
     * @param full those that have their share
     * @param calls under way, of the id at the same place
     * @param most that one may have
     */
    record Counts(UUID[] full, UUID[] ids, Integer[] calls, int most) {

        private static Counts of(Map<UUID, Integer> counts, int most) {
            List<Map.Entry<UUID, Integer>> entries = List.copyOf(counts.entrySet());
            return new Counts(
                    entries.stream()
                            .filter(entry -> entry.getValue() >= most)
                            .map(Map.Entry::getKey)
                            .toArray(UUID[]::new),
                    entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                    entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new),
                    most);
        }
    }

    void begins(DueDelivery delivery) {
        ofChannels.merge(delivery.channelId(), 1, Integer::sum);
        ofWorkspaces.merge(delivery.notification().workspaceId(), 1, Integer::sum);
    }

    void ended(DueDelivery delivery) {
        ofChannels.computeIfPresent(delivery.channelId(), (id, calls) -> calls == 1 ? null : calls - 1);
        ofWorkspaces.computeIfPresent(
                delivery.notification().workspaceId(), (id, calls) -> calls == 1 ? null : calls - 1);
    }

    Counts channels() {
        return Counts.of(ofChannels, mostOfChannel);
    }

    Counts workspaces() {
        return Counts.of(ofWorkspaces, mostOfWorkspace);
    }
}
