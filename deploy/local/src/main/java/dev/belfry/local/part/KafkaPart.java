package dev.belfry.local.part;

import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.process.Child;
import dev.belfry.local.archive.ClassArchive;
import dev.belfry.local.supervision.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The broker. */
public final class KafkaPart implements Part {

    public static final String NAME = "kafka";

    private final EmbeddedKafka kafka;
    private final Optional<ClassArchive> archive;

    public KafkaPart(EmbeddedKafka kafka, Optional<ClassArchive> archive) {
        this.kafka = kafka;
        this.archive = archive;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Child launch() throws IOException {
        return kafka.launch(archive.map(ClassArchive::options).orElse(List.of()));
    }

    @Override
    public boolean isReady() {
        boolean ready = kafka.isReady();
        if (ready) {
            archive.ifPresent(ClassArchive::proven);
        }
        return ready;
    }
}
