package dev.belfry.fuzz.request;

import dev.belfry.fuzz.wire.Header;
import java.util.ArrayList;
import java.util.List;

/** Headers: those of a proper client, and others. */
final class Heads {

    private static final List<Header> ODD = List.of(
            new Header("Content-Type", "text/plain"),
            new Header("Content-Type", "application/json; charset=utf-16"),
            new Header("Content-Type", "application/json;charset=\"nope"),
            new Header("Content-Type", "///"),
            new Header("Content-Type", ""),
            new Header("Content-Type", "application/x-www-form-urlencoded"),
            new Header("Content-Type", "multipart/form-data; boundary=" + "x".repeat(300)),
            new Header("Content-Encoding", "gzip"),
            new Header("Accept", "text/html"),
            new Header("Accept", "///;q=zz"),
            new Header("Accept", "*/*, ".repeat(500)),
            new Header("Accept-Language", ";;q=-1,*"),
            new Header("Accept-Charset", "utf-7"),
            new Header("Accept-Encoding", "gzip;q=9, br, *;q=0"),
            new Header("Authorization", "Bearer " + "x".repeat(9_000)),
            new Header("Authorization", "Basic \u00fc:"),
            new Header("Cookie", "===;;\"a=\u00ff"),
            new Header("Cookie", "a=b; ".repeat(1_000)),
            new Header("Expect", "the moon"),
            new Header("Range", "bytes=9-1"),
            new Header("If-Match", "\"\\\""),
            new Header("If-Modified-Since", "yesterday"),
            new Header("Idempotency-Key", ""),
            new Header("Idempotency-Key", "k".repeat(300)),
            new Header("Idempotency-Key", "\u00fc\u00ff"),
            new Header("Last-Event-ID", "\u00ff/../"),
            new Header("Last-Event-ID", "9".repeat(400)),
            new Header("Origin", "null"),
            new Header("X-Forwarded-For", "'; DROP TABLE job; --"),
            new Header("X-Forwarded-Host", "other.invalid"),
            new Header("Forwarded", "for=\"[::1\";proto=ftp"),
            new Header("X-HTTP-Method-Override", "DELETE"),
            new Header("Upgrade", "websocket"),
            new Header("Upgrade", "h2c"),
            new Header("Transfer-Encoding", "gzip, chunked"),
            new Header("Transfer-Encoding", "identity"),
            new Header("Host", "a b"),
            new Header("Host", "other.invalid:99999999"),
            new Header("X-Large", "x".repeat(20_000)),
            new Header("X-Large", "x".repeat(60_000)));

    private final Chance chance;

    Heads(Chance chance) {
        this.chance = chance;
    }

    /** What a proper client sends along with a body of this length; without a body, less than zero. */
    List<Header> proper(String authorization, int length) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "127.0.0.1")));
        if (!authorization.isEmpty()) {
            headers.add(new Header("Authorization", authorization));
        }
        if (length >= 0) {
            headers.add(new Header("Content-Type", "application/json"));
            headers.add(new Header("Content-Length", Integer.toString(length)));
        }
        return headers;
    }

    /** Puts one to three odd headers beside the others or in their place. */
    List<Header> odd(List<Header> proper) {
        List<Header> headers = new ArrayList<>(proper);
        for (int i = chance.below(3); i >= 0; i--) {
            Header odd = chance.pick(ODD);
            if (chance.oneIn(2)) {
                headers.removeIf(header -> header.name().equals(odd.name()));
            }
            headers.add(chance.below(headers.size() + 1), odd);
        }
        if (chance.oneIn(20)) {
            headers.removeIf(header -> header.name().equals("Host"));
        }
        if (chance.oneIn(20)) {
            for (int i = 0; i < 600; i++) {
                headers.add(new Header("X-Many-" + i, "x".repeat(20)));
            }
        }
        return headers;
    }
}
