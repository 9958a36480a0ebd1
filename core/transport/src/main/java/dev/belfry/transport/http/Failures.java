package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Failed;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Gives what went wrong a code to count it by and a text to understand it by. */
final class Failures {

    private Failures() {}

    static Failed timeout(OutboundCall call) {
        return new Failed(
                ErrorCode.TIMEOUT, "no complete answer within " + call.timeout().toMillis() + " ms");
    }

    static Failed ofResolving(TargetUrl url, Throwable cause) {
        String reason =
                cause instanceof UnknownHostException ? "does not resolve" : "cannot be resolved: " + text(cause);
        return new Failed(ErrorCode.DNS_FAILURE, "the host name " + url.host() + " " + reason);
    }

    static Failed of(OutboundCall call, Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return new Failed(ErrorCode.TLS_FAILURE, "TLS was not agreed on: " + text(link));
            }
        }
        if (cause instanceof IllegalArgumentException) {
            return new Failed(ErrorCode.INVALID_REQUEST, "the request cannot be sent: " + text(cause));
        }
        return new Failed(ErrorCode.CONNECTION_FAILED, call.method() + " failed: " + text(cause));
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
