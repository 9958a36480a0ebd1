package dev.belfry.local.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.local.part.Replica;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaCountsTest {

    @Test
    void numbersTheFurtherOnesOfEachService() {
        assertThat(ReplicaCounts.parse("executor=3, api=2").all())
                .extracting(Replica::name)
                .containsExactly(
                        "api-service",
                        "api-service-2",
                        "scheduler-service",
                        "executor-service",
                        "executor-service-2",
                        "executor-service-3",
                        "notifier-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api=1", "scheduler=9", "notifier=2", "api=1,scheduler=1,executor=1,notifier=1"})
    void takesOneToNineOfEach(String text) {
        assertThat(ReplicaCounts.parse(text).all()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "executor",
                "executor=",
                "executor=0",
                "executor=10",
                "executor=-1",
                "executor=two",
                "executor=2=2",
                "executor = 2",
                "executor-service=2",
                "EXECUTOR=2",
                "kafka=2",
                "=2",
                "2",
                "executor=2,",
                "executor=2 scheduler=2",
                "executor=２"
            })
    void refusesAnythingElseAndSaysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> ReplicaCounts.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "--replicas takes name=N", "api, scheduler, executor, notifier", "from 1 to 9", ", not '");
    }

    @Test
    void refusesAServiceThatIsNamedTwice() {
        assertThatThrownBy(() -> ReplicaCounts.parse("executor=2,executor=3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--replicas names executor twice");
    }
}
