package dev.belfry.local.options;

import dev.belfry.local.part.Replica;
import dev.belfry.local.part.Service;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many processes of each service there are; one of those that are not named. */
public record ReplicaCounts(Map<Service, Integer> counts) {

    public static final ReplicaCounts SINGLE = new ReplicaCounts(Map.of());

    public ReplicaCounts {
        counts = Map.copyOf(counts);
    }

    /**
     * Reads a comma-separated list such as {@code executor=2,scheduler=2}.
     *
     * @throws IllegalArgumentException when a part of it is not understood; the message names it
     */
    public static ReplicaCounts parse(String text) {
        Map<Service, Integer> counts = new EnumMap<>(Service.class);
        for (String part : text.split(",", -1)) {
            String[] words = part.strip().split("=", 2);
            Service service = service(words[0]).orElseThrow(() -> refused(part));
            if (words.length < 2 || !words[1].matches("[1-" + Replica.MOST + "]")) {
                throw refused(part);
            }
            if (counts.put(service, Integer.parseInt(words[1])) != null) {
                throw new IllegalArgumentException("--replicas names " + service.shortName() + " twice");
            }
        }
        return new ReplicaCounts(counts);
    }

    public List<Replica> of(Service service) {
        return Replica.of(service, counts.getOrDefault(service, 1));
    }

    public List<Replica> all() {
        return Arrays.stream(Service.values())
                .flatMap(service -> of(service).stream())
                .toList();
    }

    private static Optional<Service> service(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.shortName().equals(name))
                .findFirst();
    }

    private static IllegalArgumentException refused(String part) {
        String names = Arrays.stream(Service.values()).map(Service::shortName).collect(Collectors.joining(", "));
        return new IllegalArgumentException("--replicas takes name=N, separated by commas, with a name of " + names
                + " and N from 1 to " + Replica.MOST + ", not '" + part + "'");
    }
}
