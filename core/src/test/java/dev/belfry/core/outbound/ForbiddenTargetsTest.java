package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.testing.ForbiddenTargets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The decision alone: nobody is called. */
class ForbiddenTargetsTest {

    private final AddressGuard guard = new AddressGuard(List.of());

    @Test
    void everyWayToWriteAForbiddenAddressIsRefused() {
        assertThat(ForbiddenTargets.elsewhere()).hasSizeGreaterThan(400).allSatisfy(this::assertRefused);
        assertThat(ForbiddenTargets.loopback(80)).hasSizeGreaterThan(60).allSatisfy(this::assertRefused);
    }

    /** Allowing a neighbour allows no other spelling of what is still forbidden. */
    @Test
    void whatIsAllowedBesideChangesNothing() {
        AddressGuard neighbours = new AddressGuard(Cidr.parseList("127.0.0.1/32,10.0.0.2/32,::1/128"));

        assertThat(ForbiddenTargets.loopback(80))
                .allSatisfy(url -> assertThat(refusal(neighbours, url)).isPresent());
        assertThat(ForbiddenTargets.elsewhere())
                .allSatisfy(url -> assertThat(refusal(neighbours, url)).isPresent());
    }

    private void assertRefused(String url) {
        assertThat(refusal(guard, url)).as(url).isPresent();
    }

    private static Optional<String> refusal(AddressGuard guard, String url) {
        try {
            return guard.refusal(TargetUrl.parse(url));
        } catch (InvalidTargetException e) {
            return Optional.of(e.getMessage());
        }
    }
}
