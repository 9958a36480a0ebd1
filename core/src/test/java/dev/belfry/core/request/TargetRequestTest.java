package dev.belfry.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetRequestTest {

    @Test
    void hasTheDefaultsOfTheContract() {
        assertThat(TargetRequest.METHODS).containsExactly("GET", "POST", "PUT", "PATCH", "DELETE");
        assertThat(TargetRequest.DEFAULT_TIMEOUT_SECONDS).isEqualTo(30);
        assertThat(TargetRequest.DEFAULT_SUCCESS_STATUSES).containsExactly(200, 201, 202, 204);
    }
}
