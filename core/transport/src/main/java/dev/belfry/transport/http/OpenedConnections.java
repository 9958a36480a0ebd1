package dev.belfry.transport.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections are open, and when each was opened that nobody has used yet. Safe for any number of threads.
 *
 * <p>A connection is kept for the next call to the same target, which may never come: a job whose address is another one
 * each time would leave as many open as it has calls in half a minute. So beyond a number none is kept.
 */
final class OpenedConnections {

    private final int mostKept;
    private final AtomicInteger open = new AtomicInteger();

    /** How many may be open before calls close theirs. */
    OpenedConnections(int mostKept) {
        this.mostKept = mostKept;
    }

    /**
     * The instants of {@link System#nanoTime} at which a connection came about.
     *
     * @param tcpAt when TCP had connected
     * @param readyAt when it could be used: later than {@code tcpAt} by the time TLS took
     */
    record Opened(long tcpAt, long readyAt, boolean isTls) {}

    /** What a channel and the connection on it have in common. */
    private record Ends(int localPort, String remoteHost, int remotePort) {}

    private final Map<Ends, Long> handshakes = new ConcurrentHashMap<>();
    private final Map<HttpConnection, Opened> unused = new ConcurrentHashMap<>();

    /** TCP has connected; TLS begins. */
    void tlsBegins(Channel channel) {
        if (channel.localAddress() instanceof InetSocketAddress local
                && channel.remoteAddress() instanceof InetSocketAddress remote) {
            Ends ends = new Ends(local.getPort(), remote.getAddress().getHostAddress(), remote.getPort());
            handshakes.put(ends, System.nanoTime());
            channel.closeFuture().addListener(closed -> handshakes.remove(ends));
        }
    }

    /** The connection can be used. */
    void ready(HttpConnection connection) {
        long now = System.nanoTime();
        Long tcpAt = connection.isSsl() ? handshakes.remove(ends(connection)) : null;
        unused.put(connection, new Opened(tcpAt == null ? now : tcpAt, now, tcpAt != null));
        open.incrementAndGet();
        connection.closeHandler(closed -> {
            unused.remove(connection);
            open.decrementAndGet();
        });
    }

    /** Whether so many are open that a call should not leave another one behind. */
    boolean areMany() {
        return open.get() > mostKept;
    }

    /** How the connection was opened, to whoever asks first; null when it has been used before. */
    @Nullable
    Opened firstUse(HttpConnection connection) {
        return unused.remove(connection);
    }

    private static Ends ends(HttpConnection connection) {
        return new Ends(
                connection.localAddress(true).port(),
                connection.remoteAddress(true).hostAddress(),
                connection.remoteAddress(true).port());
    }
}
