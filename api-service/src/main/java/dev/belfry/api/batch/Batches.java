package dev.belfry.api.batch;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.DatabaseFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.ToLongFunction;

/**
 * Carries out one kind of work for many requests at once, each workspace by itself and one batch after the other.
 *
 * @param <A> what a request asks for
 * @param <R> what it is answered
 */
public final class Batches<A, R> {

    /**
     * Does the work for all that is asked for, or for none of it when it fails: then it may be asked again for a part.
     *
     * @param <A> what a request asks for
     * @param <R> what it is answered
     */
    public interface Work<A, R> {
        /** The answers, in the order of what was asked for. */
        Uni<List<R>> of(WorkspaceId workspace, List<A> asked);
    }

    /**
     * How much goes out at once.
     *
     * @param items in one batch
     * @param weight of one batch, in the unit of the weigher; a single item may exceed it
     */
    public record Limits(int items, long weight) {}

    private final Limits limits;
    private final ToLongFunction<A> weigher;
    private final Work<A, R> work;

    /** What waits in each workspace that has a batch under way. */
    private final Map<WorkspaceId, Queue<Waiting<A, R>>> lines = new HashMap<>();

    public Batches(Limits limits, ToLongFunction<A> weigher, Work<A, R> work) {
        this.limits = limits;
        this.weigher = weigher;
        this.work = work;
    }

    private record Waiting<A, R>(A asked, UniEmitter<? super R> answer) {}

    /** The answer to one request, on the event loop that asks. Fails as its own statement would. */
    public Uni<R> ask(WorkspaceId workspace, A asked) {
        Uni<R> answered = Uni.createFrom().emitter(answer -> add(workspace, new Waiting<>(asked, answer)));
        // It comes on the thread of whichever request sent the batch.
        Context own = Vertx.currentContext();
        return own == null ? answered : answered.emitOn(MutinyHelper.executor(own));
    }

    private void add(WorkspaceId workspace, Waiting<A, R> one) {
        synchronized (lines) {
            Queue<Waiting<A, R>> line = lines.get(workspace);
            if (line != null) {
                line.add(one);
                return;
            }
            lines.put(workspace, new ArrayDeque<>());
        }
        send(workspace, List.of(one));
    }

    private void ended(WorkspaceId workspace) {
        List<Waiting<A, R>> batch;
        synchronized (lines) {
            batch = next(Objects.requireNonNull(lines.get(workspace)));
            if (batch.isEmpty()) {
                lines.remove(workspace);
                return;
            }
        }
        send(workspace, batch);
    }

    private List<Waiting<A, R>> next(Queue<Waiting<A, R>> line) {
        List<Waiting<A, R>> batch = new ArrayList<>();
        long weight = 0;
        while (!line.isEmpty() && batch.size() < limits.items() && weight < limits.weight()) {
            Waiting<A, R> one = line.remove();
            weight += weigher.applyAsLong(one.asked());
            batch.add(one);
        }
        return batch;
    }

    private void send(WorkspaceId workspace, List<Waiting<A, R>> batch) {
        done(workspace, batch)
                // Before the answers go out, the database has the next batch.
                .invoke(() -> ended(workspace))
                .subscribe()
                .with(Runnable::run);
    }

    /** Carries out a batch; never fails. Comes as what is left to do: to tell the requests. */
    private Uni<Runnable> done(WorkspaceId workspace, List<Waiting<A, R>> batch) {
        List<A> asked = batch.stream().map(Waiting::asked).toList();
        return Uni.createFrom()
                .deferred(() -> work.of(workspace, asked))
                .map(answers -> answer(batch, answers))
                .onFailure()
                .recoverWithUni(failure -> batch.size() > 1 && DatabaseFailure.isRefusal(failure)
                        ? divided(workspace, batch)
                        : Uni.createFrom().item(failed(withThoseBehind(workspace, batch, failure), failure)));
    }

    /** Whoever waits behind a statement that is not answered would wait for the next one as well. */
    private List<Waiting<A, R>> withThoseBehind(WorkspaceId workspace, List<Waiting<A, R>> batch, Throwable failure) {
        if (!DatabaseFailure.isUnanswered(failure)) {
            return batch;
        }
        synchronized (lines) {
            Queue<Waiting<A, R>> line = Objects.requireNonNull(lines.get(workspace));
            List<Waiting<A, R>> all = new ArrayList<>(batch);
            all.addAll(line);
            line.clear();
            return all;
        }
    }

    private Uni<Runnable> divided(WorkspaceId workspace, List<Waiting<A, R>> batch) {
        int half = batch.size() / 2;
        return done(workspace, batch.subList(0, half)).chain(first -> {
            first.run();
            return done(workspace, batch.subList(half, batch.size()));
        });
    }

    private Runnable answer(List<Waiting<A, R>> batch, List<R> answers) {
        if (answers.size() != batch.size()) {
            throw new IllegalStateException(batch.size() + " asked, " + answers.size() + " answered");
        }
        return () -> {
            for (int i = 0; i < answers.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        };
    }

    private Runnable failed(List<Waiting<A, R>> batch, Throwable failure) {
        return () -> batch.forEach(one -> one.answer().fail(failure));
    }
}
