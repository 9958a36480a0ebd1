package dev.belfry.load.faults.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.load.faults.ledger.JobPlan;
import dev.belfry.load.faults.ledger.Ledger;
import dev.belfry.load.faults.ledger.RunNow;
import dev.belfry.load.faults.ledger.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A job that runs each minute until it is paused. Used by one thread at a time. */
public final class Standing {

    /** Each minute. */
    public static final String EACH_MINUTE = "* * * * *";

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Api api;
    private final Ledger ledger;
    private final UUID id;
    private final JobPlan plan;
    private final boolean isCron;
    private final Instant createdAt;
    private Times times;
    private boolean running = true;
    private int minutes = 1;

    private Standing(Api api, Ledger ledger, Reply created) {
        this.api = api;
        this.ledger = ledger;
        this.id = UUID.fromString(created.body().path("id").asText());
        this.isCron = created.body().path("kind").asText().equals("cron");
        this.createdAt = created.instant("created_at");
        this.times = isCron ? cron(id) : new Times.Every(createdAt, MINUTE);
        this.plan = ledger.job(id);
        plan.begin(times, createdAt);
    }

    public static Standing create(Api api, Ledger ledger, JsonNode document, String key) throws InterruptedException {
        Reply reply = api.create(document, key);
        if (!reply.isGood()) {
            throw new IllegalStateException("a job was refused: " + reply.body());
        }
        return new Standing(api, ledger, reply);
    }

    private static Times cron(UUID id) {
        ScheduleSpec spec = new ScheduleSpec(EACH_MINUTE, null, null, null, null, null, null, null, null, null);
        return new Times.Cron(Schedule.of(JobKind.CRON, spec, id, Instant.EPOCH));
    }

    public UUID id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public JobPlan plan() {
        return plan;
    }

    public Times times() {
        return times;
    }

    public void pause() throws InterruptedException {
        Reply reply = api.ask("POST", "/v1/jobs/" + id + "/pause", NOTHING);
        if (running && reply.isGood()) {
            plan.end(reply.asked(), reply.answered());
            running = false;
        }
    }

    public void resume() throws InterruptedException {
        Reply reply = api.ask("POST", "/v1/jobs/" + id + "/resume", NOTHING);
        if (!running && reply.isGood()) {
            plan.begin(times, reply.asked(), reply.answered());
            running = true;
        }
    }

    /** Changes its interval, from when on it counts anew. Does nothing to a cron job or a paused one. */
    public void edit() throws InterruptedException {
        if (isCron || !running) {
            return;
        }
        minutes = 3 - minutes;
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("schedule").put("every_n_minutes", minutes);
        Reply reply = api.ask("PATCH", "/v1/jobs/" + id, change);
        if (reply.isGood()) {
            plan.end(reply.asked(), reply.answered());
            Duration interval = MINUTE.multipliedBy(minutes);
            // Of several requests under way nobody knows which one it counts from; its next run tells.
            times = new Times.Every(reply.instant("next_run_at").minus(interval), interval);
            plan.begin(times, reply.asked(), reply.answered());
        }
    }

    public void runNow() throws InterruptedException {
        Instant asked = Instant.now();
        Optional<Reply> reply = api.askOnce("POST", "/v1/jobs/" + id + "/run-now", NOTHING);
        if (reply.isPresent() && !reply.get().isGood()) {
            return;
        }
        Optional<UUID> execution =
                reply.map(answer -> UUID.fromString(answer.body().path("id").asText()));
        ledger.add(new RunNow(id, execution, asked, Instant.now()));
    }
}
