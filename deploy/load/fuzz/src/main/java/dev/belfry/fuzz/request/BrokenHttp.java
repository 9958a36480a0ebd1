package dev.belfry.fuzz.request;

import dev.belfry.fuzz.wire.Readability;
import dev.belfry.fuzz.wire.Sent;
import java.util.List;

/** What no HTTP client would send: broken request lines, headers, lengths and chunks. */
final class BrokenHttp {

    private static final String HOST = "Host: x\r\n";
    private static final String POST = "POST /v1/auth/login HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    /** They can be read, and have to be answered in shape. */
    private static final List<String> READABLE = List.of(
            "GET /v1/jobs HTTP/1.1\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\nHost:\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\nHost: a b<>\r\n\r\n",
            "GET /v1/jobs HTTP/1.0\r\n\r\n",
            "GET /v1/jobs HTTP/9.9\r\n" + HOST + "\r\n",
            "GET /v1/jobs HTTX/1.1\r\n" + HOST + "\r\n",
            "get /v1/jobs HTTP/1.1\r\n" + HOST + "\r\n",
            "TRACE /v1/jobs HTTP/1.1\r\n" + HOST + "\r\n",
            "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
            "CONNECT other.invalid:80 HTTP/1.1\r\n" + HOST + "\r\n",
            "GET /v1/jobs/\u0001\u007f HTTP/1.1\r\n" + HOST + "\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X: y\r\n z\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X: \u00ff\u00fe\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST
                    + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: !\r\n\r\n",
            POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
            POST + "Content-Length: 0\r\n\r\n",
            POST + "Content-Length: 9999999\r\n\r\n{}",
            POST + "Transfer-Encoding: gzip\r\n\r\n{}",
            POST + "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            CHUNKED + "2;" + "a".repeat(3_000) + "\r\n{}\r\n0\r\n\r\n",
            CHUNKED + "1\r\n{\r\n1\r\n}\r\n0\r\nX: " + "a".repeat(3_000) + "\r\n\r\n",
            CHUNKED + "0\r\n\r\n");

    /** They cannot be read. */
    private static final List<String> UNREADABLE = List.of(
            "\0\1\2\3\r\n\r\n",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "a".repeat(100) + "\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET /v1/jobs\r\n\r\n",
            "GET /v1/jobs x HTTP/1.1\r\n" + HOST + "\r\n",
            "G\0T /v1/jobs HTTP/1.1\r\n" + HOST + "\r\n",
            "GET /v1/jobs HTTP/1.1\nHost: x\n\n",
            "GET /v1/jobs?q=" + "x".repeat(70_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "nocolon\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X : y\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + ": y\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X: y\0z\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X: y\rz\r\n\r\n",
            "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(70_000) + "\r\n\r\n",
            POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
            POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            POST + "Content-Length: -1\r\n\r\n{}",
            POST + "Content-Length: +2\r\n\r\n{}",
            POST + "Content-Length: 2, 2\r\n\r\n{}",
            POST + "Content-Length: 0x2\r\n\r\n{}",
            POST + "Content-Length: 99999999999999999999\r\n\r\n{}");

    /** Their bodies break or never end. */
    private static final List<String> BROKEN_BODY = List.of(
            POST + "Content-Length: 200\r\n\r\n{}",
            CHUNKED + "zz\r\n{}\r\n0\r\n\r\n",
            CHUNKED + "-2\r\n{}\r\n0\r\n\r\n",
            CHUNKED + "ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
            CHUNKED + "2\r\n{}0\r\n\r\n",
            CHUNKED + "2\r\n{}\r\n");

    private final Chance chance;

    BrokenHttp(Chance chance) {
        this.chance = chance;
    }

    Sent any() {
        return switch (chance.below(6)) {
            case 0 -> Sent.raw("odd HTTP", chance.pick(READABLE), Readability.READABLE);
            case 1, 2 -> Sent.raw("no HTTP", chance.pick(UNREADABLE), Readability.UNREADABLE);
            case 3, 4 -> Sent.raw("damaged HTTP", damaged(chance.pick(READABLE)), Readability.BROKEN_BODY);
            default -> Sent.raw("broken body", chance.pick(BROKEN_BODY), Readability.BROKEN_BODY);
        };
    }

    private String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = chance.below(4); i >= 0; i--) {
            int at = chance.below(damaged.length());
            char other = chance.pick("\0", "\r", "\n", " ", ":", "\u00ff", "%", ";", "\t", "0", "A", "/")
                    .charAt(0);
            switch (chance.below(3)) {
                case 0 -> damaged.setCharAt(at, other);
                case 1 -> damaged.insert(at, other);
                default -> damaged.deleteCharAt(at);
            }
        }
        return damaged.toString();
    }
}
