/** Whether a process does its rounds. Liveness asks this and nothing about the servers around the process. */
@NullMarked
package dev.belfry.transport.health;

import org.jspecify.annotations.NullMarked;
