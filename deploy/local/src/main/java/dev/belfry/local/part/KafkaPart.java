package dev.belfry.local.part;

import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.process.Child;
import dev.belfry.local.supervision.Part;
import java.io.IOException;

/** The broker. */
public final class KafkaPart implements Part {

    public static final String NAME = "kafka";

    private final EmbeddedKafka kafka;

    public KafkaPart(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Child launch() throws IOException {
        return kafka.launch();
    }

    @Override
    public boolean isReady() {
        return kafka.isReady();
    }
}
