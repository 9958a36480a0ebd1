package dev.belfry.transport.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When each connection that nobody has used yet was opened. Safe for any number of threads. */
final class OpenedConnections {

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
        connection.closeHandler(closed -> unused.remove(connection));
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
