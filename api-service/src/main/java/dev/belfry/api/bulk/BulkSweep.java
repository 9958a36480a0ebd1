package dev.belfry.api.bulk;

import dev.belfry.api.bulk.BulkRepository.LeftLying;
import dev.belfry.core.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** Goes on with the actions that somebody left lying and nobody asks about. */
@Startup
@Singleton
class BulkSweep {

    /** As long as a lease: looking more often finds no more. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final int BATCH = 100;

    private final BulkRepository actions;
    private final BulkWork work;
    private final Loop sweeps;

    BulkSweep(BulkRepository actions, BulkWork work) {
        this.actions = actions;
        this.work = work;
        this.sweeps = new Loop("sweep-bulk-actions", EVERY, this::sweep).start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeps.close();
    }

    private Duration sweep() throws Exception {
        for (LeftLying action : await(() -> actions.leftLying(BATCH))) {
            await(() -> work.goOn(action.workspace(), action.id()));
        }
        return EVERY;
    }

    private static <T> T await(Supplier<Uni<T>> work) throws Exception {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
