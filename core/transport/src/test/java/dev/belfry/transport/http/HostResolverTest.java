package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostResolverTest {

    private static final List<InetAddress> ANSWER = List.of(InetAddress.getLoopbackAddress());

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void knowsThisMachine() throws Exception {
        assertThat(new HostResolver().resolve("localhost").get(10, TimeUnit.SECONDS))
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
            assertThat(resolver.resolve("name.example").get(10, TimeUnit.SECONDS))
                    .isEqualTo(ANSWER);
        }
        assertThat(asked).hasValue(1);
        resolver.resolve("other.example").get(10, TimeUnit.SECONDS);
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
        assertThatThrownBy(() -> resolver.resolve("name.example").get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(UnknownHostException.class);
        await().untilAsserted(() -> assertThat(resolver.resolve("name.example")).isCompletedWithValue(ANSWER));
    }

    @Test
    void resolvesWhileDozensOfNameServersAreSilent() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HostResolver resolver = new HostResolver(host -> {
            if (host.startsWith("silent")) {
                hold(end);
            }
            return ANSWER;
        });
        try {
            for (int i = 0; i < 50; i++) {
                resolver.resolve("silent" + i + ".example");
            }
            assertThat(resolver.resolve("name.example").get(5, TimeUnit.SECONDS))
                    .isEqualTo(ANSWER);
        } finally {
            end.countDown();
        }
    }

    private static void hold(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
