package dev.belfry.embedded.postgres;

import java.util.List;

/** What the server is for. */
public enum PostgresMode {
    /** Data that must last: every commit reaches the disk before it is answered. */
    DURABLE(
            List.of(),
            List.of("fsync=on", "full_page_writes=on", "synchronous_commit=on", "shared_buffers=64MB", "timezone=UTC")),

    /** Data of one test run. The time zone is far from UTC, so that a forgotten conversion shows. */
    TEST(
            List.of("--no-sync"),
            List.of(
                    "fsync=off",
                    "full_page_writes=off",
                    "synchronous_commit=off",
                    "shared_buffers=32MB",
                    "timezone=Asia/Kathmandu"));

    private final List<String> initOptions;
    private final List<String> settings;

    PostgresMode(List<String> initOptions, List<String> settings) {
        this.initOptions = initOptions;
        this.settings = settings;
    }

    List<String> initOptions() {
        return initOptions;
    }

    List<String> settings() {
        return settings;
    }
}
