package dev.belfry.load.faults.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.load.faults.sink.RecordingSink;
import dev.belfry.load.faults.sink.RecordingSink.Manner;
import java.time.Instant;

/** Jobs as the API takes them. */
public final class JobDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RecordingSink target;

    public JobDocuments(RecordingSink target) {
        this.target = target;
    }

    public ObjectNode once(String name, Instant at, Manner manner) {
        ObjectNode job = job(name, "scheduled", manner);
        job.putObject("schedule").put("run_at", at.toString());
        return job;
    }

    public ObjectNode everyMinute(String name, String catchUp, Manner manner) {
        ObjectNode job = job(name, "recurring", manner);
        job.putObject("schedule").put("every_n_minutes", 1).put("catch_up", catchUp);
        return job;
    }

    public ObjectNode cron(String name, String catchUp, Manner manner) {
        ObjectNode job = job(name, "cron", manner);
        job.putObject("schedule").put("cron", Standing.EACH_MINUTE).put("catch_up", catchUp);
        return job;
    }

    private ObjectNode job(String name, String kind, Manner manner) {
        ObjectNode job = JSON.objectNode().put("name", name).put("kind", kind);
        ObjectNode request = job.putObject("request");
        request.put("url", target.url(manner)).put("method", "POST").put("timeout_seconds", 10);
        request.putObject("body").put("invoice", "in_1042");
        return job;
    }
}
