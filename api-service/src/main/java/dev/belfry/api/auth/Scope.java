package dev.belfry.api.auth;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a caller may be allowed to do. One list for the whole product; the names are the contract. */
public enum Scope {
    JOBS_READ("jobs:read"),
    JOBS_WRITE("jobs:write"),
    EXECUTIONS_READ("executions:read"),
    /** Run now, replay and cancel. */
    EXECUTIONS_WRITE("executions:write"),
    /** The names of secrets; nobody reads their values. */
    SECRETS_READ("secrets:read"),
    SECRETS_WRITE("secrets:write"),
    NOTIFICATIONS_READ("notifications:read"),
    NOTIFICATIONS_WRITE("notifications:write"),
    MONITORS_READ("monitors:read"),
    MONITORS_WRITE("monitors:write"),
    ACTIONS_READ("actions:read"),
    /** Every action; {@code actions:run:<slug>} is the same for one of them. */
    ACTIONS_RUN("actions:run"),
    RUNS_READ("runs:read"),
    APPROVALS_DECIDE("approvals:decide"),
    CONNECTORS_READ("connectors:read"),
    CONNECTORS_WRITE("connectors:write"),
    WORKFLOWS_READ("workflows:read"),
    WORKFLOWS_WRITE("workflows:write"),
    /** API tokens: to see, make and revoke them. */
    TOKENS_WRITE("tokens:write"),
    /** The workspace itself: its settings, members and owner. */
    WORKSPACE_WRITE("workspace:write");

    private static final Map<String, Scope> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Scope::wireName, Function.identity()));

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    public static Optional<Scope> of(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    public String wireName() {
        return wireName;
    }

    /** Whether it changes nothing: a member of a workspace holds exactly these. */
    public boolean isRead() {
        return wireName.endsWith(":read");
    }
}
