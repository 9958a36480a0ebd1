package dev.belfry.load.faults.inject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The faults of a campaign, shuffled: each kind as often as its share says, and at least once. */
public final class Deck {

    private Deck() {}

    /** Whether a kind can be made to happen on this machine. */
    public static boolean isPossible(Kind kind) {
        return kind != Kind.CLOCK_OFF || FakeTime.isThere();
    }

    /** So many faults of some kinds, in an order that follows from the random numbers. */
    public static List<Kind> of(Collection<Kind> kinds, int count, Random random) {
        List<Kind> possible = kinds.stream().filter(Deck::isPossible).sorted().toList();
        int shares = possible.stream().mapToInt(Kind::share).sum();
        List<Kind> deck = new ArrayList<>();
        for (Kind kind : possible) {
            int times = Math.max(1, kind.share() * count / shares);
            deck.addAll(Collections.nCopies(times, kind));
        }
        Kind commonest =
                possible.stream().max(Comparator.comparing(Kind::share)).orElseThrow();
        while (deck.size() < count) {
            deck.add(commonest);
        }
        Collections.shuffle(deck, random);
        return deck.subList(0, count);
    }

    /** Lets a fault befall. */
    public static Befallen befall(Kind kind, int number, Scene scene) throws Exception {
        return fault(kind).befall(number, scene);
    }

    private static Fault fault(Kind kind) {
        return switch (kind) {
            case KILL -> ServiceFaults::kill;
            case KILL_AT_HERD -> ServiceFaults::killAtHerd;
            case PAUSE -> ServiceFaults::pause;
            case POSTGRES_RESTART -> ServerFaults::postgresRestart;
            case POSTGRES_DOWN -> ServerFaults::postgresDown;
            case KAFKA_DOWN -> ServerFaults::kafkaDown;
            case KAFKA_WIPED -> ServerFaults::kafkaWiped;
            case DATABASE_ERRORS -> ServerFaults::databaseErrors;
            case FULL_STOP -> new FullStop();
            case ROLLING_RESTART -> ServiceFaults::rollingRestart;
            case DISK_FULL -> ServiceFaults::diskFull;
            case CLOCK_OFF -> ServiceFaults::clockOff;
        };
    }
}
