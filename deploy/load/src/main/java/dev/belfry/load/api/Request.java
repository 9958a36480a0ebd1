package dev.belfry.load.api;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request.
 *
 * @param turn what is sent the n-th time
 */
record Request(String name, IntFunction<Sent> turn) {

    /** @param body null for a GET */
    record Sent(String path, @Nullable String body) {}

    static Sent get(String path) {
        return new Sent(path, null);
    }

    static Sent post(String path, String body) {
        return new Sent(path, body);
    }
}
