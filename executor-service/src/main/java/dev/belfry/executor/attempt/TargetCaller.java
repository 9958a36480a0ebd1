package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/** Makes the call of a claimed execution. What it gives back holds no secret any more. */
public final class TargetCaller {

    private static final Logger LOG = Logger.getLogger(TargetCaller.class);

    private final Vertx vertx;
    private final GuardedClient client;
    private final CallPreparation preparation;

    /**
     * Calls through a client.
     *
     * @param box opens the secrets that requests refer to
     */
    public TargetCaller(Vertx vertx, GuardedClient client, SecretBox box) {
        this.vertx = vertx;
        this.client = client;
        this.preparation = new CallPreparation(box);
    }

    /** Makes one call and judges it. Never fails. */
    public Uni<AttemptOutcome> call(ClaimedExecution execution) {
        // To open secrets, and to look for all their encodings, takes a while when they are long.
        return execution.secrets().isEmpty()
                ? prepared(execution)
                : onWorker(() -> prepared(execution)).chain(call -> call);
    }

    private Uni<AttemptOutcome> prepared(ClaimedExecution execution) {
        try {
            return call(execution, preparation.prepare(execution));
        } catch (UncallableException e) {
            return outcome(AttemptOutcome.of(new Failed(e.code(), e.text())));
        }
    }

    private Uni<AttemptOutcome> call(ClaimedExecution execution, PreparedCall prepared) {
        AnswerJudge judge = new AnswerJudge(prepared);
        return client.call(prepared.call())
                .chain(result -> judged(judge, prepared, result))
                .onFailure()
                .recoverWithItem(mistake -> {
                    // The mistake's own text may quote what was sent.
                    String text = prepared.mask().mask(mistake.toString()).replace('\0', '\uFFFD');
                    LOG.errorf("call could not be judged: executionId=%s %s", execution.id(), text);
                    return new AttemptOutcome.Forbidden(
                            new Failed(ErrorCode.INVALID_REQUEST, "the answer cannot be judged: " + text));
                });
    }

    /** Paths, expressions, templates and masks may take a while: they do not run on the event loop. */
    private Uni<AttemptOutcome> judged(AnswerJudge judge, PreparedCall prepared, CallResult result) {
        boolean isQuick = !prepared.hasSecrets() && !(result instanceof Answered && prepared.asksForMore());
        return isQuick ? outcome(judge.judge(result)) : onWorker(() -> judge.judge(result));
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.getOrCreateContext().executeBlocking(work, false).toCompletionStage());
    }

    private static Uni<AttemptOutcome> outcome(AttemptOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
