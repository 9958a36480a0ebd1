package dev.belfry.scheduler.dispatch;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.transport.kafka.TopicPublisher;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Hands executions over. */
public final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final ExecutionRepository executions;
    private final TopicPublisher<ExecutionRequested> publisher;
    private final DispatchConfig config;

    public Dispatcher(
            ExecutionRepository executions, TopicPublisher<ExecutionRequested> publisher, DispatchConfig config) {
        this.executions = executions;
        this.publisher = publisher;
        this.config = config;
    }

    /** Hands over what a claim has just committed, and waits for nothing: what does not arrive is sent again. */
    public void dispatch(List<NewExecution> ticks) {
        List<ExecutionRequested> messages = ticks.stream()
                .filter(tick -> !tick.isSkipped())
                .map(tick -> ExecutionRequested.to(tick.url(), tick.id(), tick.workspaceId(), tick.scheduledFor()))
                .toList();
        publish(messages).subscribe().with(sent -> {});
    }

    /** Hands over what waits for its time in the table; gives how many. */
    public Uni<Integer> dispatchWaiting(Duration lookahead) {
        return executions
                .takeUndispatched(lookahead, config.batchSize())
                .call(this::publish)
                .map(List::size);
    }

    /** Hands over again what nobody took; gives how many. */
    public Uni<Integer> dispatchOverdue() {
        return handOverAgain(executions.takeOverdue(config.resendAfter(), config.batchSize()));
    }

    /** Hands over again what waits for its turn and has it, without anybody having taken it; gives how many. */
    public Uni<Integer> dispatchNextInLine() {
        return handOverAgain(executions.takeNextInLine(config.resendAfter(), config.batchSize()));
    }

    private Uni<Integer> handOverAgain(Uni<List<ExecutionRequested>> taken) {
        return taken.call(this::publish).map(List::size).invoke(count -> {
            if (count > 0) {
                LOG.infof("overdue executions handed over again: executions=%d", count);
            }
        });
    }

    private Uni<Void> publish(List<ExecutionRequested> messages) {
        return publisher.publish(messages).onFailure().recoverWithUni(failure -> {
            LOG.warnf(
                    "messages not acknowledged, their executions are sent again: executions=%d %s",
                    messages.size(), failure);
            return giveBack(messages);
        });
    }

    /** What no broker took waits for the next round, not for the ever longer spans after which a lost message is missed. */
    private Uni<Void> giveBack(List<ExecutionRequested> messages) {
        return executions
                .giveBack(messages.stream().map(ExecutionRequested::executionId).toList())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("executions not given back, they count as overdue: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
