package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.PATIENT;
import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.testing.ForbiddenTargets;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hundreds of ways to a server that nobody may call, and not one connection. Only 127.0.0.1 may be called, the server
 * listens on 127.0.0.2, and whatever a call dials stays within loopback.
 */
class ForbiddenSinkIT {

    private static final String ONE_ADDRESS = "127.0.0.1/32";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final InetAddress GOOD = address("127.0.0.1");
    private static final InetAddress BAD = address("127.0.0.2");

    private static final List<String> FORBIDDEN = List.of(
            "0.0.0.0",
            "10.255.255.255",
            "100.64.0.1",
            "127.0.0.0",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.169.254",
            "169.254.170.2",
            "172.31.255.255",
            "192.0.0.192",
            "192.88.99.1",
            "192.168.0.1",
            "198.19.255.255",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.2",
            "::ffff:10.0.0.1",
            "::ffff:0:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:a9fe:a9fe::1",
            "3fff::1",
            "4000::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1");

    private final AtomicReference<String> location = new AtomicReference<>("");
    private final RawServer sink = RawServer.start("127.0.0.2", 0, RawServer.answering(OK));
    private final RawServer allowed = RawServer.start(connection -> {
        while (connection.readHead()) {
            connection.write(location.get());
        }
    });

    @AfterEach
    void noConnectionHasReachedTheSink() throws Exception {
        assertThat(sink.connections()).isZero();
        // It could have been reached.
        new Socket(BAD, sink.port()).close();
        await().untilAsserted(() -> assertThat(sink.endedConnections()).isEqualTo(1));
        sink.close();
        allowed.close();
    }

