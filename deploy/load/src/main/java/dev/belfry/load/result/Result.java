package dev.belfry.load.result;

import dev.belfry.load.installation.Usage;
import java.util.Map;

/**
 * What a workload gave.
 *
 * @param calls how many executions were called, or requests answered
 * @param seconds from the first instant to the last call
 * @param lateness from the scheduled time to the call; W5 and W8: until the answer; W6: from the answer to the call
 * @param duplicates calls of an execution that had been called before
 * @param early calls before their time
 * @param stored executions whose success is stored
 * @param receivedAfter seconds from the last instant until the last call was received
 * @param storedAfter seconds from the last instant until the last result was stored
 * @param cpuSeconds by part, for all of the workload but the creation of its jobs
 * @param peakMegabytes by part: proportional set size, at its peak
 */
public record Result(
        String workload,
        long calls,
        double seconds,
        Lateness lateness,
        long duplicates,
        long early,
        long stored,
        double receivedAfter,
        double storedAfter,
        Map<String, Double> cpuSeconds,
        Map<String, Double> peakMegabytes) {

    public double perSecond() {
        return calls / seconds;
    }

    public double cpuSecondsInAll() {
        return Usage.sum(cpuSeconds);
    }
}
