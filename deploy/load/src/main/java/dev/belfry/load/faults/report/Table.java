package dev.belfry.load.faults.report;

import java.util.Locale;

/** The account as text. */
public final class Table {

    private static final String HEADER =
            "%-16s %6s %6s %6s %5s %6s %6s %5s %6s %7s %8s %8s %6s %4s %6s %7s %10s %13s %11s";
    private static final String ROW =
            "%-16s %6d %6d %6d %5d %6d %6d %5d %6d %7.1f %8.1f %8.1f %6d %4d %6d %7.1f %10s %13s %11s";

    private Table() {}

    public static String of(Account account) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                HEADER,
                "fault",
                "faults",
                "due",
                "missed",
                "lost",
                "unacc.",
                "double",
                "early",
                "twice",
                "fired s",
                "settle s",
                "ontime s",
                "late r",
                "5xx",
                "503",
                "slow s",
                "before ms",
                "during ms",
                "after ms"));
        account.kinds().forEach(kind -> text.append('\n').append(row(kind)));
        return text.append('\n').append(row(account.total())).toString();
    }

    private static String row(FaultAccount line) {
        return String.format(
                Locale.ROOT,
                ROW,
                line.kind(),
                line.faults(),
                line.due(),
                line.missed(),
                line.lost(),
                line.unaccounted(),
                line.doubled(),
                line.early(),
                line.twice(),
                line.firedAfter(),
                line.settledAfter(),
                line.onTimeAfter(),
                line.lateResults(),
                line.serverErrors(),
                line.unavailable(),
                line.slowestAnswer(),
                line.before(),
                line.during(),
                line.after());
    }
}
