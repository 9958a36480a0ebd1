package dev.belfry.local.supervision;

import java.time.Duration;

/** Hears what becomes of the parts. Called from several threads. */
public interface Events {

    /** A part is ready, so long after its launch; {@code again} when it had died before. */
    void ready(String name, Duration after, boolean again);

    /** A part ended although nobody asked it to, and is launched again after a wait. */
    void died(String name, String how, Duration wait);
}
