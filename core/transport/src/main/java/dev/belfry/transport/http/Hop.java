package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One request of a call: the first, or one that a redirect asks for.
 *
 * @param number how many redirects led here
 */
record Hop(int number, String method, TargetUrl url, Map<String, String> headers, byte[] body) {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    static Hop first(OutboundCall call, TargetUrl url) {
        return new Hop(0, call.method(), url, call.headers(), call.body());
    }

    /** Whether the answer sends us elsewhere. Without a place to go it is an answer like any other. */
    static boolean isRedirect(Answered answer) {
        return REDIRECTS.contains(answer.status()) && answer.headers().containsKey("location");
    }

    /**
     * The request that a redirect asks for (RFC 9110, section 15.4).
     *
     * <p>From https to http nothing is followed: whoever listens there could read the request and forge the answer.
     * What was dropped on the way to another origin stays dropped, also where the chain comes back.
     *
     * @throws RefusedHopException when it must not be made
     */
    Hop after(Answered redirect, Sensitive sensitive) throws RefusedHopException {
        TargetUrl next = target(redirect);
        boolean elsewhere = !next.hasSameOrigin(url);
        boolean becomesGet = becomesGet(redirect.status());
        if (url.isTls() && !next.isTls()) {
            throw refused(next, "it leads from https to http, where anybody on the way could read and answer it");
        }
        if (elsewhere && !becomesGet && body.length > 0 && sensitive.body()) {
            throw refused(next, "it would hand a body that carries a secret to another origin");
        }
        Predicate<String> dropped = name -> (elsewhere && sensitive.covers(name))
                || (becomesGet && name.toLowerCase(Locale.ROOT).startsWith("content-"));
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf(dropped);
        return new Hop(number + 1, becomesGet ? "GET" : method, next, kept, becomesGet ? new byte[0] : body);
    }

    /** A failure of this hop, saying which it was; paths and queries stay out of it. */
    Failed blamed(Failed failure) {
        return number == 0
                ? failure
                : new Failed(failure.code(), place(number, url.origin()) + failure.message(), failure.timing());
    }

    /** Says what it is without the parts that may hold secrets. */
    @Override
    public String toString() {
        return "Hop[" + number + ", " + method + " " + url.origin() + ", headers " + headers.keySet() + "]";
    }

    /** 301 and 302 make a GET of a POST, as every browser does; 303 of everything. */
    private boolean becomesGet(int status) {
        boolean looselyRead = status == 301 || status == 302;
        return (looselyRead && method.equals("POST")) || (status == 303 && !method.equals("HEAD"));
    }

    private TargetUrl target(Answered redirect) throws RefusedHopException {
        try {
            return url.resolve(redirect.headers().getOrDefault("location", ""));
        } catch (InvalidTargetException e) {
            throw new RefusedHopException(
                    new Failed(ErrorCode.INVALID_TARGET, place(number + 1, "nowhere") + e.getMessage()));
        }
    }

    private RefusedHopException refused(TargetUrl next, String why) {
        return new RefusedHopException(new Failed(ErrorCode.BLOCKED_TARGET, place(number + 1, next.origin()) + why));
    }

    private static String place(int number, String where) {
        return "redirect " + number + " to " + where + ": ";
    }
}
