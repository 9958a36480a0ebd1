package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.RequestHeaders;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start to its end, over as many redirects as it follows. Each hop is judged like the first: its URL,
 * and every address its host resolves to then. The first end counts (answer, failure, timeout or cancel); what is under
 * way is then aborted. Confined to the context it was made on, but for {@link #cancel}.
 */
final class CallInFlight {

    private final Wire wire;
    private final OutboundCall call;
    private final CallAccount account;
    private final Context context;
    private final CallClock clock = new CallClock();
    private final Promise<CallResult> result = Promise.promise();
    private @Nullable Exchange exchange;

    CallInFlight(Wire wire, OutboundCall call, CallAccount account) {
        this.wire = wire;
        this.call = call;
        this.account = account;
        this.context = wire.vertx().getOrCreateContext();
    }

    /** Makes the call. What comes of it never fails, and never comes after a cancel. */
    Future<CallResult> begin() {
        try {
            TargetUrl url = TargetUrl.parse(call.url());
            flaw(call).ifPresentOrElse(flaw -> end(Failures.unsendable(flaw)), () -> begin(url));
        } catch (InvalidTargetException e) {
            end(new Failed(ErrorCode.INVALID_TARGET, e.getMessage()));
        }
        return result.future();
    }

    /**
     * Aborts the call, unless it has ended. May come from any thread. It counts at once: what arrives on the wire before
     * the context comes to the abort, such as a connection that was waited for, finds the call ended.
     */
    void cancel() {
        if (result.tryFail("canceled")) {
            context.runOnContext(turn -> abortExchange());
        }
    }

    /** Checked again, although it was when it was stored: rows live longer than the rules they were checked by. */
    private static Optional<String> flaw(OutboundCall call) {
        if (!TargetRequest.METHODS.contains(call.method())) {
            return Optional.of("the method must be one of " + TargetRequest.METHODS + ", not " + call.method());
        }
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            Optional<String> violation = RequestHeaders.violation(header.getKey(), header.getValue());
            if (violation.isPresent()) {
                return violation.map(why -> "the header '" + header.getKey() + "' " + why);
            }
        }
        return Optional.empty();
    }

    private void begin(TargetUrl url) {
        long millis = Math.max(1, call.timeout().toMillis());
        long deadline = wire.vertx().setTimer(millis, fired -> end(Failures.timeout(call)));
        result.future().onComplete(done -> wire.vertx().cancelTimer(deadline));
        make(Hop.first(call, url));
    }

    private void make(Hop hop) {
        long since = System.nanoTime();
        wire.addresses().of(hop.url(), account.owner()).onComplete(resolved -> {
            if (resolved.failed()) {
                end(hop.blamed(Failures.ofResolving(hop.url(), resolved.cause())));
                return;
            }
            if (hop.url().literalAddress().isEmpty()) {
                clock.resolved(since);
            }
            wire.addresses()
                    .refusal(resolved.result())
                    .ifPresentOrElse(refusal -> end(hop.blamed(refusal)), () -> exchange(hop, resolved.result()));
        });
    }

    private void exchange(Hop hop, List<InetAddress> addresses) {
        if (result.future().isComplete()) {
            return;
        }
        Exchange next = new Exchange(wire, hop, new Exchange.Part(clock, account, result.future()::isComplete));
        exchange = next;
        next.with(addresses).onSuccess(how -> {
            if (how instanceof Answered answer) {
                answered(hop, answer);
            } else {
                end(hop.blamed((Failed) how));
            }
        });
    }

    private void answered(Hop hop, Answered answer) {
        if (hop.number() == call.maxRedirects() || !Hop.isRedirect(answer)) {
            end(hop.number() == 0 ? answer : answer.from(hop.number(), hop.url().text()));
            return;
        }
        try {
            make(hop.after(answer, call.sensitive()));
        } catch (RefusedHopException e) {
            end(e.failure());
        }
    }

    private void end(CallResult how) {
        if (result.tryComplete(how.timed(clock.read()))) {
            abortExchange();
        }
    }

    private void abortExchange() {
        if (exchange != null) {
            exchange.abort();
        }
    }
}
