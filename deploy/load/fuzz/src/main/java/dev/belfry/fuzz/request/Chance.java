package dev.belfry.fuzz.request;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** All chance of one request, from one seed. */
public final class Chance {

    private final SplittableRandom random;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Whether something happens that happens once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    final <T> T pick(T... all) {
        return all[random.nextInt(all.length)];
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
