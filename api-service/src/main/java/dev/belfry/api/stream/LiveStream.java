package dev.belfry.api.stream;

import dev.belfry.api.stream.Walk.Found;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks and rests by turns, as long as somebody takes what it brings. */
final class LiveStream {

    private static final Logger LOG = Logger.getLogger(LiveStream.class);
    private static final Found NOTHING = new Found(List.of(), false);

    private final Walk walk;
    private final Listener listener;
    private final StreamConfig config;
    private final Supplier<Uni<Boolean>> mayGoOn;
    private boolean more = true;
    private long heartbeatAt = System.nanoTime();

    LiveStream(Walk walk, Listener listener, StreamConfig config, Supplier<Uni<Boolean>> mayGoOn) {
        this.walk = walk;
        this.listener = listener;
        this.config = config;
        this.mayGoOn = mayGoOn;
    }

    /** A round is made when the one before was taken, and no sooner. The first brings a heartbeat at once. */
    Multi<StreamRound> rounds() {
        Multi<StreamRound> first = Multi.createFrom().item(new StreamRound(List.of(), true, false));
        Multi<StreamRound> others =
                Multi.createBy().repeating().uni(this::round).whilst(round -> !round.last());
        return Multi.createBy().concatenating().streams(first, others);
    }

    private Uni<StreamRound> round() {
        listener.moved();
        Uni<Void> rest = more ? Uni.createFrom().voidItem() : listener.rest(config.lookEvery());
        return rest.chain(this::look).chain(found -> {
            more = found.more();
            return isTimeForHeartbeat()
                    ? mayGoOn.get().map(goesOn -> new StreamRound(found.events(), true, !goesOn))
                    : Uni.createFrom().item(new StreamRound(found.events(), false, false));
        });
    }

    /** A database that is away makes a pause, not an end. */
    private Uni<Found> look() {
        return walk.look().onFailure().recoverWithItem(failure -> {
            LOG.debugf("a stream could not look and will look again: %s", failure);
            return NOTHING;
        });
    }

    private boolean isTimeForHeartbeat() {
        boolean due = System.nanoTime() - heartbeatAt >= config.heartbeat().toNanos();
        if (due) {
            heartbeatAt = System.nanoTime();
        }
        return due;
    }
}
