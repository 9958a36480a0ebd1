/**
 * Messages between the services, at least once.
 *
 * <p>A sent message is acknowledged by all in-sync replicas before the send counts as done. A received message stays
 * uncommitted until it was acknowledged, so that after a crash another instance gets it again; within a partition the
 * committed offset never passes a message that is still open.
 *
 * <p>A broadcast is the exception: each of its readers gets every message from the moment it stands, and none from before;
 * after a crash nothing comes again.
 */
@NullMarked
package dev.belfry.transport.kafka;

import org.jspecify.annotations.NullMarked;
