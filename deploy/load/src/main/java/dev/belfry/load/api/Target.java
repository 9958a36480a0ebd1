package dev.belfry.load.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** The running API, with callers that each send one request after the other. */
final class Target {

    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final URI url;
    private final String token;
    private final int callers;
    private final Duration time;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Target(URI url, String token, int callers, Duration time) {
        this.url = url;
        this.token = token;
        this.callers = callers;
        this.time = time;
    }

    private record Tally(Histogram nanos, long failures) {}

    /** Sends a kind of request as often as the callers can. */
    Measurement measure(Request request, long jobs) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        long start = System.nanoTime();
        try {
            List<Future<Tally>> tallies = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller * 7919;
                tallies.add(threads.submit(() -> call(request, first, start + time.toNanos())));
            }
            Histogram all = new Histogram(LONGEST_NANOS, 3);
            long failures = 0;
            for (Future<Tally> tally : tallies) {
                all.add(tally.get().nanos());
                failures += tally.get().failures();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return Measurement.of(jobs, request.name(), all, seconds, failures);
        } finally {
            threads.shutdownNow();
        }
    }

    private Tally call(Request request, int first, long end) {
        Histogram nanos = new Histogram(LONGEST_NANOS, 3);
        long failures = 0;
        for (int turn = first; System.nanoTime() < end; turn++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = send(request.turn().apply(turn));
            nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - start));
            failures += answer.statusCode() < 300 ? 0 : 1;
        }
        return new Tally(nanos, failures);
    }

    HttpResponse<String> send(Request.Sent sent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(sent.path()))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(1));
        if (sent.body() != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(sent.body()));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling", e);
        }
    }
}
