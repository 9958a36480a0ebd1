package dev.belfry.notifier.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.notification.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final RuleOptions TEN_MINUTES = new RuleOptions(null, Duration.ofMinutes(10), null, null, null);
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC);
    private static final RuleOptions QUIET_NIGHT = new RuleOptions(null, null, null, null, NIGHT);

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID third = UUID.randomUUID();

    @Test
    void aRuleThatDoesNotPaceSendsEverythingAtOnce() {
        Pace.Slot slot = Pace.NEW.place(first, RuleOptions.NONE, NOON);

        assertThat(slot.dueAt()).isEqualTo(NOON);
        assertThat(slot.next()).isEqualTo(Pace.NEW);
    }

    @Test
    void withinTheIntervalOneMessageWaitsAndCountsTheOthersIn() {
        Pace.Slot sent = Pace.NEW.place(first, TEN_MINUTES, NOON);
        Pace.Slot waits = sent.next().place(second, TEN_MINUTES, NOON.plusSeconds(60));
        Pace.Slot folded = waits.next().place(third, TEN_MINUTES, NOON.plusSeconds(120));

        assertThat(sent.dueAt()).isEqualTo(NOON);
        assertThat(waits.dueAt()).isEqualTo(NOON.plusSeconds(600));
        assertThat(waits.foldedInto()).isNull();
        assertThat(folded.foldedInto()).isEqualTo(second);
        assertThat(folded.next()).isEqualTo(waits.next());
    }

    @Test
    void afterTheIntervalTheNextMessageGoesOutAtOnce() {
        Pace.Slot next = new Pace(NOON, null).place(second, TEN_MINUTES, NOON.plusSeconds(601));

        assertThat(next.dueAt()).isEqualTo(NOON.plusSeconds(601));
        assertThat(next.foldedInto()).isNull();
    }

    @Test
    void thePlaceOfAMessageThatAnotherSpeaksForIsFreeAgain() {
        Pace gone = new Pace(NOON.plusSeconds(600), null);

        Pace.Slot next = gone.place(second, TEN_MINUTES, NOON.plusSeconds(60));

        assertThat(next.dueAt()).isEqualTo(NOON.plusSeconds(600));
        assertThat(next.next().waitingId()).isEqualTo(second);
    }

    @Test
    void nothingIsCountedIntoAMessageThatIsDue() {
        Pace waited = new Pace(NOON, first);

        assertThat(waited.place(second, TEN_MINUTES, NOON).foldedInto()).isNull();
    }

    @Test
    void quietHoursHoldOneMessageUntilTheirEnd() {
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");

        Pace.Slot waits = Pace.NEW.place(first, QUIET_NIGHT, midnight);
        Pace.Slot folded = waits.next().place(second, QUIET_NIGHT, midnight.plusSeconds(60));

        assertThat(waits.dueAt()).isEqualTo(Instant.parse("2026-11-23T07:00:00Z"));
        assertThat(folded.foldedInto()).isEqualTo(first);
    }

    @Test
    void outsideOfQuietHoursEveryMessageGoesOut() {
        Pace.Slot sent = Pace.NEW.place(first, QUIET_NIGHT, NOON);
        Pace.Slot next = sent.next().place(second, QUIET_NIGHT, NOON);

        assertThat(next.dueAt()).isEqualTo(NOON);
        assertThat(next.foldedInto()).isNull();
    }

    @Test
    void anIntervalThatEndsInQuietHoursIsMadeLonger() {
        RuleOptions both = new RuleOptions(null, Duration.ofHours(3), null, null, NIGHT);
        Instant evening = Instant.parse("2026-11-22T20:00:00Z");

        Pace.Slot waits = new Pace(evening, null).place(first, both, evening.plusSeconds(1));

        assertThat(waits.dueAt()).isEqualTo(Instant.parse("2026-11-23T07:00:00Z"));
    }
}
