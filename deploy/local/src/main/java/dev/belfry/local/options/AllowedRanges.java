package dev.belfry.local.options;

import dev.belfry.core.outbound.Cidr;
import java.util.Arrays;
import java.util.List;

/** Private address ranges that jobs may call, in CIDR notation; empty means none. */
public record AllowedRanges(List<String> ranges) {

    public static final AllowedRanges LOOPBACK = new AllowedRanges(List.of("127.0.0.0/8", "::1/128"));

    public AllowedRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads {@code none} or a comma-separated list.
     *
     * @throws IllegalArgumentException when a part is no range; the message names it
     */
    public static AllowedRanges parse(String text) {
        if (text.equals("none")) {
            return new AllowedRanges(List.of());
        }
        List<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        parts.forEach(AllowedRanges::requireRange);
        return new AllowedRanges(parts);
    }

    /** The form that services take: comma separated, empty for none. */
    public String toSetting() {
        return String.join(",", ranges);
    }

    private static void requireRange(String part) {
        try {
            Cidr.parse(part);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--allow: " + e.getMessage() + ", or none", e);
        }
    }
}
