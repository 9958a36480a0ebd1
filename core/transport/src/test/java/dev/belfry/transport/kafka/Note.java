package dev.belfry.transport.kafka;

import java.util.Objects;

/** A message for tests. */
record Note(String text, int number) {
    Note {
        Objects.requireNonNull(text, "text");
    }
}
