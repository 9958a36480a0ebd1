package dev.belfry.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorbellTest {

    private final List<UniEmitter<? super Void>> underWay = new ArrayList<>();
    private final Doorbell bell = new Doorbell(() -> Uni.createFrom().emitter(underWay::add));

    @Test
    void ringsWhileASignalIsUnderWayBecomeOneMore() {
        bell.ring();
        bell.ring();
        bell.ring();
        assertThat(underWay).hasSize(1);

        underWay.get(0).complete(null);
        assertThat(underWay).hasSize(2);

        underWay.get(1).complete(null);
        assertThat(underWay).hasSize(2);
    }

    @Test
    void aSignalThatFailedDoesNotSilenceTheBell() {
        bell.ring();
        underWay.get(0).fail(new IllegalStateException("the line is cut"));

        bell.ring();

        assertThat(underWay).hasSize(2);
    }
}
