package dev.belfry.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorStateTest {

    /** The names are contract: they stand in rows and messages. */
    @Test
    void keepsItsNames() {
        assertThat(Arrays.stream(MonitorState.values()).map(MonitorState::wireName))
                .containsExactly("pending", "up", "down", "paused");
        assertThat(MonitorState.of("down")).isEqualTo(MonitorState.DOWN);
    }

    @Test
    void peopleMayBeToldOfTheWayDownAndOfEveryWayUp() {
        assertThat(reported(MonitorState.DOWN))
                .containsExactly(MonitorState.PENDING, MonitorState.UP, MonitorState.PAUSED);
        assertThat(reported(MonitorState.UP))
                .containsExactly(MonitorState.PENDING, MonitorState.DOWN, MonitorState.PAUSED);
        assertThat(reported(MonitorState.PENDING)).isEmpty();
        assertThat(reported(MonitorState.PAUSED)).isEmpty();
    }

    private static List<MonitorState> reported(MonitorState to) {
        return Arrays.stream(MonitorState.values()).filter(to::isReported).toList();
    }
}
