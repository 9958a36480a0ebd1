package dev.belfry.fuzz.verdict;

import dev.belfry.fuzz.wire.Answer;
import dev.belfry.fuzz.wire.Readability;
import dev.belfry.fuzz.wire.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what is wrong with an answer. */
public final class Judge {

    /** No answer may take longer. */
    public static final Duration SLOWEST = Duration.ofSeconds(1);

    /** What the HTTP server says by itself, with an empty body, of what it cannot read. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(400, 414, 431);

    private static final Pattern FOREIGN = Pattern.compile("\\A\\S+ /+(v1/+)?api[/?; ]");

    private static final int SWITCHING = 101;

    private Judge() {}

    /** What is wrong besides its time, or nothing. */
    public static Optional<String> flaw(Sent sent, Answer answer) {
        if (answer.isNone()) {
            return sent.readability() == Readability.READABLE
                    ? Optional.of("the connection was closed without an answer")
                    : Optional.empty();
        }
        if (answer.status() >= 500) {
            return Optional.of("a 5xx");
        }
        if (answer.status() < 200 || answer.status() == SWITCHING || answer.status() / 100 == 3) {
            return Optional.of("neither success nor refusal");
        }
        boolean hasNoBody = answer.isSuccess() || sent.isHead() || isOfTheServer(sent, answer);
        return hasNoBody ? Optional.empty() : ErrorShape.flaw(answer, isForeign(sent));
    }

    /** Whether it was sent to where Trigger.dev's clients are answered. */
    private static boolean isForeign(Sent sent) {
        String start = new String(sent.bytes(), 0, Math.min(100, sent.bytes().length), StandardCharsets.ISO_8859_1);
        return FOREIGN.matcher(start).find();
    }

    public static boolean isSlow(Answer answer) {
        return answer.took().compareTo(SLOWEST) > 0;
    }

    private static boolean isOfTheServer(Sent sent, Answer answer) {
        return sent.readability() != Readability.READABLE
                && OF_THE_SERVER.contains(answer.status())
                && answer.body().length == 0;
    }
}
