/**
 * How a message reaches its receiver. One package for each type of channel; they do not know each other.
 */
@NullMarked
package dev.belfry.notifier.channel;

import org.jspecify.annotations.NullMarked;
