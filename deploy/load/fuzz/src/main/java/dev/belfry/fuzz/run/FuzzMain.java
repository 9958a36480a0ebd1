package dev.belfry.fuzz.run;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The program: prints the report, and ends with 0 when nothing was found, with 1 when something was, with 2 when it could not run. */
public final class FuzzMain {

    private static final String REQUESTS = "--requests";
    private static final String SEED = "--seed";

    private FuzzMain() {}

    public static void main(String[] arguments) {
        int code = 2;
        try {
            Map<String, String> options = options(arguments);
            String api = System.getenv("CRON_API_URL");
            code = run(api, Integer.parseInt(option(options, REQUESTS)), Long.parseLong(option(options, SEED)));
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println("fuzz: " + e.getMessage());
        } finally {
            System.exit(code);
        }
    }

    private static int run(@Nullable String api, int requests, long seed) throws IOException {
        if (api == null) {
            throw new IllegalArgumentException("CRON_API_URL is not set; deploy/load/fuzz/run sets it");
        }
        System.out.println("seed " + seed);
        Report report = Fuzz.run(URI.create(api), seed, requests);
        System.out.print(report);
        return report.findings().isEmpty() ? 0 : 1;
    }

    private static String option(Map<String, String> options, String name) {
        return Objects.requireNonNull(options.get(name));
    }

    private static Map<String, String> options(String[] arguments) {
        long seed = new SplittableRandom().nextInt(1_000_000);
        Map<String, String> options = new LinkedHashMap<>(Map.of(REQUESTS, "10000", SEED, Long.toString(seed)));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "unknown or without a value: " + arguments[i] + "; known: " + options.keySet());
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }
}
