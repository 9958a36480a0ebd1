package dev.belfry.executor.attempt;

import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.secret.reference.SecretMask;
import dev.belfry.core.template.RequestVariables;
import dev.belfry.transport.http.OutboundCall;
import org.jspecify.annotations.Nullable;

/**
 * A call that is ready to be made. Its headers hold opened secrets: it is never written down.
 *
 * @param request what the job says, with its templates and references, and without the body: that is in the call
 * @param outputTemplate the job's output template as stored JSON
 * @param mask hides the secrets in the headers
 */
record PreparedCall(
        TargetRequest request,
        @Nullable String outputTemplate,
        OutboundCall call,
        RequestVariables variables,
        SecretMask mask) {

    /** Whether judging the answer takes more than a look at its status. */
    boolean asksForMore() {
        return request.responseMatcher() != null || outputTemplate != null;
    }

    /** Whether the call sends secrets, which what is kept of its answer must not hold. */
    boolean hasSecrets() {
        return mask != SecretMask.NONE;
    }

    @Override
    public String toString() {
        return "PreparedCall of " + variables.executionId();
    }
}
