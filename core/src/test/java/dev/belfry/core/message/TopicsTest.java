package dev.belfry.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {

    /** The names are contract: services of two releases meet there. */
    @Test
    void keepsItsNames() {
        assertThat(Topics.ALL)
                .containsExactly(
                        "execution.requested", "execution.finished", "execution.cancel_requested", "monitor.changed");
    }
}
