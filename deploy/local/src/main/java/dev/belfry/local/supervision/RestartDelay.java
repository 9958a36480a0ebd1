package dev.belfry.local.supervision;

import java.time.Duration;

/**
 * How long to wait before a part that died is launched again.
 *
 * <p>A fifth of a second at first. Each further death soon after its launch doubles that, up to half a minute, so that a
 * part that cannot live does not eat the machine; one that lived for ten seconds starts over.
 */
public final class RestartDelay {

    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(30);
    static final Duration LIVED = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The wait after a life of this length. */
    public Duration after(Duration life) {
        Duration delay = life.compareTo(LIVED) >= 0 ? FIRST : next;
        Duration doubled = delay.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return delay;
    }
}
