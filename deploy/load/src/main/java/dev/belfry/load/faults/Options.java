package dev.belfry.load.faults;

import dev.belfry.load.faults.inject.Kind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param faults how many are to befall
 * @param instants how many are to come due; the load goes on after the last fault until then
 * @param perSecond one-shots that are created, besides the jobs that stand and the herds
 * @param only the kinds to draw from
 * @param longest after which no further fault begins
 * @param shorter by how much the long faults are shortened
 * @param programs where PostgreSQL's programs are unpacked
 * @param archives where archives of classes are kept; none where it is absent
 */
public record Options(
        Path root,
        Path data,
        Path programs,
        Path archives,
        int faults,
        int instants,
        double perSecond,
        List<Kind> only,
        long seed,
        Duration longest,
        int shorter,
        Path json) {

    private static final Map<String, String> DEFAULTS = Map.of(
            "--faults", "300",
            "--instants", "30000",
            "--per-second", "4",
            "--only", "",
            "--seed", "",
            "--minutes", "1440",
            "--shorter", "1",
            "--data", "",
            "--json", "");

    static Options parse(String[] arguments) {
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            if (!values.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "unknown or without a value: " + arguments[i] + "; known: " + values.keySet());
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        Path root = Path.of(System.getProperty("belfry.root", "")).toAbsolutePath();
        Path target = root.resolve("deploy/load/target");
        Path data = path(values, "--data", target.resolve("faults"));
        String seed = value(values, "--seed");
        return new Options(
                root,
                data,
                data.resolve("programs"),
                target.resolve("archives"),
                Integer.parseInt(value(values, "--faults")),
                Integer.parseInt(value(values, "--instants")),
                Double.parseDouble(value(values, "--per-second")),
                kinds(value(values, "--only")),
                seed.isEmpty() ? new SecureRandom().nextInt(1_000_000) : Long.parseLong(seed),
                Duration.ofMinutes(Integer.parseInt(value(values, "--minutes"))),
                Integer.parseInt(value(values, "--shorter")),
                path(values, "--json", target.resolve("faults.json")));
    }

    private static List<Kind> kinds(String text) {
        if (text.isEmpty()) {
            return List.of(Kind.values());
        }
        List<Kind> kinds = new ArrayList<>();
        for (String name : text.split(",")) {
            kinds.add(Kind.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("--only takes some of "
                            + Arrays.stream(Kind.values()).map(Kind::shortName).collect(Collectors.joining(","))
                            + ", not " + name)));
        }
        return kinds;
    }

    private static Path path(Map<String, String> values, String name, Path otherwise) {
        String value = value(values, name);
        return value.isEmpty() ? otherwise : Path.of(value).toAbsolutePath();
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }
}
