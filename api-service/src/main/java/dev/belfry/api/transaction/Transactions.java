package dev.belfry.api.transaction;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.DatabaseFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs work in a transaction and inside one workspace, again from its start when the database gave it up for another one.
 */
public final class Transactions {

    private static final int RETRIES = 2;

    private Transactions() {}

    /**
     * The outcome of the committed work on rows of a workspace.
     *
     * @param workspace the only one whose rows the work sees
     * @param work may be asked up to three times; what an earlier time did to the database is undone, so it may leave
     *     nothing behind anywhere else, and makes the rows it stores itself
     */
    public static <T> Uni<T> run(WorkspaceId workspace, Supplier<Uni<T>> work) {
        return repeated(() -> read(workspace, work));
    }

    /** As {@link #run}, for work that takes no locks and so loses no race. */
    public static <T> Uni<T> read(WorkspaceId workspace, Supplier<Uni<T>> work) {
        return Patience.with(
                Panache.withTransaction(() -> TenancyRepository.enter(workspace).chain(work::get)));
    }

    /**
     * Work that a request does not wait for any longer than this. Whether it was done then is not known: it is left alone.
     * One that is to take no time fails without having begun.
     */
    public static <T> Uni<T> within(Duration left, Uni<T> work) {
        return Patience.with(work, left);
    }

    /** As {@link #run}, and then undone: the outcome tells what would be. */
    public static <T> Uni<T> undone(WorkspaceId workspace, Supplier<Uni<T>> work) {
        AtomicReference<T> outcome = new AtomicReference<>();
        return run(
                        workspace,
                        () -> work.get()
                                .invoke(outcome::set)
                                .chain(() -> Uni.createFrom().<T>failure(new Undone())))
                .onFailure(Undone.class)
                .recoverWithItem(outcome::get);
    }

    /** A transaction is undone by whatever fails in it. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1;

        Undone() {
            super("this was only a try", null, false, false);
        }
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
