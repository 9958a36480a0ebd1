package dev.belfry.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void triesThriceByDefaultWhereTheTargetMayRecover() {
        assertThat(RetryPolicy.DEFAULT).isEqualTo(new RetryPolicy(3, List.of(429, 500, 502, 503, 504)));
    }
}
