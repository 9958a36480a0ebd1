package dev.belfry.embedded.process;

import java.util.List;

/** A session of its own for a child, so that the terminal's Ctrl-C and hang-up reach the parent only. */
public final class Detached {

    private static final List<String> PREFIX =
            Programs.find("setsid").map(setsid -> List.of(setsid.toString())).orElse(List.of());

    private Detached() {}

    /** What to put in front of a command; nothing where {@code setsid} is missing. The pid stays that of the command. */
    public static List<String> prefix() {
        return PREFIX;
    }
}
