package dev.belfry.notifier.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.notifier.match.StandingRepository.Reach;
import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Occurrence.Kind;
import dev.belfry.notifier.rule.Rule;
import dev.belfry.notifier.rule.RuleOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

    @ParameterizedTest
    @CsvSource({
        "ON_FAILURE, FAILED, true",
        "ON_FAILURE, SUCCEEDED, false",
        "ON_RECOVERED, SUCCEEDED, true",
        "ON_COMPLETION, FAILED, false",
        "ON_LATE, FAILED, false",
        "ON_SUCCESS, SUCCEEDED, false",
        "ON_APPROVAL_REQUIRED, WAITING, false"
    })
    void onlyWhoCountsFailuresAsksForThem(NotificationEvent event, Kind kind, boolean needs) {
        assertThat(match(event, kind, RuleOptions.NONE).needsStanding()).isEqualTo(needs);
    }

    @Test
    void whoTellsOnceLooksLessFarBackThanWhoTellsHowLongItHasLasted() {
        RuleOptions once = new RuleOptions(100, null, null, null, null);

        assertThat(match(NotificationEvent.ON_FAILURE, Kind.FAILED, once).reach())
                .isEqualTo(Reach.NEAR);
        assertThat(match(NotificationEvent.ON_FAILURE, Kind.FAILED, RuleOptions.NONE)
                        .reach())
                .isEqualTo(Reach.FAR);
        assertThat(match(NotificationEvent.ON_RECOVERED, Kind.SUCCEEDED, once).reach())
                .isEqualTo(Reach.FAR);
    }

    private static Match match(NotificationEvent event, Kind kind, RuleOptions options) {
        UUID id = UUID.randomUUID();
        return new Match(
                new Rule(id, id, event, options), new Occurrence(id, id, id, null, kind, Instant.EPOCH, Duration.ZERO));
    }
}
