package dev.belfry.api.runs;

import jakarta.inject.Singleton;
import java.time.Clock;

/** Both directions of the translation. */
@Singleton
class Translation {

    private final Runs runs;
    private final Wishes wishes;
    private final Clock clock;

    Translation(Runs runs, Wishes wishes, Clock clock) {
        this.runs = runs;
        this.wishes = wishes;
        this.clock = clock;
    }

    Runs runs() {
        return runs;
    }

    Wishes wishes() {
        return wishes;
    }

    Clock clock() {
        return clock;
    }
}
