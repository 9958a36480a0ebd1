package dev.belfry.api.ping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.monitor.Expectation;
import dev.belfry.core.monitor.HeartbeatSchedule;
import dev.belfry.core.monitor.MonitorState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatTest {

    private static final Instant NINE = Instant.parse("2026-03-16T09:00:00Z");
    private static final Expectation HOURLY =
            new Expectation(HeartbeatSchedule.of(3600, null, null), Duration.ofMinutes(2), null);

    @ParameterizedTest
    @CsvSource({
        "PENDING, success, UP",
        "PENDING, 0,       UP",
        "PENDING, start,   PENDING",
        "PENDING, log,     PENDING",
        "PENDING, fail,    DOWN",
        "UP,      success, UP",
        "UP,      start,   UP",
        "UP,      log,     UP",
        "UP,      fail,    DOWN",
        "UP,      1,       DOWN",
        "UP,      255,     DOWN",
        "DOWN,    success, UP",
        "DOWN,    0,       UP",
        "DOWN,    start,   DOWN",
        "DOWN,    log,     DOWN",
        "DOWN,    fail,    DOWN",
        "PAUSED,  success, PAUSED",
        "PAUSED,  start,   PAUSED",
        "PAUSED,  log,     PAUSED",
        "PAUSED,  fail,    PAUSED"
    })
    void eachSignalLeadsFromEachStateToOne(MonitorState from, String signal, MonitorState to) {
        Heartbeat monitor = monitor(HOURLY, from);

        Optional<Heartbeat.Flip> flip = monitor.take(Signal.parse(signal), null, NINE);

        assertThat(monitor.state()).isEqualTo(to);
        assertThat(flip.map(Heartbeat.Flip::to)).isEqualTo(from == to ? Optional.empty() : Optional.of(to));
        assertThat(monitor.pingCount()).isEqualTo(8);
        assertThat(monitor.row().lastPingAt()).isEqualTo(NINE);
    }

    @Test
    void aFlipSaysWhatHappened() {
        Heartbeat monitor = monitor(HOURLY, MonitorState.UP);

        assertThat(reason(monitor, "3")).isEqualTo("a run ended with exit code 3");
        assertThat(reason(monitor, "0")).isEqualTo("a ping came");
        assertThat(reason(monitor, "fail")).isEqualTo("a run reported that it failed");
    }

    @Test
    void aSuccessMovesTheDeadlineAndAStartBringsItNearer() {
        Heartbeat monitor = monitor(HOURLY, MonitorState.UP);

        monitor.take(Signal.SUCCESS, null, NINE);
        assertThat(monitor.row().nextExpectedAt()).isEqualTo(NINE.plusSeconds(3_720));

        monitor.take(Signal.parse("start"), null, NINE.plusSeconds(60));
        assertThat(monitor.row().nextExpectedAt()).isEqualTo(NINE.plusSeconds(180));

        monitor.take(Signal.SUCCESS, null, NINE.plusSeconds(100));
        assertThat(monitor.row().nextExpectedAt()).isEqualTo(NINE.plusSeconds(3_820));
        assertThat(monitor.row().startedAt()).isNull();
    }

    @Test
    void aSecondStartDoesNotHideThatTheFirstRunHangs() {
        Heartbeat monitor = monitor(HOURLY, MonitorState.UP);

        monitor.take(Signal.parse("start"), "a", NINE);
        monitor.take(Signal.parse("start"), "b", NINE.plusSeconds(60));
        monitor.take(Signal.SUCCESS, "b", NINE.plusSeconds(90));

        assertThat(monitor.row().startedRun()).isEqualTo("a");
        assertThat(monitor.row().nextExpectedAt()).isEqualTo(NINE.plusSeconds(120));

        monitor.take(Signal.SUCCESS, "a", NINE.plusSeconds(100));
        assertThat(monitor.row().startedAt()).isNull();
        assertThat(monitor.row().nextExpectedAt()).isEqualTo(NINE.plusSeconds(3_820));
    }

    @Test
    void theEndOfTheFirstRunDoesNotHideThatTheSecondHangs() {
        Heartbeat monitor = monitor(HOURLY, MonitorState.UP);

        monitor.take(Signal.parse("start"), "a", NINE);
        monitor.take(Signal.parse("start"), "b", NINE.plusSeconds(60));
        monitor.take(Signal.SUCCESS, "a", NINE.plusSeconds(90));

        assertThat(monitor.row().startedRun()).isEqualTo("b");
        assertThat(monitor.row().nextExpectedAt()).isEqualTo(NINE.plusSeconds(180));
    }

    @ParameterizedTest
    @CsvSource({"a, ''", "'', a", "a, a", "'', ''"})
    void anEndWithoutARunIdEndsWhateverIsUnderWay(String began, String ended) {
        Heartbeat monitor = monitor(HOURLY, MonitorState.UP);

        monitor.take(Signal.parse("start"), run(began), NINE);
        monitor.take(Signal.SUCCESS, run(ended), NINE.plusSeconds(10));

        assertThat(monitor.row().startedAt()).isNull();
    }

    /** A moment that another replica's ping has passed already. */
    @Test
    void anOlderPingThatWasCommittedLaterTakesNothingBack() {
        Heartbeat monitor = monitor(HOURLY, MonitorState.UP);

        monitor.take(Signal.SUCCESS, null, NINE.plusSeconds(1));
        monitor.take(Signal.SUCCESS, null, NINE);

        assertThat(monitor.row().lastPingAt()).isEqualTo(NINE.plusSeconds(1));
        assertThat(monitor.row().anchorAt()).isEqualTo(NINE.plusSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = MonitorState.class,
            names = {"DOWN", "PAUSED"})
    void aLogMovesNothingButTheTimeOfTheLastPing(MonitorState state) {
        Heartbeat monitor = monitor(HOURLY, state);
        Heartbeat.Stored before = monitor.row();

        monitor.take(Signal.parse("log"), null, NINE);

        assertThat(monitor.row().nextExpectedAt()).isEqualTo(before.nextExpectedAt());
        assertThat(monitor.row().anchorAt()).isEqualTo(before.anchorAt());
    }

    private static String reason(Heartbeat monitor, String signal) {
        return monitor.take(Signal.parse(signal), null, NINE).orElseThrow().reason();
    }

    private static @Nullable String run(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Heartbeat monitor(Expectation expectation, MonitorState state) {
        Instant anchor = NINE.minusSeconds(1_800);
        Instant deadline = state == MonitorState.PAUSED ? null : anchor.plusSeconds(3_720);
        return new Heartbeat(
                UUID.randomUUID(),
                expectation,
                new Heartbeat.Stored(state, anchor, null, null, null, null, deadline, 7));
    }
}
