package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.KEPT;
import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that wait for the next call to their target. */
class KeptConnectionsIT {

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    private final Calls calls = Calls.allowing("127.0.0.1/32");
    private final List<RawServer> targets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        calls.close();
        for (RawServer target : targets) {
            target.close();
        }
    }

    @Test
    void manyTargetsLeaveABoundedNumberOfConnectionsOpen() throws Exception {
        // given: none of them closes a connection by itself
        for (int i = 0; i < 3 * KEPT; i++) {
            targets.add(RawServer.start(RawServer.answering(NO_CONTENT)));
        }

        // when
        for (RawServer target : targets) {
            calls.answered(get(target.url("/")));
        }

        // then
        await().untilAsserted(() -> assertThat(ended()).isEqualTo(2 * KEPT));
        calls.answered(get(targets.get(0).url("/")));
        assertThat(targets.get(0).connections()).isEqualTo(1);
    }

    private int ended() {
        return targets.stream().mapToInt(RawServer::endedConnections).sum();
    }
}
