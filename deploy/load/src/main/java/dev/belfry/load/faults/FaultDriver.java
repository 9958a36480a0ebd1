package dev.belfry.load.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.report.Account;
import dev.belfry.load.faults.report.Table;
import java.io.IOException;
import java.nio.file.Files;

/** The command behind {@code deploy/load/faults}. Ends with 1 when a promise was broken, with 2 when it cannot tell. */
public final class FaultDriver {

    private static final int SHOWN = 200;

    private FaultDriver() {}

    public static void main(String[] arguments) {
        int code;
        try {
            code = run(Options.parse(arguments)) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("faults: " + e.getMessage());
            code = 2;
        } catch (Exception e) {
            e.printStackTrace();
            code = 2;
        }
        System.exit(code);
    }

    /** Whether every promise was kept. */
    static boolean run(Options options) throws Exception {
        System.out.println("seed " + options.seed() + ", " + options.faults() + " faults");
        Account account = new Campaign(options, System.out::println).run();
        System.out.println("\n" + Table.of(account) + "\n");
        account.findings().stream().limit(SHOWN).map(Finding::line).forEach(System.out::println);
        if (account.findings().size() > SHOWN) {
            System.out.println(
                    "and " + (account.findings().size() - SHOWN) + " more, all of them in " + options.json());
        }
        boolean isWhole = account.findings().isEmpty();
        System.out.println(
                isWhole ? "Every promise was kept." : account.findings().size() + " broken promises.");
        write(options, account);
        return isWhole;
    }

    private static void write(Options options, Account account) throws IOException {
        ObjectMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        Files.createDirectories(options.json().toAbsolutePath().getParent());
        json.writeValue(options.json().toFile(), account);
        System.out.println("JSON in " + options.json());
    }
}
