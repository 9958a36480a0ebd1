package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostResolverTest {

    private static final List<InetAddress> ANSWER = List.of(InetAddress.getLoopbackAddress());

    private static final String ALICE = "Alice";
    private static final String BOB = "Bob";

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void knowsThisMachine() throws Exception {
        assertThat(new HostResolver().resolve(ALICE, "localhost").get(10, TimeUnit.SECONDS))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void remembersAnAnswer() throws Exception {
        HostResolver resolver = new HostResolver(host -> {
            asked.incrementAndGet();
            return ANSWER;
        });
        for (int i = 0; i < 10; i++) {
            assertThat(resolver.resolve(ALICE, "name.example").get(10, TimeUnit.SECONDS))
                    .isEqualTo(ANSWER);
        }
        assertThat(asked).hasValue(1);
        resolver.resolve(ALICE, "other.example").get(10, TimeUnit.SECONDS);
        assertThat(asked).hasValue(2);
    }

    @Test
    void remembersNoFailure() throws Exception {
        HostResolver resolver = new HostResolver(host -> {
            if (asked.incrementAndGet() == 1) {
                throw new UnknownHostException(host);
            }
            return ANSWER;
        });
        assertThatThrownBy(() -> resolver.resolve(ALICE, "name.example").get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(UnknownHostException.class);
        await().untilAsserted(() ->
                assertThat(resolver.resolve(ALICE, "name.example")).isCompletedWithValue(ANSWER));
    }

    @Test
    void slowNameServersHoldUpOnlyWhoeverNamesThem() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HostResolver resolver = silentTowards("silent", end);
        try {
            // given
            for (int i = 0; i < 1_000; i++) {
                resolver.resolve(ALICE, "silent" + i + ".example");
            }

            // when
            CompletableFuture<List<InetAddress>> herOwn = resolver.resolve(ALICE, "name.example");

            // then
            assertThat(resolver.resolve(BOB, "name.example").get(5, TimeUnit.SECONDS))
                    .isEqualTo(ANSWER);
            assertThat(herOwn).isNotDone();
        } finally {
            end.countDown();
        }
    }

    @Test
    void leavesAThreadForTheNextWhenFifteenOwnersNameThem() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HostResolver resolver = silentTowards("silent", end);
        try {
            for (int i = 0; i < 3_000; i++) {
                resolver.resolve("owner " + i % 15, "silent" + i + ".example");
            }
            assertThat(resolver.resolve(BOB, "name.example").get(5, TimeUnit.SECONDS))
                    .isEqualTo(ANSWER);
        } finally {
            end.countDown();
        }
    }

    @Test
    void refusesMoreNamesThanItEverGetsTo() {
        CountDownLatch end = new CountDownLatch(1);
        HostResolver resolver = silentTowards("silent", end);
        try {
            for (int i = 0; i < 1_032; i++) {
                assertThat(resolver.resolve(ALICE, "silent" + i + ".example")).isNotDone();
            }
            assertThatThrownBy(() -> resolver.resolve(ALICE, "silent.example").get(5, TimeUnit.SECONDS))
                    .hasRootCauseMessage("1000 other names wait for slow name servers already");
        } finally {
            end.countDown();
        }
    }

    private static HostResolver silentTowards(String names, CountDownLatch end) {
        return new HostResolver(host -> {
            if (host.startsWith(names)) {
                hold(end);
            }
            return ANSWER;
        });
    }

    private static void hold(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
