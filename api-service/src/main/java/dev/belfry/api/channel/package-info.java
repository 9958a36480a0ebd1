/** Notification channels: where to tell. A channel's secret is sealed before it is stored and never comes back. */
@NullMarked
package dev.belfry.api.channel;

import org.jspecify.annotations.NullMarked;
