/**
 * Notification deliveries: what was told, with every attempt. notifier-service writes and makes them; here a sample for a
 * channel is put among them, and one that ended is put back.
 */
@NullMarked
package dev.belfry.api.delivery;

import org.jspecify.annotations.NullMarked;
