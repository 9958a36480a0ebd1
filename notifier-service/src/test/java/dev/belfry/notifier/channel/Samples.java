package dev.belfry.notifier.channel;

import dev.belfry.notifier.channel.Notification.Circumstances;
import dev.belfry.notifier.channel.Notification.Execution;
import dev.belfry.notifier.channel.Notification.Job;
import dev.belfry.notifier.channel.Notification.Monitor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One notification of each kind. */
public final class Samples {

    public static final Instant PLANNED = Instant.parse("2026-11-22T09:30:00Z");
    public static final UUID JOB = UUID.fromString("0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b");
    private static final UUID WORKSPACE = UUID.fromString("0199a1b2-0000-7000-8000-000000000001");
    private static final String LINK = "https://belfry.example/executions/1";

    private Samples() {}

    public static Notification failed() {
        return failed("nightly", "the target answered 503", "{\"rows\": 7}");
    }

    public static Notification failed(String name, String error, String output) {
        return ofJob("on_failure", name, execution("failed", error, output), around(0, 0, 3));
    }

    public static Notification reminder() {
        return ofJob("on_failure", "nightly", execution("failed", "no answer", null), around(2, 5, 30));
    }

    public static Notification recovered() {
        return ofJob("on_recovered", "nightly", execution("succeeded", null, null), around(0, 0, 3));
    }

    public static Notification late() {
        return ofJob("on_late", "nightly", execution("succeeded", null, null), around(0, 0, null));
    }

    public static Notification down() {
        return ofMonitor("on_down", "down", "no ping since 09:30");
    }

    public static Notification up() {
        return ofMonitor("on_recovery", "up", "a ping came");
    }

    public static Notification test() {
        return new Notification(UUID.randomUUID(), WORKSPACE, "test", null, null, null, around(0, 0, null));
    }

    /** Each that a channel has to be able to tell. */
    public static List<Notification> all() {
        return List.of(failed(), reminder(), recovered(), late(), down(), up(), test());
    }

    /** As long as anything can be, made of characters that services treat in a way of their own. */
    public static List<Notification> excessive() {
        return Stream.of("<&>", "\ud83d\ude00", "\u0001\"\\", "*_`~[]()", "```@everyone", "\u20ac")
                .map(piece -> failed(piece.repeat(500), piece.repeat(3000), piece.repeat(20_000)))
                .toList();
    }

    private static Notification ofJob(String event, String name, Execution execution, Circumstances around) {
        return new Notification(
                UUID.randomUUID(), WORKSPACE, event, new Job(JOB, name, "cron"), execution, null, around);
    }

    private static Notification ofMonitor(String event, String state, String reason) {
        Monitor monitor = new Monitor(JOB, "backup", state, reason, PLANNED, PLANNED, null);
        return new Notification(UUID.randomUUID(), WORKSPACE, event, null, null, monitor, around(0, 0, null));
    }

    private static Execution execution(String status, @Nullable String error, @Nullable String output) {
        return new Execution(
                UUID.randomUUID(),
                status,
                "schedule",
                PLANNED,
                PLANNED.plusSeconds(75),
                PLANNED.plusSeconds(76),
                3,
                error == null ? 200 : 503,
                error,
                null,
                output);
    }

    private static Circumstances around(int reminder, int folded, @Nullable Integer failures) {
        Instant since = failures == null ? null : PLANNED.minusSeconds(7200);
        return new Circumstances(reminder, folded, failures, since, LINK, "ops", null);
    }
}
