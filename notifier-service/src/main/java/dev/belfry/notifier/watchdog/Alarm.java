package dev.belfry.notifier.watchdog;

import java.time.Instant;
import java.util.UUID;

/**
 * A message about trouble that is this instance's to send.
 *
 * @param isOver whether it says that the trouble is over
 */
record Alarm(UUID id, Instant beganAt, String facts, boolean isOver) {}
