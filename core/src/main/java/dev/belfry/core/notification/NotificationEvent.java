package dev.belfry.core.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule waits for. The wire and the database carry the lower-case name. */
public enum NotificationEvent {
    /** An execution succeeded. */
    ON_SUCCESS,
    /** All attempts of an execution are used up, or so many executions in a row have failed as the rule says. */
    ON_FAILURE,
    /** An execution ended, either way. */
    ON_COMPLETION,
    /** The first success after failures. */
    ON_RECOVERED,
    /** An execution started later than the rule permits. Told while it runs, or at its end if that comes first. */
    ON_LATE,
    /** An execution waits for somebody's approval. */
    ON_APPROVAL_REQUIRED,
    /** A monitor went down. */
    ON_DOWN,
    /** A monitor that was down is up again. */
    ON_RECOVERY;

    /** The event of a stored or sent name; empty when there is none of that name. */
    public static Optional<NotificationEvent> of(String wireName) {
        return Arrays.stream(values())
                .filter(event -> event.wireName().equals(wireName))
                .findFirst();
    }

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about a monitor; the others are about jobs. */
    public boolean isOfMonitor() {
        return this == ON_DOWN || this == ON_RECOVERY;
    }
}
