package dev.belfry.api.transaction;

import dev.belfry.api.problem.DatabaseFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Runs work in a transaction, again from its start when the database gave it up for another one. */
public final class Transactions {

    private static final int RETRIES = 2;

    private Transactions() {}

    /**
     * The outcome of the committed work.
     *
     * @param work may be asked up to three times; what an earlier time did to the database is undone, so it may leave
     *     nothing behind anywhere else, and makes the rows it stores itself
     */
    public static <T> Uni<T> run(Supplier<Uni<T>> work) {
        return repeated(() -> Panache.withTransaction(work));
    }

    /** As {@link #run}, for work that is a transaction by itself, such as a single statement. */
    public static <T> Uni<T> repeated(Supplier<Uni<T>> work) {
        // Without a pause: the winner holds its locks already, and a pause would leave the request's event loop.
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(DatabaseFailure::isLostRace)
                .retry()
                .atMost(RETRIES);
    }
}
