package dev.belfry.api.problem;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.UnauthorizedException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What a failure means to whoever asked, on every surface. */
public final class Failure {

    static final String TOKEN_NEEDED = "a valid token is needed: Authorization: Bearer cron_pat_...";

    private static final Logger LOG = Logger.getLogger(Failure.class);

    private Failure() {}

    /** The problem to tell. What nobody expected is logged under a reference, which is all that is told of it. */
    public static Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof AuthenticationException || failure instanceof UnauthorizedException) {
            return new Problem(ProblemCode.UNAUTHORIZED, TOKEN_NEEDED, List.of());
        }
        Problem problem = DatabaseFailure.problem(failure).orElse(null);
        if (problem != null) {
            LOG.warnf("The database refused or failed, the client was told %s: %s", problem.code(), failure);
            return problem;
        }
        UUID reference = UUID.randomUUID();
        LOG.errorf(failure, "A request failed unexpectedly, reference %s", reference);
        return new Problem(
                ProblemCode.INTERNAL_ERROR,
                "this should not have happened; the log tells more under reference " + reference,
                List.of());
    }
}
