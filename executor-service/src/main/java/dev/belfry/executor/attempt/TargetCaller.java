package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.transport.http.CallAccount;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.UUID;
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

    /**
     * Makes one call and judges it. Never fails. Nothing that it leaves behind while the call is under way holds more of
     * the request than the bytes that are sent.
     *
     * @param account bounds what is kept of the answer
     */
    public Uni<AttemptOutcome> call(ClaimedExecution execution, CallAccount account) {
        boolean isLarge = execution.job().length() > ExecutionRepository.READ_WITH_CLAIM;
        // To open secrets, and to look for all their encodings, takes a while when they are long; so does a large body,
        // and as a tree it is many times as large: one at a time.
        return execution.job().secrets().isEmpty() && !isLarge
                ? prepared(execution, account)
                : onWorker(() -> prepared(execution, account), isLarge).chain(call -> call);
    }

    private Uni<AttemptOutcome> prepared(ClaimedExecution execution, CallAccount account) {
        try {
            return call(execution.id(), preparation.prepare(execution), account);
        } catch (UncallableException e) {
            return outcome(AttemptOutcome.of(new Failed(e.code(), e.text())));
        }
    }

    private Uni<AttemptOutcome> call(UUID executionId, PreparedCall prepared, CallAccount account) {
        AnswerJudge judge = new AnswerJudge(prepared);
        return client.call(prepared.call(), account)
                .chain(result -> judged(judge, prepared, result))
                .onFailure()
                .recoverWithItem(mistake -> {
                    // The mistake's own text may quote what was sent.
                    String text = prepared.mask().mask(mistake.toString()).replace('\0', '\uFFFD');
                    LOG.errorf("call could not be judged: executionId=%s %s", executionId, text);
                    return new AttemptOutcome.Forbidden(
                            new Failed(ErrorCode.INVALID_REQUEST, "the answer cannot be judged: " + text));
                });
    }

    /** Paths, expressions, templates and masks may take a while: they do not run on the event loop. */
    private Uni<AttemptOutcome> judged(AnswerJudge judge, PreparedCall prepared, CallResult result) {
        boolean isQuick = !prepared.hasSecrets() && !(result instanceof Answered && prepared.asksForMore());
        return isQuick ? outcome(judge.judge(result)) : onWorker(() -> judge.judge(result), false);
    }

    private <T> Uni<T> onWorker(Callable<T> work, boolean oneByOne) {
        return Uni.createFrom()
                .completionStage(() -> vertx.getOrCreateContext()
                        .executeBlocking(work, oneByOne)
                        .toCompletionStage());
    }

    private static Uni<AttemptOutcome> outcome(AttemptOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
