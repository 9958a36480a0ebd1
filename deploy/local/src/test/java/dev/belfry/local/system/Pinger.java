package dev.belfry.local.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Programs that ping, each until it is answered, as {@code curl --retry} does. */
final class Pinger {

    private static final int PROGRAMS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<URI> left;
    private final Set<URI> answered = ConcurrentHashMap.newKeySet();

    Pinger(List<URI> pings) {
        left = new ConcurrentLinkedQueue<>(pings);
    }

    int answeredCount() {
        return answered.size();
    }

    /** Sends all of them; completes with those that were answered, when all were or nobody answers any more. */
    CompletableFuture<Set<URI>> send() {
        ExecutorService threads = Executors.newFixedThreadPool(PROGRAMS);
        List<CompletableFuture<Void>> programs = IntStream.range(0, PROGRAMS)
                .mapToObj(i -> CompletableFuture.runAsync(this::program, threads))
                .toList();
        threads.shutdown();
        return CompletableFuture.allOf(programs.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> answered);
    }

    private void program() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (URI ping = left.poll(); ping != null; ping = left.poll()) {
            while (!isAnswered(ping) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean isAnswered(URI ping) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ping).timeout(Duration.ofSeconds(10)).build();
            boolean yes = http.send(request, BodyHandlers.discarding()).statusCode() == 200;
            return yes && answered.add(ping);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
