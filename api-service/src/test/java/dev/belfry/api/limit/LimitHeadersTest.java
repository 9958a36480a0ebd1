package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LimitHeadersTest {

    private static final Limit SIXTY = new Limit("test", 60, Duration.ofMinutes(1));
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final LimitHeaders headers = new LimitHeaders(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void secondsFromNowAndMillisecondsSince1970TellTheSame() {
        MultiMap told = told(new Verdict(SIXTY, true, 1_500_001));

        assertThat(told.get("RateLimit-Limit")).isEqualTo("60");
        assertThat(told.get("RateLimit-Remaining")).isEqualTo("58");
        assertThat(told.get("RateLimit-Reset")).isEqualTo("2");
        assertThat(told.get("x-ratelimit-limit")).isEqualTo("60");
        assertThat(told.get("x-ratelimit-remaining")).isEqualTo("58");
        assertThat(told.get("x-ratelimit-reset")).isEqualTo(Long.toString(NOW.toEpochMilli() + 1501));
        assertThat(told.contains("Retry-After")).isFalse();
    }

    @Test
    void aRefusedRequestIsToldToWaitAtLeastASecond() {
        for (long used : new long[] {59_000_001, 59_500_000, 60_000_000}) {
            MultiMap told = told(new Verdict(SIXTY, false, used));

            assertThat(told.get("RateLimit-Remaining")).isEqualTo("0");
            assertThat(told.get("RateLimit-Reset")).isEqualTo("1");
            assertThat(told.get("Retry-After")).isEqualTo("1");
        }
    }

    private MultiMap told(Verdict verdict) {
        MultiMap told = MultiMap.caseInsensitiveMultiMap();
        headers.put(verdict, told);
        return told;
    }
}
