package dev.belfry.load.faults.inject;

import dev.belfry.load.faults.installation.Member;
import dev.belfry.local.part.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What befalls single processes. */
final class ServiceFaults {

    /** An executor's lease is ten seconds; nobody else holds anything for longer. */
    private static final Duration BEYOND_LEASE = Duration.ofSeconds(13);

    /** Until what a killed executor held has come to its end: its lease and the call after it. */
    private static final Duration SETTLE = Duration.ofSeconds(17);

    /** Until the others have taken over from anybody else. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(6);

    private static final Duration WITH_IT = Duration.ofSeconds(12);
    private static final int ROUNDS = 3;

    private ServiceFaults() {}

    static Befallen kill(int number, Scene scene) throws Exception {
        return kill(number, Kind.KILL, scene, scene.anyone());
    }

    /** Within the second before and after a herd comes due. */
    static Befallen killAtHerd(int number, Scene scene) throws Exception {
        Member victim = scene.anyone();
        Instant due = scene.herd();
        Scene.sleepUntil(due.plusMillis(scene.random().nextInt(2001) - 1000));
        return kill(number, Kind.KILL_AT_HERD, scene, victim);
    }

    private static Befallen kill(int number, Kind kind, Scene scene, Member victim) throws Exception {
        Instant began = Instant.now();
        victim.kill();
        victim.launch();
        victim.awaitReady();
        Befallen befallen = Befallen.of(number, kind, victim.name(), began, began);
        Scene.sleepUntil(
                began.plus(scene.shortened(victim.service() == Service.EXECUTOR_SERVICE ? SETTLE : TAKE_OVER)));
        return befallen;
    }

    static Befallen pause(int number, Scene scene) throws Exception {
        Member victim = scene.anyone();
        Instant due = scene.herd();
        Scene.sleepUntil(due.plusMillis(scene.random().nextInt(4001) - 3000));
        Instant began = Instant.now();
        victim.pause();
        Scene.sleep(BEYOND_LEASE);
        victim.resume();
        victim.awaitReady();
        Befallen befallen = Befallen.of(number, Kind.PAUSE, victim.name(), began, began);
        Scene.sleepUntil(began.plus(scene.shortened(SETTLE)));
        return befallen;
    }

    /** Every one of them in turn, three times over. */
    static Befallen rollingRestart(int number, Scene scene) throws Exception {
        Instant began = Instant.now();
        List<String> killed = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Member member : scene.belfry().members()) {
                if (!member.stop()) {
                    killed.add(member.name());
                }
                member.launch();
                member.awaitReady();
            }
        }
        String whom = "everyone, " + ROUNDS + " times" + (killed.isEmpty() ? "" : "; by force: " + killed);
        return Befallen.of(number, Kind.ROLLING_RESTART, whom, began, began);
    }

    static Befallen diskFull(int number, Scene scene) throws Exception {
        Member victim = scene.anyone();
        Instant began = Instant.now();
        victim.stop();
        victim.fillDisk(true);
        victim.launch();
        return spendTimeWith(number, Kind.DISK_FULL, scene, victim, began, () -> victim.fillDisk(false));
    }

    static Befallen clockOff(int number, Scene scene) throws Exception {
        Member victim = scene.anyone();
        String offset = scene.random().nextBoolean() ? "+3600s" : "-3600s";
        Instant began = Instant.now();
        victim.stop();
        victim.launch(FakeTime.environment(offset));
        Befallen befallen = spendTimeWith(number, Kind.CLOCK_OFF, scene, victim, began, () -> {});
        return new Befallen(
                number,
                Kind.CLOCK_OFF,
                victim.name() + " " + offset,
                began,
                began,
                befallen.whole(),
                befallen.outage(),
                List.of());
    }

    private interface Undo {
        void run() throws Exception;
    }

    private static Befallen spendTimeWith(int number, Kind kind, Scene scene, Member victim, Instant began, Undo undo)
            throws Exception {
        victim.awaitReady();
        scene.herd();
        Scene.sleep(scene.shortened(WITH_IT));
        victim.stop();
        undo.run();
        victim.launch(Map.of());
        victim.awaitReady();
        return Befallen.of(number, kind, victim.name(), began, began);
    }
}
