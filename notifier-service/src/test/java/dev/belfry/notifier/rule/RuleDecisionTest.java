package dev.belfry.notifier.rule;

import static dev.belfry.core.notification.NotificationEvent.ON_COMPLETION;
import static dev.belfry.core.notification.NotificationEvent.ON_DOWN;
import static dev.belfry.core.notification.NotificationEvent.ON_FAILURE;
import static dev.belfry.core.notification.NotificationEvent.ON_LATE;
import static dev.belfry.core.notification.NotificationEvent.ON_RECOVERED;
import static dev.belfry.core.notification.NotificationEvent.ON_RECOVERY;
import static dev.belfry.core.notification.NotificationEvent.ON_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.notifier.rule.Occurrence.Kind;
import dev.belfry.notifier.rule.RuleDecision.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    // In the order of the database, where a first digit of 8 or more comes last.
    private static final UUID FIRST = UUID.fromString("0199a1b2-0000-7000-8000-000000000001");
    private static final UUID GOOD = UUID.fromString("0199a1b2-0000-7000-8000-000000000002");
    private static final UUID WHAT = UUID.fromString("7199a1b2-0000-7000-8000-000000000003");
    private static final UUID LATER = UUID.fromString("f199a1b2-0000-7000-8000-000000000004");
    private static final Memory OPEN = new Memory(FIRST, false);

    @ParameterizedTest
    @CsvSource({
        "ON_SUCCESS, SUCCEEDED, true",
        "ON_SUCCESS, FAILED, false",
        "ON_SUCCESS, WAITING, false",
        "ON_FAILURE, SUCCEEDED, false",
        "ON_FAILURE, FAILED, true",
        "ON_FAILURE, WAITING, false",
        "ON_COMPLETION, SUCCEEDED, true",
        "ON_COMPLETION, FAILED, true",
        "ON_COMPLETION, WAITING, false",
        "ON_APPROVAL_REQUIRED, WAITING, true",
        "ON_APPROVAL_REQUIRED, FAILED, false",
        "ON_DOWN, DOWN, true",
        "ON_DOWN, UP, false",
        "ON_RECOVERY, UP, true",
        "ON_RECOVERY, DOWN, false"
    })
    void aRuleWithoutOptionsTellsItsEventEachTime(NotificationEvent event, Kind kind, boolean tells) {
        RuleDecision decision = RuleDecision.of(rule(event, RuleOptions.NONE), what(kind), failing(7), Memory.EMPTY);

        assertThat(decision.tells()).isEqualTo(tells);
        assertThat(decision.outageId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true", "1, 2, false", "2, 2, true", "3, 2, true", "2, 3, false", "3, 3, true"})
    void anOutageIsToldWhenItIsLongEnough(int failures, int needed, boolean tells) {
        RuleDecision decision =
                RuleDecision.of(rule(ON_FAILURE, after(needed)), what(Kind.FAILED), failing(failures), Memory.EMPTY);

        assertThat(decision.tells()).isEqualTo(tells);
        assertThat(decision.outage()).isEqualTo(tells ? Change.OPEN : Change.KEEP);
        assertThat(decision.outageId()).isEqualTo(tells ? FIRST : null);
    }

    @Test
    void anOutageThatWasToldIsNotToldAgain() {
        RuleDecision decision = RuleDecision.of(rule(ON_FAILURE, after(3)), what(Kind.FAILED), failing(4), OPEN);

        assertThat(decision).isEqualTo(new RuleDecision(false, null, Change.KEEP));
    }

    @Test
    void aFailureThatBecomesKnownAfterItsEndIsToldAndOpensNothing() {
        Standing over = healthy(3);

        RuleDecision decision = RuleDecision.of(rule(ON_FAILURE, after(3)), what(Kind.FAILED), over, Memory.EMPTY);

        assertThat(decision).isEqualTo(new RuleDecision(true, FIRST, Change.KEEP));
    }

    @Test
    void aSuccessClosesTheOutageBeforeItAndNoneBehindIt() {
        Rule rule = rule(ON_FAILURE, after(1));

        assertThat(RuleDecision.of(rule, what(Kind.SUCCEEDED), failing(2), OPEN).outage())
                .isEqualTo(Change.CLOSE);
        assertThat(RuleDecision.of(rule, what(Kind.SUCCEEDED), failing(2), new Memory(LATER, false))
                        .outage())
                .isEqualTo(Change.KEEP);
        assertThat(RuleDecision.of(rule, what(Kind.SUCCEEDED), healthy(2), Memory.EMPTY)
                        .outage())
                .isEqualTo(Change.KEEP);
    }

    @Test
    void aFailureBehindASuccessIsAnotherOutageThanTheOpenOne() {
        Standing second = new Standing(1, List.of(LATER), NOW, GOOD, null, false);

        assertThat(RuleDecision.of(rule(ON_FAILURE, after(1)), what(Kind.FAILED), second, OPEN))
                .isEqualTo(new RuleDecision(true, LATER, Change.OPEN));
    }

    @Test
    void aRunThatWasToldIsNotToldAgainWhenAnOlderFailureJoinsIt() {
        Memory told = new Memory(null, true);

        assertThat(RuleDecision.of(rule(ON_FAILURE, after(1)), what(Kind.FAILED), healthy(2), told)
                        .tells())
                .isFalse();
        assertThat(RuleDecision.of(rule(ON_RECOVERED, after(1)), what(Kind.SUCCEEDED), healthy(2), told)
                        .tells())
                .isFalse();
    }

    @Test
    void aRuleThatOnlyRemindsTellsAnOutageOnceAsWell() {
        RuleOptions reminds = new RuleOptions(null, null, Duration.ofHours(1), null, null);

        assertThat(RuleDecision.of(rule(ON_FAILURE, reminds), what(Kind.FAILED), failing(1), Memory.EMPTY))
                .isEqualTo(new RuleDecision(true, FIRST, Change.OPEN));
        assertThat(RuleDecision.of(rule(ON_FAILURE, reminds), what(Kind.FAILED), failing(2), OPEN)
                        .tells())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "1, 1, true", "2, 3, false", "3, 3, true"})
    void aRecoveryIsTheFirstSuccessAfterEnoughFailures(int failures, int needed, boolean tells) {
        RuleDecision decision = RuleDecision.of(
                rule(ON_RECOVERED, after(needed)), what(Kind.SUCCEEDED), healthy(failures), Memory.EMPTY);

        assertThat(decision.tells()).isEqualTo(tells);
        assertThat(decision.outageId()).isEqualTo(tells ? FIRST : null);
    }

    @ParameterizedTest
    @CsvSource({"59, false", "60, false", "61, true"})
    void lateIsMoreThanTheRulePermits(int seconds, boolean tells) {
        RuleOptions late = new RuleOptions(null, null, null, Duration.ofSeconds(60), null);
        Occurrence what = new Occurrence(
                UUID.randomUUID(), UUID.randomUUID(), FIRST, null, Kind.SUCCEEDED, NOW, Duration.ofSeconds(seconds));

        assertThat(RuleDecision.of(rule(ON_LATE, late), what, Standing.UNKNOWN, Memory.EMPTY)
                        .tells())
                .isEqualTo(tells);
    }

    @Test
    void aMonitorIsRemindedOfWhileItIsDown() {
        RuleOptions reminds = new RuleOptions(null, null, Duration.ofHours(1), null, null);

        assertThat(RuleDecision.of(rule(ON_DOWN, reminds), what(Kind.DOWN), failing(0), Memory.EMPTY)
                        .outage())
                .isEqualTo(Change.OPEN);
        assertThat(RuleDecision.of(rule(ON_DOWN, reminds), what(Kind.DOWN), healthy(0), Memory.EMPTY)
                        .outage())
                .isEqualTo(Change.KEEP);
        assertThat(RuleDecision.of(rule(ON_DOWN, reminds), what(Kind.UP), healthy(0), OPEN))
                .isEqualTo(new RuleDecision(false, null, Change.CLOSE));
    }

    @Test
    void onlyWhatDependsOnTheTellingBeforeNeedsTheLock() {
        assertThat(rule(ON_SUCCESS, RuleOptions.NONE).remembers()).isFalse();
        assertThat(rule(ON_FAILURE, RuleOptions.NONE).remembers()).isFalse();
        assertThat(rule(ON_COMPLETION, RuleOptions.NONE).remembers()).isFalse();
        assertThat(rule(ON_RECOVERY, RuleOptions.NONE).remembers()).isFalse();
        assertThat(rule(ON_RECOVERED, RuleOptions.NONE).remembers()).isTrue();
        assertThat(rule(ON_FAILURE, after(1)).remembers()).isTrue();
        assertThat(rule(ON_SUCCESS, new RuleOptions(null, Duration.ofMinutes(1), null, null, null))
                        .remembers())
                .isTrue();
    }

    private static Rule rule(NotificationEvent event, RuleOptions options) {
        return new Rule(UUID.randomUUID(), UUID.randomUUID(), event, options);
    }

    private static RuleOptions after(int failures) {
        return new RuleOptions(failures, null, null, null, null);
    }

    private static Standing failing(int failures) {
        return new Standing(failures, List.of(FIRST), NOW, null, null, false);
    }

    private static Standing healthy(int failures) {
        return new Standing(failures, List.of(FIRST), NOW, null, GOOD, true);
    }

    private static Occurrence what(Kind kind) {
        boolean ofMonitor = kind == Kind.DOWN || kind == Kind.UP;
        UUID target = UUID.randomUUID();
        return new Occurrence(
                WHAT,
                UUID.randomUUID(),
                ofMonitor ? null : target,
                ofMonitor ? target : null,
                kind,
                NOW,
                Duration.ZERO);
    }
}
