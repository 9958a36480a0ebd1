package dev.belfry.notifier.channel;

import dev.belfry.notifier.channel.Notification.Circumstances;
import dev.belfry.notifier.channel.Notification.Execution;
import dev.belfry.notifier.channel.Notification.Monitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words for people, the same on every channel.
 *
 * @param headline one line that says it all
 * @param tone whether it is good news
 * @param facts what else there is to know, the most important first
 * @param output what the channel was asked to show of the answer
 */
public record Wording(String headline, Tone tone, List<Fact> facts, Optional<String> output) {

    /** How news are to be painted. */
    public enum Tone {
        GOOD,
        BAD,
        NEUTRAL
    }

    /** One thing to know. */
    public record Fact(String label, String text) {}

    /** Names are up to 200 characters; nothing that strangers wrote makes a headline long. */
    private static final int MAX_NAME = 200;

    /** The words for a notification, with the output when it is to be shown. */
    public static Wording of(Notification told, boolean withOutput) {
        Execution execution = told.execution();
        Optional<String> output = withOutput && execution != null
                ? Optional.ofNullable(execution.output() == null ? execution.bodyPreview() : execution.output())
                        .filter(text -> !text.isBlank())
                : Optional.empty();
        return new Wording(headline(told), tone(told), facts(told), output);
    }

    private static String headline(Notification told) {
        Circumstances around = told.circumstances();
        if (told.job() != null && told.execution() != null) {
            return ofJob(
                    told.event(),
                    "\u201c" + Fitted.line(told.job().name(), MAX_NAME) + "\u201d",
                    told.execution(),
                    around);
        }
        if (told.monitor() != null) {
            String name = "\u201c" + Fitted.line(told.monitor().name(), MAX_NAME) + "\u201d";
            return switch (told.monitor().state()) {
                case "down" ->
                    around.reminder() > 0 ? "Monitor " + name + " is still down" : "Monitor " + name + " is down";
                default -> "Monitor " + name + " is up again";
            };
        }
        String channel = "\u201c" + Fitted.line(around.channel(), MAX_NAME) + "\u201d";
        return switch (told.event()) {
            case Notification.CHANNEL_OFF -> "Belfry has stopped sending to the channel " + channel;
            case Notification.WATCHDOG_ALARM -> "Belfry is not doing its work";
            case Notification.WATCHDOG_OVER -> "Belfry does its work again";
            default -> "This is a test of the channel " + channel + " from Belfry";
        };
    }

    private static String ofJob(String event, String name, Execution execution, Circumstances around) {
        int failures = around.failures() == null ? 1 : around.failures();
        if (event.equals("on_late")) {
            return "Job " + name + " started " + lateness(execution) + " late";
        }
        if (event.equals("on_recovered")) {
            return "Job " + name + " succeeded again after " + times(failures, "failure");
        }
        if (!execution.isFailed()) {
            return "Job " + name + " " + (execution.status().equals("succeeded") ? "succeeded" : "waits for approval");
        }
        if (around.reminder() > 0) {
            return "Job " + name + " still fails: " + times(failures, "time") + " in a row";
        }
        return "Job " + name + " failed" + (failures > 1 ? " " + failures + " times in a row" : "");
    }

    private static Tone tone(Notification told) {
        if (told.execution() != null) {
            boolean late =
                    told.event().equals("on_late") || told.execution().status().equals("waiting");
            return told.execution().isFailed() ? Tone.BAD : late ? Tone.NEUTRAL : Tone.GOOD;
        }
        if (told.monitor() != null) {
            return told.monitor().state().equals("down") ? Tone.BAD : Tone.GOOD;
        }
        return switch (told.event()) {
            case Notification.CHANNEL_OFF, Notification.WATCHDOG_ALARM -> Tone.BAD;
            case Notification.WATCHDOG_OVER -> Tone.GOOD;
            default -> Tone.NEUTRAL;
        };
    }

    private static List<Fact> facts(Notification told) {
        List<Fact> facts = new ArrayList<>();
        if (told.execution() != null) {
            addExecution(facts, told.execution());
        }
        if (told.monitor() != null) {
            addMonitor(facts, told.monitor());
        }
        Circumstances around = told.circumstances();
        if (around.remark() != null) {
            facts.add(new Fact("Why", around.remark()));
        }
        if (around.brokenSince() != null) {
            String label = tone(told) == Tone.GOOD ? "Had failed since" : "Failing since";
            facts.add(new Fact(label, outage(told, around.brokenSince())));
        }
        if (around.folded() > 0) {
            facts.add(new Fact("Besides", times(around.folded(), "other message") + " since the one before"));
        }
        return facts;
    }

    private static void addExecution(List<Fact> facts, Execution execution) {
        String code = execution.statusCode() == null ? "" : ", HTTP " + execution.statusCode();
        facts.add(new Fact("Status", execution.status() + code + " after " + times(execution.attempts(), "attempt")));
        if (execution.error() != null) {
            facts.add(new Fact("Error", execution.error()));
        }
        facts.add(new Fact("Planned for", execution.scheduledFor().toString()));
    }

    private static void addMonitor(List<Fact> facts, Monitor monitor) {
        facts.add(new Fact("Why", monitor.reason()));
        facts.add(new Fact(
                "Last ping",
                monitor.lastPingAt() == null ? "never" : monitor.lastPingAt().toString()));
        facts.add(new Fact("Changed at", monitor.changedAt().toString()));
    }

    /** An outage is as long as it was when its news came about, which is what repeats on every attempt. */
    private static String outage(Notification told, Instant since) {
        Instant until = told.execution() == null ? null : told.execution().finishedAt();
        if (told.monitor() != null) {
            until = told.monitor().changedAt();
        }
        boolean lasted = until != null && until.isAfter(since);
        return since + (lasted ? ", for " + span(Duration.between(since, until)) : "");
    }

    private static String lateness(Execution execution) {
        Instant started = execution.startedAt() == null ? execution.scheduledFor() : execution.startedAt();
        return span(Duration.between(execution.scheduledFor(), started));
    }

    /** Two units at most: 3 s, 4 min 5 s, 2 h 10 min, 3 d 4 h. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        if (minutes < 24 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        long hours = minutes / 60;
        return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    private static String times(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
