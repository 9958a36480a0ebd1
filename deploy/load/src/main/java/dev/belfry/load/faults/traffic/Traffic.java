package dev.belfry.load.faults.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.load.faults.ledger.Ledger;
import dev.belfry.load.faults.ledger.Times;
import dev.belfry.load.faults.sink.RecordingSink;
import dev.belfry.load.faults.sink.RecordingSink.Manner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps a Belfry busy from its start until it is stopped. Made by one thread; the work is done by many. */
public final class Traffic implements AutoCloseable {

    private static final int CALLERS = 24;
    private static final int CONFLICT = 409;

    /** Creations that wait for a caller; beyond it the API is away anyway. */
    private static final int WAITING = 200;

    private static final int STANDING = 60;
    private static final List<String> CATCH_UPS = List.of("latest", "all", "none");
    private static final int AHEAD_MILLIS = 6_000;
    private static final int SPREAD_MILLIS = 6_000;

    private final Api api;
    private final Ledger ledger;
    private final JobDocuments documents;
    private final RecordingSink target;
    private final Random random;
    private final double perSecond;
    private final List<Standing> standing = new ArrayList<>();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ThreadPoolExecutor callers = new ThreadPoolExecutor(
            CALLERS,
            CALLERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            new ThreadPoolExecutor.DiscardPolicy());
    private final Meddler meddler;
    private final Thread clock = new Thread(this::tick, "traffic");
    private volatile boolean flowing;
    private volatile boolean ended;

    /** @param perSecond one-shots, besides the jobs that stand and the herds */
    public Traffic(Api api, Ledger ledger, RecordingSink target, Random random, double perSecond) {
        this.api = api;
        this.ledger = ledger;
        this.documents = new JobDocuments(target);
        this.target = target;
        this.random = random;
        this.perSecond = perSecond;
        this.meddler = new Meddler(new Random(random.nextLong()));
    }

    /** Makes the jobs that stand, tells somebody of the ends of some of them, and begins. */
    public void start() throws InterruptedException {
        for (int i = 0; i < STANDING; i++) {
            String catchUp = CATCH_UPS.get(i % CATCH_UPS.size());
            ObjectNode job = i % 5 < 3
                    ? documents.everyMinute("standing " + i, catchUp, Manner.OK)
                    : documents.cron("standing " + i, catchUp, Manner.OK);
            standing.add(Standing.create(api, ledger, job, "standing-" + i));
        }
        tellOf(standing.subList(0, STANDING / 4));
        meddler.meddleWith(standing.subList(STANDING / 2, STANDING));
        flowing = true;
        clock.setDaemon(true);
        clock.start();
        meddler.start();
    }

    private void tellOf(List<Standing> some) throws InterruptedException {
        ObjectNode channel =
                JsonNodeFactory.instance.objectNode().put("name", "told").put("type", "webhook");
        channel.putObject("config").put("url", target.url(Manner.NOTIFICATION));
        String id = api.ask("POST", "/v1/notification-channels", channel)
                .body()
                .path("id")
                .asText();
        ObjectNode rule =
                JsonNodeFactory.instance.objectNode().put("channel_id", id).put("event", "on_completion");
        for (Standing job : some) {
            Reply reply = api.ask("POST", "/v1/jobs/" + job.id() + "/notification-rules", rule);
            // A rule that was made by a request answered 503 is there already.
            if (!reply.isGood() && reply.status() != CONFLICT) {
                throw new IllegalStateException("a rule was refused: " + reply.body());
            }
        }
    }

    /** So many jobs due at one instant; returns when all of them were answered. */
    public void herd(int count, Instant at) throws InterruptedException, ExecutionException {
        List<Future<?>> creations = new ArrayList<>();
        ThreadPoolExecutor own =
                new ThreadPoolExecutor(CALLERS, CALLERS, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(count));
        for (int i = 0; i < count; i++) {
            creations.add(own.submit(() -> createOnce(at, Manner.OK)));
        }
        for (Future<?> creation : creations) {
            creation.get();
        }
        own.shutdown();
    }

    /** Creates and meddles no more until it flows again; what is under way comes to its end. */
    public void flow(boolean flows) throws InterruptedException {
        flowing = flows;
        meddler.rest(!flows);
        while (!flows && (callers.getActiveCount() > 0 || !callers.getQueue().isEmpty())) {
            Thread.sleep(20);
        }
    }

    /** Requests that were answered by a refusal. */
    public int refused() {
        return refused.get();
    }

    /** Ends the load: nothing new is created, and the jobs that stand are paused. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        flow(false);
        meddler.close();
        callers.shutdown();
        for (Standing job : standing) {
            job.pause();
        }
    }

    private void tick() {
        double owed = 0;
        long last = System.nanoTime();
        while (!ended) {
            long now = System.nanoTime();
            owed = Math.min(perSecond, owed + (now - last) * perSecond / 1e9);
            last = now;
            for (; flowing && owed >= 1; owed--) {
                Instant at = Instant.now()
                        .plusMillis(AHEAD_MILLIS + random.nextInt(SPREAD_MILLIS))
                        .truncatedTo(ChronoUnit.MILLIS);
                Manner manner = manner(random.nextInt(100));
                callers.execute(() -> createOnce(at, manner));
            }
            nap();
        }
    }

    private static Manner manner(int percent) {
        if (percent < 5) {
            return Manner.SLOW;
        }
        return percent < 15 ? Manner.FLAKY : Manner.OK;
    }

    private void createOnce(Instant at, Manner manner) {
        int number = created.incrementAndGet();
        try {
            Reply reply = api.create(documents.once("once " + number, at, manner), "once-" + number);
            if (reply.isGood()) {
                UUID id = UUID.fromString(reply.body().path("id").asText());
                ledger.job(id).begin(new Times.Once(at), Instant.EPOCH);
            } else {
                // Its time had passed when it was answered at last.
                refused.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void nap() {
        try {
            Thread.sleep(Duration.ofMillis(50).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
