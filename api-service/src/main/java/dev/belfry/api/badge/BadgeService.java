package dev.belfry.api.badge;

import dev.belfry.api.address.AddressService;
import dev.belfry.api.address.Purpose;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.core.monitor.MonitorState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what a badge shows. */
@ApplicationScoped
public class BadgeService {

    private final AddressService addresses;
    private final BadgeRepository badges;

    BadgeService(AddressService addresses, BadgeRepository badges) {
        this.addresses = addresses;
        this.badges = badges;
    }

    Uni<MonitorState> state(String token) {
        return addresses
                .find(Purpose.BADGE, token)
                .map(found -> found.orElseThrow(BadgeService::unknown))
                .chain(address -> badges.state(address.workspace(), address.id()))
                .map(state -> state.orElseThrow(() -> {
                    addresses.forget(Purpose.BADGE, token);
                    return unknown();
                }));
    }

    private static Problem unknown() {
        return new Problem(ProblemCode.NOT_FOUND, "there is no badge at this address", List.of());
    }
}
