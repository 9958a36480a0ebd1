package dev.belfry.load.faults.inject;

import dev.belfry.embedded.fault.Faults;
import dev.belfry.load.faults.installation.Installation;
import dev.belfry.load.faults.judge.Outage;
import java.time.Duration;
import java.time.Instant;

/** What befalls PostgreSQL, Kafka and the way to them. */
final class ServerFaults {

    private static final Duration POSTGRES_DOWN = Duration.ofSeconds(60);
    private static final Duration KAFKA_DOWN = Duration.ofMinutes(3);
    private static final Duration ERRORS = Duration.ofSeconds(25);

    /** As long as it may take until calls are on time again, and some more to see that they are. */
    private static final Duration RECOVERY = Duration.ofSeconds(40);

    private static final Duration SHORT_RECOVERY = Duration.ofSeconds(15);
    private static final double HALF_A_PERCENT = 0.005;

    private ServerFaults() {}

    static Befallen postgresRestart(int number, Scene scene) throws Exception {
        boolean inOrder = scene.random().nextBoolean();
        Instant due = scene.herd();
        Scene.sleepUntil(due.plusMillis(scene.random().nextInt(2001) - 1000));
        Befallen befallen = postgres(number, Kind.POSTGRES_RESTART, scene, inOrder, Duration.ZERO);
        Scene.sleepUntil(befallen.counts().plus(scene.shortened(SHORT_RECOVERY)));
        return befallen;
    }

    static Befallen postgresDown(int number, Scene scene) throws Exception {
        boolean inOrder = scene.random().nextBoolean();
        Befallen befallen = postgres(number, Kind.POSTGRES_DOWN, scene, inOrder, scene.shortened(POSTGRES_DOWN));
        Scene.sleepUntil(befallen.counts().plus(scene.shortened(RECOVERY)));
        return befallen;
    }

    private static Befallen postgres(int number, Kind kind, Scene scene, boolean inOrder, Duration down)
            throws Exception {
        Instant began = Instant.now();
        scene.belfry().stopPostgres(inOrder);
        Scene.sleep(down);
        scene.belfry().startPostgres();
        Instant back = Instant.now();
        scene.belfry().awaitReady();
        String whom = "postgresql, " + (inOrder ? "stopped" : "killed");
        return Befallen.of(number, kind, whom, began, back).withOutage(new Outage(began, back));
    }

    static Befallen kafkaDown(int number, Scene scene) throws Exception {
        Instant began = Instant.now();
        scene.belfry().servers().stopKafka();
        Scene.sleep(scene.shortened(KAFKA_DOWN));
        scene.belfry().servers().startKafka();
        Befallen befallen = Befallen.of(number, Kind.KAFKA_DOWN, "kafka", began, Instant.now());
        Scene.sleep(scene.shortened(RECOVERY));
        return befallen;
    }

    static Befallen kafkaWiped(int number, Scene scene) throws Exception {
        Instant due = scene.herd();
        Scene.sleepUntil(due.plusMillis(scene.random().nextInt(4001) - 3000));
        Installation belfry = scene.belfry();
        Instant began = Instant.now();
        belfry.servers().stopKafka();
        belfry.servers().wipeKafka();
        belfry.servers().startKafka();
        Befallen befallen = Befallen.of(number, Kind.KAFKA_WIPED, "kafka", began, Instant.now());
        Scene.sleep(scene.shortened(RECOVERY));
        return befallen;
    }

    /** One statement in a hundred fails: half of those before they take effect, half after it. */
    static Befallen databaseErrors(int number, Scene scene) throws Exception {
        Instant began = Instant.now();
        scene.belfry().lose(Faults.random(scene.random().nextLong(), HALF_A_PERCENT, HALF_A_PERCENT));
        scene.herd();
        Scene.sleepUntil(began.plus(scene.shortened(ERRORS)));
        scene.belfry().lose(Faults.NONE);
        Instant over = Instant.now();
        scene.belfry().awaitReady();
        Befallen befallen = Befallen.of(number, Kind.DATABASE_ERRORS, "1 % of the statements", began, over);
        Scene.sleepUntil(over.plus(scene.shortened(SHORT_RECOVERY)));
        return befallen;
    }
}
