package dev.belfry.api.runs;

import dev.belfry.api.search.ExecutionState;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statuses of a run that the client knows, and the states of executions that are shown as such. */
enum RunStatus {
    /** Waits for code that can run it, which nothing does here. */
    PENDING_VERSION(Group.QUEUED),
    DELAYED(Group.QUEUED, ExecutionState.PLANNED),
    QUEUED(Group.QUEUED, ExecutionState.DUE),
    DEQUEUED(Group.EXECUTING, ExecutionState.CLAIMED),
    EXECUTING(Group.EXECUTING, ExecutionState.RUNNING),
    WAITING(Group.WAITING, ExecutionState.WAITING),
    COMPLETED(Group.SUCCESS, ExecutionState.SUCCEEDED),
    CANCELED(Group.CANCELED, ExecutionState.CANCELED),
    FAILED(Group.FAILED, ExecutionState.FAILED),
    CRASHED(Group.FAILED, ExecutionState.LOST),
    SYSTEM_FAILURE(Group.FAILED, ExecutionState.BROKEN),
    EXPIRED(Group.FAILED, ExecutionState.SKIPPED),
    TIMED_OUT(Group.FAILED, ExecutionState.TIMED_OUT);

    /** What the flags of a run tell apart. */
    enum Group {
        QUEUED,
        EXECUTING,
        WAITING,
        SUCCESS,
        CANCELED,
        FAILED;

        boolean isEnd() {
            return this == SUCCESS || this == CANCELED || this == FAILED;
        }
    }

    /** What servers said before the API version that the client speaks. */
    private static final Map<String, RunStatus> OLD_WORDS = Map.of(
            "FROZEN", WAITING,
            "REATTEMPTING", EXECUTING,
            "INTERRUPTED", FAILED,
            "WAITING_FOR_DEPLOY", PENDING_VERSION);

    private final Group group;
    private final Set<ExecutionState> states;

    RunStatus(Group group, ExecutionState... states) {
        this.group = group;
        this.states = Set.of(states);
    }

    static RunStatus of(ExecutionState state) {
        return Arrays.stream(values())
                .filter(status -> status.states.contains(state))
                .findFirst()
                .orElseThrow();
    }

    static Optional<RunStatus> parse(String word) {
        return OLD_WORDS.containsKey(word)
                ? Optional.of(OLD_WORDS.get(word))
                : Arrays.stream(values())
                        .filter(status -> status.name().equals(word))
                        .findFirst();
    }

    static String known() {
        return String.join(", ", Arrays.stream(values()).map(Enum::name).toList());
    }

    Set<ExecutionState> states() {
        return states;
    }

    Group group() {
        return group;
    }
}
