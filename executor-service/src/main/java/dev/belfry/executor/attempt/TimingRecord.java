package dev.belfry.executor.attempt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.belfry.transport.http.CallTiming;
import org.jspecify.annotations.Nullable;

/** Where an attempt's time went, as it is stored and shown; what each phase means is told by {@link CallTiming}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimingRecord(
        @JsonProperty("dnsMs") @Nullable Double dnsMs,
        @JsonProperty("connectMs") @Nullable Double connectMs,
        @JsonProperty("tlsMs") @Nullable Double tlsMs,
        @JsonProperty("firstByteMs") @Nullable Double firstByteMs,
        @JsonProperty("totalMs") double totalMs) {

    static @Nullable TimingRecord of(@Nullable CallTiming timing) {
        return timing == null
                ? null
                : new TimingRecord(
                        timing.dnsMs(), timing.connectMs(), timing.tlsMs(), timing.firstByteMs(), timing.totalMs());
    }
}
