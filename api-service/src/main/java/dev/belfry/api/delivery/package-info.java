/** Notification deliveries, read only: notifier-service writes them. */
@NullMarked
package dev.belfry.api.delivery;

import org.jspecify.annotations.NullMarked;
