package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Compares with an oracle that looks at the wall clock minute by minute, as a cron daemon does: slow, and too simple to
 * be wrong in the same way.
 */
class ZonedCronOracleTest {

    private static final int CASES = 600;
    private static final Duration MARGIN = Duration.ofDays(3);

    private final Random random = new Random(20260308);
    private final RandomCron expressions = new RandomCron(3);
    private final List<String> zones =
            ZoneRulesProvider.getAvailableZoneIds().stream().sorted().toList();

    @Test
    void agreesWithAClockWatcherAroundChangesOfClocks() {
        int changes = 0;
        for (int i = 0; i < CASES; i++) {
            ZoneRules rules = ZoneRulesProvider.getRules(zones.get(random.nextInt(zones.size())), false);
            Instant middle = Instant.parse("1980-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(120 * 365)));
            ZoneOffsetTransition change = rules.nextTransition(middle);
            changes += change == null ? 0 : 1;
            if (change == null) {
                compare(expressions.legal(), rules, middle);
            } else {
                int hour = change.getDateTimeBefore().getHour();
                compare(expressions.legalAround(hour), rules, change.getInstant());
            }
        }
        assertThat(changes).as("cases with a change of clocks").isGreaterThan(CASES / 10);
    }

    private void compare(String text, ZoneRules rules, Instant middle) {
        CronExpression expression = CronReading.of(text).expression();
        if (expression == null) {
            return; // a day that no year has
        }
        boolean skipsGaps = random.nextInt(4) == 0;
        Instant from = middle.minus(MARGIN);
        Instant until = middle.plus(MARGIN);
        assertThat(enumerated(new ZonedCron(expression, rules, skipsGaps), from, until))
                .as("%s around %s, %s, skip %s", text, middle, rules, skipsGaps)
                .isEqualTo(watched(new NaiveCron(text), rules, skipsGaps, from, until));
    }

    private static List<Instant> enumerated(ZonedCron cron, Instant from, Instant until) {
        List<Instant> ticks = new ArrayList<>();
        Instant tick = cron.next(from);
        while (tick != null && tick.isBefore(until)) {
            ticks.add(tick);
            tick = cron.next(tick);
        }
        return ticks;
    }

    private static List<Instant> watched(
            NaiveCron cron, ZoneRules rules, boolean skipsGaps, Instant from, Instant until) {
        List<Instant> ticks = new ArrayList<>();
        Set<LocalDateTime> had = new HashSet<>();
        Instant start = from.minus(Duration.ofDays(2)); // what the clock showed before counts for doubled times
        LocalDateTime shown = wallClock(rules, start);
        for (Instant now = start.plusSeconds(60); now.isBefore(until); now = now.plusSeconds(60)) {
            LocalDateTime time = wallClock(rules, now);
            boolean due = cron.matches(time) && (had.add(time) || !cron.isFixedTime());
            if (cron.isFixedTime() && !skipsGaps) {
                due |= missedBetween(cron, shown, time);
            }
            if (due && now.isAfter(from)) {
                ticks.add(now);
            }
            shown = time;
        }
        return ticks;
    }

    private static boolean missedBetween(NaiveCron cron, LocalDateTime shown, LocalDateTime time) {
        for (LocalDateTime missing = shown.plusMinutes(1); missing.isBefore(time); missing = missing.plusMinutes(1)) {
            if (cron.matches(missing)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDateTime wallClock(ZoneRules rules, Instant instant) {
        ZoneOffset offset = Objects.requireNonNull(rules.getOffset(instant));
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, offset);
    }
}
