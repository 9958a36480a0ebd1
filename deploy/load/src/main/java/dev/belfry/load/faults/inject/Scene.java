package dev.belfry.load.faults.inject;

import dev.belfry.load.faults.installation.Installation;
import dev.belfry.load.faults.installation.Member;
import dev.belfry.load.faults.ledger.Ledger;
import dev.belfry.load.faults.sink.RecordingSink;
import dev.belfry.load.faults.traffic.Api;
import dev.belfry.load.faults.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * What the faults befall, and what they need for it.
 *
 * @param shorter by how much the long faults and the waits after all of them are shortened; 1 for their full length
 */
public record Scene(
        Installation belfry,
        Traffic traffic,
        Api api,
        Ledger ledger,
        RecordingSink target,
        Random random,
        int shorter) {

    static final int HERD = 100;

    /** Beyond what is done ahead of an instant, and beyond the creation of a herd. */
    private static final Duration BEFORE_HERD = Duration.ofSeconds(6);

    Member anyone() {
        List<Member> members = belfry.members();
        return members.get(random.nextInt(members.size()));
    }

    /** A herd of the traffic's that is due in some seconds; gives when. */
    Instant herd() throws Exception {
        Instant at = Instant.now().plus(BEFORE_HERD).truncatedTo(ChronoUnit.SECONDS);
        traffic.herd(HERD, at);
        return at;
    }

    Duration shortened(Duration full) {
        return full.dividedBy(shorter);
    }

    static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(Math.max(0, time.toMillis()));
    }

    static void sleepUntil(Instant at) throws InterruptedException {
        sleep(Duration.between(Instant.now(), at));
    }
}
