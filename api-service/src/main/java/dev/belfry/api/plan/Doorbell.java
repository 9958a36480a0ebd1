package dev.belfry.api.plan;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Sends a signal that carries no content, one at a time: however often it rings while one is under way, one more
 * follows. A ring is never lost; a signal that fails is reported and not repeated.
 */
final class Doorbell {

    private final Supplier<Uni<Void>> signal;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    Doorbell(Supplier<Uni<Void>> signal) {
        this.signal = signal;
    }

    void ring() {
        again.set(true);
        sendUnlessUnderWay();
    }

    private void sendUnlessUnderWay() {
        if (again.get() && underWay.compareAndSet(false, true)) {
            again.set(false);
            signal.get().subscribe().with(done -> sent(), failure -> sent());
        }
    }

    private void sent() {
        underWay.set(false);
        // A ring between the last look and here found the bell busy and relies on this second look.
        sendUnlessUnderWay();
    }
}
