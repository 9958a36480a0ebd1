package dev.belfry.load.faults.inject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** libfaketime, where it is installed (Debian: package faketime). It moves the clock of one process. */
final class FakeTime {

    private static final Optional<Path> LIBRARY = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
            .map(machine -> Path.of("/usr/lib", machine, "faketime/libfaketimeMT.so.1"))
            .filter(Files::exists)
            .findFirst();

    private FakeTime() {}

    static boolean isThere() {
        return LIBRARY.isPresent();
    }

    static Map<String, String> environment(String offset) {
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.orElseThrow().toString(),
                "FAKETIME",
                offset,
                // What measures spans and wakes timers stays true; only the wall clock is off.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // It mends waits that are not broken here: they would all end at once, and the process only spin.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
