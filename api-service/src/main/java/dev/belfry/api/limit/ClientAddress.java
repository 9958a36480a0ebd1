package dev.belfry.api.limit;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who calls, told by the network. */
public final class ClientAddress {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The address as bytes; of IPv6 the network, because each customer is given one and may use any address of it. */
    static byte[] of(RoutingContext context) {
        return of(context.request());
    }

    /** The same as text, to count by. */
    public static String textOf(HttpServerRequest request) {
        return HexFormat.of().formatHex(of(request));
    }

    private static byte[] of(HttpServerRequest request) {
        SocketAddress client = request.remoteAddress();
        return client == null ? new byte[0] : of(client.hostAddress(), client.host());
    }

    /** @param otherwise stands for a client whom a proxy does not name by an address */
    static byte[] of(@Nullable String address, @Nullable String otherwise) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return String.valueOf(otherwise).getBytes(StandardCharsets.UTF_8);
        }
        return bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
    }
}
