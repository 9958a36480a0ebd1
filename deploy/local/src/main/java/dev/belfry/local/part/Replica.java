package dev.belfry.local.part;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One process of a service.
 *
 * @param number from 1 to {@link #MOST}
 */
public record Replica(Service service, int number) {

    /** More of one service than a single machine has any use for. */
    public static final int MOST = 9;

    public Replica {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("replicas count from 1 to " + MOST + ", not " + number);
        }
    }

    /** The first of a service is the one that is always there. */
    public static Replica first(Service service) {
        return new Replica(service, 1);
    }

    /** That many of a service. */
    public static List<Replica> of(Service service, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Replica(service, number))
                .toList();
    }

    public boolean isFirst() {
        return number == 1;
    }

    /** Of its log and its process: {@code executor-service}, {@code executor-service-2} and so on. */
    public String name() {
        return isFirst() ? service.module() : service.module() + "-" + number;
    }
}
