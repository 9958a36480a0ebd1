package dev.belfry.api.auth;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import java.util.List;

/** Decides who may do what: the one place, for every surface. */
public final class Access {

    private Access() {}

    /** Whether {@link #require} would let a caller pass. */
    public static boolean allows(Identity who, Scope scope) {
        return who.grants().allows(scope) && (scope.isRead() || who.verified());
    }

    /**
     * Lets a caller pass who holds a scope.
     *
     * @throws Problem 403 naming the scope that is missing, or that the e-mail address is not verified yet
     */
    public static void require(Identity who, Scope scope) {
        if (!who.grants().allows(scope)) {
            throw missing(who, scope);
        }
        if (!scope.isRead()) {
            requireVerified(who);
        }
    }

    /**
     * Lets a caller pass whose e-mail address is verified, for a change that needs no scope.
     *
     * @throws Problem 403 that tells how to verify it
     */
    public static void requireVerified(Identity who) {
        if (!who.verified()) {
            throw new Problem(
                    ProblemCode.EMAIL_VERIFICATION_REQUIRED,
                    "until your e-mail address is verified you may only read; POST /v1/auth/resend-verification sends the"
                            + " link again",
                    List.of());
        }
    }

    private static Problem missing(Identity who, Scope scope) {
        String why = who.role().allows(scope)
                ? "this token was not given it"
                : "the role " + who.role().wireName() + " does not have it";
        return new Problem(
                ProblemCode.FORBIDDEN,
                "the scope " + scope.wireName() + " is needed; " + why,
                List.of(new Detail("scope", "required_scope", scope.wireName(), null)));
    }
}
