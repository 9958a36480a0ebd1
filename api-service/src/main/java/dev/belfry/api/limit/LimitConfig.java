package dev.belfry.api.limit;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;

/**
 * How much a caller may ask for. All replicas have to be told the same.
 *
 * <p>A caller's address is the other end of the connection. Behind a proxy that would be the proxy's, so everybody would
 * share its allowance: there, set {@code quarkus.http.proxy.proxy-address-forwarding=true},
 * {@code quarkus.http.proxy.allow-x-forwarded=true} (or {@code allow-forwarded}) and name the proxies in
 * {@code quarkus.http.proxy.trusted-proxies}. Without that last one any caller could choose its address by a header.
 */
@ConfigMapping(prefix = "belfry.rate-limit")
public interface LimitConfig {

    /** Whether there are limits, and the headers that tell them. */
    enum Switch {
        ON,
        OFF
    }

    /** The value of {@code belfry.rate-limit} itself, on or off. */
    @WithParentName
    @WithDefault("on")
    Switch enabled();

    /** Requests a minute of one API token, or of one login in one workspace; 1 to 100,000. Also how many at once. */
    @WithDefault("600")
    @Bounds(min = 1, max = 100_000)
    int tokenPerMinute();

    /** Requests a minute without valid credentials from one address; 1 to 100,000. Also how many at once. */
    @WithDefault("600")
    @Bounds(min = 1, max = 100_000)
    int addressPerMinute();

    /**
     * Requests an hour from one address, with or without credentials, where a password is tried or set or a mail is sent;
     * 1 to 100,000. Also how many at once.
     */
    @WithDefault("60")
    @Bounds(min = 1, max = 100_000)
    int loginPerHour();

    /** Pings a minute to one monitor; 1 to 100,000. Also how many at once. To no monitor: as from any address. */
    @WithDefault("60")
    @Bounds(min = 1, max = 100_000)
    int pingPerMinute();

    /** Each of these numbers is meant this many times; 1 to 100. For places where all callers are one person. */
    @WithDefault("1")
    @Bounds(min = 1, max = 100)
    int times();

    default Limit token() {
        return new Limit("token", tokenPerMinute() * times(), Duration.ofMinutes(1));
    }

    default Limit address() {
        return new Limit("address", addressPerMinute() * times(), Duration.ofMinutes(1));
    }

    default Limit login() {
        return new Limit("login", loginPerHour() * times(), Duration.ofHours(1));
    }

    default Limit ping() {
        return new Limit("ping", pingPerMinute() * times(), Duration.ofMinutes(1));
    }
}
