package dev.belfry.local.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes lines, from any thread. A line is never torn. */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;

    public Console(PrintStream out, PrintStream err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    public void line(String text) {
        print(out, text);
    }

    /** What went wrong, in one line, on the error stream. */
    public void error(String text) {
        print(err, paint("31", "up: " + text.replaceAll("\\s*\\R\\s*", " ")));
    }

    /** A name, and what there is to say about it, in two columns. */
    public void row(String name, String text) {
        line("  " + dim(String.format(Locale.ROOT, "%-18s", name)) + "  " + text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    /** Seconds with one decimal: {@code 12.3 s}. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static void print(PrintStream stream, String text) {
        stream.print(text + "\n");
        stream.flush();
    }
}
