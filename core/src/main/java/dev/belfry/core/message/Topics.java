package dev.belfry.core.message;

import java.util.List;

/** The Kafka topics, named thing.past-participle. Keys are ids of executions or monitors as text; values are JSON in UTF-8. */
public final class Topics {

    /** {@link ExecutionRequested}: scheduler-service to executor-service. */
    public static final String EXECUTION_REQUESTED = "execution.requested";

    /** {@link ExecutionFinished}: executor-service to notifier-service and the API's live streams. */
    public static final String EXECUTION_FINISHED = "execution.finished";

    /** {@link ExecutionCancelRequested}: api-service to every executor-service. */
    public static final String EXECUTION_CANCEL_REQUESTED = "execution.cancel_requested";

    /** {@link MonitorChanged}: scheduler-service and api-service to notifier-service; the key is the monitor's id. */
    public static final String MONITOR_CHANGED = "monitor.changed";

    /** Every topic, for whoever creates them. */
    public static final List<String> ALL =
            List.of(EXECUTION_REQUESTED, EXECUTION_FINISHED, EXECUTION_CANCEL_REQUESTED, MONITOR_CHANGED);

    private Topics() {}
}