    @Test
    void noWayToWriteTheAddressLeadsThere() throws Exception {
        List<String> urls = ForbiddenTargets.loopback(sink.port());
        assertThat(urls).hasSizeGreaterThan(60);
        // A resolver that makes of everything what an attacker would like.
        try (Calls calls = Calls.resolving(ONE_ADDRESS, BAD)) {
            for (String url : urls) {
                assertRefused(calls, get(url));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectLeadsThere(int status) throws Exception {
        List<String> locations = locations();
        assertThat(locations).hasSizeGreaterThan(70);
        try (Calls calls = Calls.resolving(ONE_ADDRESS, resolver(() -> List.of(BAD)))) {
            for (String there : locations) {
                location.set("HTTP/1.1 " + status + " x\r\n" + there + "\r\nContent-Length: 0\r\n\r\n");
                CallResult result = calls.make(following(allowed.url("/")));
                // What is not refused has led back to the allowed server, or nowhere.
                if (result instanceof CallResult.Answered answered) {
                    assertThat(answered.status()).as(there).isEqualTo(status);
                }
            }
        }
        assertThat(allowed.heads()).hasSizeGreaterThanOrEqualTo(locations.size());
    }

    /** Those that may stand in a header at all, and those that only a Location can say. */
    private List<String> locations() {
        String sinkAt = "127.0.0.2:" + sink.port();
        List<String> all = new ArrayList<>();
        ForbiddenTargets.loopback(sink.port()).stream()
                .filter(url -> url.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .forEach(url -> all.add("Location: " + url));
        all.addAll(List.of(
                "Location: //" + sinkAt + "/",
                "Location: ///" + sinkAt + "/",
                "Location: \\\\" + sinkAt + "/",
                "Location: /\\" + sinkAt + "/",
                "Location: //user@" + sinkAt + "/",
                "Location: //127.0.0.1@" + sinkAt + "/",
                "Location: @" + sinkAt + "/",
                "Location: ." + sinkAt + "/",
                "Location: :@" + sinkAt + "/",
                "Location:\t  http://" + sinkAt + "/  \t",
                "location: http://" + sinkAt + "/",
                "LOCATION: http://" + sinkAt + "/",
                "Location: /ok\r\nLocation: http://" + sinkAt + "/",
                "Location: http://" + sinkAt + "/\r\nLocation: /ok",
                "Location: http://name.example:" + sink.port() + "/",
                "Location: //name.example:" + sink.port() + "/",
                "Location: http://localhost.example:" + sink.port() + "/",
                "Location: http://127.0.0.2.example:" + sink.port() + "/",
                "Refresh: 0; url=http://" + sinkAt + "/",
                "Content-Location: http://" + sinkAt + "/",
                "Alt-Svc: h2=\"" + sinkAt + "\"\r\nLocation: /ok",
                "URI: <http://" + sinkAt + "/>"));
        return all;
    }

    /** A name that somebody else's name server answers as it likes. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "127.0.0.2",
                "127.0.0.1 127.0.0.2",
                "127.0.0.2 127.0.0.1",
                "127.0.0.1 127.0.0.1 127.0.0.2",
                "127.0.0.1 127.255.255.254",
                "127.0.0.1 0.0.0.0",
                "127.0.0.1 ::ffff:127.0.0.2",
                "::ffff:127.0.0.2",
                "127.0.0.1 ::1"
            })
    void noNameWithAForbiddenAddressLeadsThere(String addresses) throws Exception {
        InetAddress[] resolved = List.of(addresses.split(" ")).stream()
                .map(ForbiddenSinkIT::address)
                .toArray(InetAddress[]::new);
        try (Calls calls = Calls.resolving(ONE_ADDRESS, resolved);
                RawServer everywhere = RawServer.start("0.0.0.0", 0, RawServer.answering(OK))) {
            for (String host : List.of("name.example", "NAME.example.", "localhost", "metadata.google.internal")) {
                calls.failed(ErrorCode.BLOCKED_TARGET, get("http://" + host + ":" + sink.port() + "/"));
                calls.failed(ErrorCode.BLOCKED_TARGET, get("http://" + host + ":" + everywhere.port() + "/"));
            }
            assertThat(everywhere.connections()).isZero();
        }
    }

    /** Good when it is judged, bad when it is dialled: it is resolved once for each hop, so there is no second answer. */
    @Test
    void aNameThatChangesItsMindLeadsThereNeither() throws Exception {
        // given: one name is always good, the other one at times; at the good address nobody listens on the sink's port
        Random mind = new Random(7);
        AtomicInteger bad = new AtomicInteger();
        Function<String, CompletableFuture<List<InetAddress>>> resolver = name -> {
            boolean isGood = name.equals("good.example") || mind.nextBoolean();
            bad.addAndGet(isGood ? 0 : 1);
            return CompletableFuture.completedFuture(List.of(isGood ? GOOD : BAD));
        };
        String there = "http://changing.example:" + sink.port() + "/";
        location.set("HTTP/1.1 302 x\r\nLocation: " + there + "\r\nContent-Length: 0\r\n\r\n");
        try (Calls calls = Calls.resolving(ONE_ADDRESS, resolver)) {
            for (int i = 0; i < 20; i++) {
                assertThat(calls.make(get(there))).isInstanceOf(CallResult.Failed.class);
                assertThat(calls.make(following("http://good.example:" + allowed.port() + "/")))
                        .isInstanceOf(CallResult.Failed.class);
            }
        }
        assertThat(bad).hasValueGreaterThan(10);
    }

    @Test
    void ofManyCallsAtOnceToSuchANameNoneLeadsThere() throws Exception {
        Function<String, CompletableFuture<List<InetAddress>>> resolver = name -> CompletableFuture.supplyAsync(
                () -> List.of(ThreadLocalRandom.current().nextBoolean() ? GOOD : BAD));
        try (Calls calls = Calls.resolving(ONE_ADDRESS, resolver)) {
            List<CompletableFuture<CallResult>> started = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                started.add(calls.start(get("http://a.example:" + sink.port() + "/")));
            }
            for (CompletableFuture<CallResult> call : started) {
                assertThat(call.get()).isInstanceOf(CallResult.Failed.class);
            }
        }
    }

    /** Every other range is only judged: after a name was resolved to it, as before a literal is dialled. */
    @Test
    void everyOtherRangeIsRefusedAfterResolving() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            for (String literal : FORBIDDEN) {
                TargetAddresses addresses = new TargetAddresses(
                        vertx,
                        new AddressGuard(Cidr.parseList(ONE_ADDRESS)),
                        (owner, name) -> new CompletableFuture<>());
                assertThat(addresses.refusal(List.of(address(literal))))
                        .as(literal)
                        .isPresent();
                assertThat(addresses.refusal(List.of(GOOD, address(literal), GOOD)))
                        .as("%s among good ones", literal)
                        .isPresent();
            }
        } finally {
            vertx.close();
        }
    }

    private static void assertRefused(Calls calls, OutboundCall call) throws Exception {
        CallResult result = calls.make(call);
        assertThat(result)
                .as(call.url())
                .isInstanceOfSatisfying(
                        CallResult.Failed.class,
                        failed -> assertThat(failed.code())
                                .as("%s: %s", call.url(), failed.message())
                                .isIn(ErrorCode.BLOCKED_TARGET, ErrorCode.INVALID_TARGET));
    }

    private static OutboundCall following(String url) {
        return new OutboundCall("GET", url, Map.of(), new byte[0], PATIENT).following(2, Sensitive.UNKNOWN);
    }

    private static Function<String, CompletableFuture<List<InetAddress>>> resolver(
            Supplier<List<InetAddress>> answers) {
        return name -> CompletableFuture.completedFuture(answers.get());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
