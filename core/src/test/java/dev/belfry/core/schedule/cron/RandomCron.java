package dev.belfry.core.schedule.cron;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Legal expressions and illegal text, the same for every run of the tests. */
final class RandomCron {

    private static final String ALPHABET = "0123456789*,-/ ?LW#@+.SUNMONFRIsatJANfebdec\t\n\u0663\u017f";

    private final Random random;

    RandomCron(long seed) {
        random = new Random(seed);
    }

    String legal() {
        return field(0, 59) + " " + field(0, 23) + " " + dayField(1, 31) + " " + dayField(1, 12) + " " + dayField(0, 7);
    }

    /** A legal expression that often asks for times within an hour of the day. */
    String legalAround(int hour) {
        String[] fields = legal().split(" ");
        fields[1] = switch (random.nextInt(4)) {
            case 0 -> Integer.toString(hour);
            case 1 -> hour + "-" + Math.min(23, hour + 1);
            case 2 -> "*," + hour;
            default -> fields[1];
        };
        return String.join(" ", fields);
    }

    /** A legal expression of which some characters were replaced, doubled or lost. */
    String mutated() {
        StringBuilder text = new StringBuilder(legal());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    /** Characters of any kind, halves of surrogate pairs included; at times far too many. */
    String noise() {
        int length = random.nextInt(50) == 0 ? random.nextInt(3000) : random.nextInt(40);
        boolean cronLike = random.nextBoolean();
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(
                        cronLike ? ALPHABET.charAt(random.nextInt(ALPHABET.length())) : (char) random.nextInt(65536)))
                .collect(Collectors.joining());
    }

    private String dayField(int min, int max) {
        return random.nextInt(3) > 0 ? "*" : field(min, max);
    }

    private String field(int min, int max) {
        if (random.nextInt(3) == 0) {
            return "*";
        }
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> item(min, max))
                .collect(Collectors.joining(","));
    }

    private String item(int min, int max) {
        int from = min + random.nextInt(max - min + 1);
        int to = from + random.nextInt(max - from + 1);
        int step = 1 + random.nextInt(max);
        return switch (random.nextInt(5)) {
            case 0 -> "*/" + step;
            case 1 -> from + "-" + to;
            case 2 -> from + "-" + to + "/" + step;
            default -> Integer.toString(from);
        };
    }
}
