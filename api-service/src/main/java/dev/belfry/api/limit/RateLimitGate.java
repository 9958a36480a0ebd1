package dev.belfry.api.limit;

import dev.belfry.api.edge.EdgeAnswer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Stands before every endpoint of the API, also before paths that have none, and lets a request in or refuses it. */
@ApplicationScoped
class RateLimitGate {

    private static final Logger LOG = Logger.getLogger(RateLimitGate.class);

    /** The authentication registers with 200: who calls can be asked from here on. */
    private static final int AFTER_AUTHENTICATION = 50;

    private final LimitConfig config;
    private final BucketChoice choice;
    private final RateLimiter limiter;
    private final LimitHeaders headers;
    private final EdgeAnswer answer;

    RateLimitGate(LimitConfig config, BucketChoice choice, RateLimiter limiter, EdgeAnswer answer, Clock clock) {
        this.config = config;
        this.choice = choice;
        this.limiter = limiter;
        this.answer = answer;
        this.headers = new LimitHeaders(clock);
    }

    void stand(@Observes Filters filters) {
        if (config.enabled() == LimitConfig.Switch.ON) {
            filters.register(this::check, AFTER_AUTHENTICATION);
        }
    }

    private void check(RoutingContext context) {
        RequestPath path = RequestPath.of(context.normalizedPath());
        if (!path.isLimited()) {
            context.next();
            return;
        }
        // A verdict comes on the thread of whichever request sent the statement.
        Executor own = MutinyHelper.executor(Vertx.currentContext());
        choice.of(context, path)
                .chain(limiter::take)
                .emitOn(own)
                .subscribe()
                .with(verdict -> answered(context, verdict), failure -> goOn(context, failure));
    }

    private void answered(RoutingContext context, Verdict verdict) {
        headers.put(verdict, context.response().headers());
        if (verdict.allowed()) {
            context.next();
        } else {
            answer.refuse(context, verdict.refusal());
        }
    }

    /** The endpoint will meet the same failure and has the right answer for it. */
    private static void goOn(RoutingContext context, Throwable failure) {
        LOG.debugf("A request goes on without a limit: %s", failure);
        context.next();
    }
}
