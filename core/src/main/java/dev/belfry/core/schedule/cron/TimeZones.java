package dev.belfry.core.schedule.cron;

import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Time zones by their IANA name, links included, upper and lower case as IANA writes them.
 *
 * <p>The names are those of the running JDK's tzdb. Java's own notations ({@code GMT+5}, {@code +02:00}, {@code Z},
 * {@code SystemV/EST5}) are no IANA names and unknown here.
 */
public final class TimeZones {

    /** IANA names that the JDK leaves out, with what IANA links them to (tzdb 2024b, file "backward"). */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT");

    private static final Set<String> NAMES = ZoneRulesProvider.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private TimeZones() {}

    /** The rules of a zone; empty when the name is unknown. */
    public static Optional<ZoneRules> rules(String name) {
        String known = LEFT_OUT.getOrDefault(name, name);
        return NAMES.contains(known) ? Optional.of(ZoneRulesProvider.getRules(known, false)) : Optional.empty();
    }
}
