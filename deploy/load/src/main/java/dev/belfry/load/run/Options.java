package dev.belfry.load.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the command line asks for.
 *
 * @param workloads in lower case: w1 to w8 and start
 * @param rounds how often W1 is measured; the median round counts
 * @param warmUps herds before anything is measured
 * @param json where the results go as JSON
 */
record Options(Path root, Path data, int port, List<String> workloads, int rounds, int warmUps, int herd, Path json) {

    private static final List<String> WORKLOADS = List.of("w1", "w2", "w4", "w5", "w6", "w8", "w3", "w7", "start");

    static Options parse(String[] arguments) {
        Path root = Path.of(System.getProperty("belfry.root", "")).toAbsolutePath();
        Path target = root.resolve("deploy/load/target");
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "--data", target.resolve("data").toString(),
                "--port", "18099",
                "--workloads", String.join(",", WORKLOADS),
                "--rounds", "5",
                "--warm-ups", "10",
                "--herd", "10000",
                "--json", target.resolve("results.json").toString()));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!values.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "unknown or without a value: " + arguments[i] + "; known: " + values.keySet());
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Options(
                root,
                Path.of(value(values, "--data")),
                Integer.parseInt(value(values, "--port")),
                workloads(value(values, "--workloads")),
                Integer.parseInt(value(values, "--rounds")),
                Integer.parseInt(value(values, "--warm-ups")),
                Integer.parseInt(value(values, "--herd")),
                Path.of(value(values, "--json")));
    }

    private static List<String> workloads(String text) {
        List<String> asked = Arrays.asList(text.split(","));
        if (!WORKLOADS.containsAll(asked)) {
            throw new IllegalArgumentException("--workloads takes some of " + WORKLOADS + ", not " + text);
        }
        return asked;
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }
}
