package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Failed;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Gives what went wrong a code to count it by and a text to understand it by. */
final class Failures {

    private static final int MAX_TEXT = 500;

    private static final List<String> UNCONNECTED =
            List.of("Connection refused", "No route to host", "Network is unreachable");

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

    static Failed unsendable(String reason) {
        return new Failed(ErrorCode.INVALID_REQUEST, "the request cannot be sent: " + brief(reason));
    }

    /** Of everything after the request was found to be sound: what fails then is the other side or the way there. */
    static Failed of(Hop hop, Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof ConnectException) {
                return new Failed(
                        ErrorCode.CONNECTION_FAILED, hop.method() + " failed: " + unconnected(hop.url(), link));
            }
            if (link instanceof SSLException) {
                return new Failed(ErrorCode.TLS_FAILURE, "TLS was not agreed on: " + text(root(link)));
            }
        }
        return new Failed(ErrorCode.CONNECTION_FAILED, hop.method() + " failed: " + text(cause));
    }

    /** The client tells it in the words of the system call that failed. */
    private static String unconnected(TargetUrl url, Throwable cause) {
        String text = text(cause);
        return UNCONNECTED.stream()
                .filter(text::contains)
                .findFirst()
                .map(reason -> reason.toLowerCase(Locale.ROOT) + " (" + url.authority() + ")")
                .orElse(text);
    }

    /** What is thrown around it only says that it failed. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause.getMessage() == null ? root : cause;
        }
        return root;
    }

    static Failed provisional(Hop hop, int status) {
        return new Failed(
                ErrorCode.CONNECTION_FAILED,
                hop.method() + " failed: the target answered " + status + ", which is no end");
    }

    /** NUL is the one character that PostgreSQL cannot store. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : brief(message);
    }

    /** Messages may quote the other side at length. */
    private static String brief(String message) {
        return storable(message.length() <= MAX_TEXT ? message : message.substring(0, MAX_TEXT) + Failed.CUT);
    }
}
