package dev.belfry.api.limit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Deletes the buckets that are full again. Every replica does; what one has deleted the other does not find. */
@ApplicationScoped
class BucketSweep {

    private static final Logger LOG = Logger.getLogger(BucketSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 1000;

    private final BucketRepository buckets;
    private final LimitConfig config;
    private volatile @Nullable Cancellable timer;

    BucketSweep(BucketRepository buckets, LimitConfig config) {
        this.buckets = buckets;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled() == LimitConfig.Switch.ON) {
            timer = Multi.createFrom()
                    .ticks()
                    .every(EVERY)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> survived())
                    .subscribe()
                    .with(done -> {});
        }
    }

    void stop(@Observes ShutdownEvent event) {
        Cancellable running = timer;
        if (running != null) {
            running.cancel();
        }
    }

    /** Deletes until only a few are left, and answers how many it deleted. */
    Uni<Integer> sweep() {
        return buckets.deleteFull(AT_ONCE)
                .chain(deleted ->
                        deleted < AT_ONCE ? Uni.createFrom().item(deleted) : sweep().map(more -> deleted + more));
    }

    private Uni<Integer> survived() {
        return sweep().onFailure().recoverWithItem(failure -> {
            LOG.warnf("Full buckets were not deleted, the next sweep will find them: %s", failure);
            return 0;
        });
    }
}
