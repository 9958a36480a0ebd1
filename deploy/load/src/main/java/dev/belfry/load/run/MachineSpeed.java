package dev.belfry.load.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How long the same work takes from one moment to the next. A virtual machine shares its processors' caches and
 * clock with others, and the CPU seconds of one and the same work vary with what those do: whoever compares two runs
 * compares this first.
 */
final class MachineSpeed {

    private static final int[] NUMBERS = new Random(2026).ints(2_000_000).toArray();

    private final List<Double> seconds = new ArrayList<>();

    /** Sorts the same two million numbers; some tenths of a second long. */
    void look() {
        int[] numbers = NUMBERS.clone();
        long began = System.nanoTime();
        Arrays.sort(numbers);
        seconds.add((System.nanoTime() - began) / 1e9);
    }

    /** Every look in its order. */
    List<Double> seconds() {
        return List.copyOf(seconds);
    }

    /** Fastest, slowest and in between; at least one look was taken. */
    String line() {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return String.format(
                "To sort the same numbers took %.3f to %.3f s before the rounds of W1, median %.3f s",
                sorted.get(0), sorted.get(sorted.size() - 1), sorted.get(sorted.size() / 2));
    }
}
