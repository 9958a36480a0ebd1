package dev.belfry.notifier.rule;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has told of a job or monitor so far.
 *
 * @param openId the first failure of the outage whose end it has not seen; null when it knows of none
 * @param hasTold whether the run of failures in question was told as an outage already, be it open or over
 */
public record Memory(@Nullable UUID openId, boolean hasTold) {

    public static final Memory EMPTY = new Memory(null, false);

    /** Whether the run of failures is an outage that was told. */
    boolean knows(Standing standing) {
        return hasTold || openId != null && standing.covers(openId);
    }
}
