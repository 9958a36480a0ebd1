package dev.belfry.local.part;

import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.process.Child;
import dev.belfry.local.supervision.Part;
import java.io.IOException;

/** The database. */
public final class PostgresPart implements Part {

    public static final String NAME = "postgresql";

    private final EmbeddedPostgres postgres;

    public PostgresPart(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Child launch() throws IOException {
        return postgres.launch();
    }

    @Override
    public boolean isReady() {
        return postgres.isReady();
    }
}
