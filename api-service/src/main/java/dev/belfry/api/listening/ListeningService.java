package dev.belfry.api.listening;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the record that this instance takes pings, for as long as it does. */
@ApplicationScoped
public class ListeningService {

    private static final Logger LOG = Logger.getLogger(ListeningService.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Less than a request waits for the database: where one was given up, a new row is begun. */
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(2_500);

    private final ListeningRepository record;
    private final UUID instance = UUID.randomUUID();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private volatile @Nullable OffsetDateTime began;
    private volatile @Nullable Cancellable timer;

    ListeningService(ListeningRepository record) {
        this.record = record;
    }

    /** A ping could not be taken: the time until the next beat is one in which nobody was to be heard here. */
    public void missed() {
        interrupted.set(true);
    }

    /** Not before the server listens. */
    void start(@ObservesAsync HttpServerStart listening) {
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

    void stop(@Observes ShutdownEvent stopping) {
        Cancellable running = timer;
        if (running != null) {
            running.cancel();
        }
    }

    /** One beat. Whatever was missed before it began lies in front of the row that it begins. */
    Uni<Void> beat() {
        OffsetDateTime current = began;
        if (interrupted.getAndSet(false) || current == null) {
            return begin();
        }
        return record.goOn(instance, current, LONGEST_SILENCE)
                .chain(done -> done ? Uni.createFrom().voidItem() : begin());
    }

    private Uni<Void> begin() {
        return record.begin(instance).invoke(at -> began = at).replaceWithVoid();
    }

    private Uni<Void> survived() {
        return beat().onFailure().recoverWithUni(failure -> {
            missed();
            LOG.warnf("Nobody hears pings here until the database answers: %s", failure);
            return Uni.createFrom().voidItem();
        });
    }
}
