package dev.belfry.transport.http;

import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What may be called besides public addresses. */
@ConfigMapping(prefix = "belfry.outbound")
public interface OutboundConfig {

    /** Address ranges in CIDR notation, separated by commas; none by default. */
    Optional<String> allow();

    /** The guard these settings ask for. */
    default AddressGuard guard() {
        return new AddressGuard(Cidr.parseList(allow().orElse("")));
    }
}
