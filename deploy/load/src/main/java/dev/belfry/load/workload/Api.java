package dev.belfry.load.workload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** The API of the running Belfry. */
public final class Api {

    private static final int CONNECTIONS = 256;

    private final HttpClient client;
    private final String token;

    public Api(Vertx vertx, URI url, String token) {
        this(
                vertx.createHttpClient(
                        new HttpClientOptions().setDefaultHost(url.getHost()).setDefaultPort(url.getPort()),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS)),
                token);
    }

    private Api(HttpClient client, String token) {
        this.client = client;
        this.token = token;
    }

    /** The same API for a new workspace, whose owner has just signed up. */
    Future<Api> inNewWorkspace() {
        JsonObject owner = new JsonObject()
                .put("name", "Neighbour")
                .put("email", UUID.randomUUID() + "@example.com")
                .put("password", UUID.randomUUID().toString())
                .put("workspace_name", "Neighbour");
        return post("/v1/auth/signup", owner.toBuffer())
                .map(answer -> new Api(client, answer.toJsonObject().getString("token")));
    }

    /** Sends a POST and gives the answer; fails with what was answered when that is no success. */
    Future<Buffer> post(String path, Buffer body) {
        return client.request(HttpMethod.POST, path)
                .compose(request -> authorized(request).send(body))
                .compose(answer -> success(path, answer));
    }

    /** Sends a GET without a token; fails like {@link #post}. */
    Future<Buffer> get(String path) {
        return client.request(HttpMethod.GET, path)
                .compose(HttpClientRequest::send)
                .compose(answer -> success(path, answer));
    }

    private static Future<Buffer> success(String path, HttpClientResponse answer) {
        return answer.body()
                .compose(text -> answer.statusCode() < 300
                        ? Future.succeededFuture(text)
                        : Future.failedFuture(path + " answered " + answer.statusCode() + ": " + text));
    }

    /** Creates a job; gives it as the API answered it. */
    public Future<JsonObject> create(JsonObject job) {
        return post("/v1/jobs", job.toBuffer()).map(Buffer::toJsonObject);
    }

    /** Runs something so many times, with so many callers that each do one after the other. Stops at a failure. */
    static Future<Void> repeat(int times, int callers, IntFunction<Future<?>> work) {
        AtomicInteger next = new AtomicInteger();
        Promise<Void> done = Promise.promise();
        AtomicInteger left = new AtomicInteger(callers);
        for (int caller = 0; caller < callers; caller++) {
            turn(next, times, work).onFailure(done::tryFail).onSuccess(ended -> {
                if (left.decrementAndGet() == 0) {
                    done.tryComplete();
                }
            });
        }
        return done.future();
    }

    private static Future<Void> turn(AtomicInteger next, int times, IntFunction<Future<?>> work) {
        int number = next.getAndIncrement();
        return number >= times ? Future.succeededFuture() : work.apply(number).compose(done -> turn(next, times, work));
    }

    private HttpClientRequest authorized(HttpClientRequest request) {
        return request.putHeader("Authorization", "Bearer " + token).putHeader("Content-Type", "application/json");
    }
}
