package dev.belfry.api.ping;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a ping says.
 *
 * @param exitCode the number that was sent in place of a word, from 0 to 255
 */
record Signal(Kind kind, @Nullable Integer exitCode) {

    /** The database carries the lower-case name. */
    enum Kind {
        /** A run began. */
        START,
        /** A run ended well, or there are no runs and this is a sign of life. */
        SUCCESS,
        /** A run ended badly. */
        FAIL,
        /** Something to keep, which means nothing. */
        LOG;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Signal SUCCESS = new Signal(Kind.SUCCESS, null);

    private static final int MAX_EXIT_CODE = 255;

    /** As it stands in a path. */
    static Signal parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.wireName().equals(text)) {
                return new Signal(kind, null);
            }
        }
        int code = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
        if (code > MAX_EXIT_CODE) {
            throw Problem.invalid(new Detail(
                    "signal", "one_of", "has to be start, success, fail, log or an exit code from 0 to 255", text));
        }
        return new Signal(code == 0 ? Kind.SUCCESS : Kind.FAIL, code);
    }

    /** What happened, for people. */
    String sentence() {
        if (exitCode != null && kind == Kind.FAIL) {
            return "a run ended with exit code " + exitCode;
        }
        return kind == Kind.FAIL ? "a run reported that it failed" : "a ping came";
    }
}
