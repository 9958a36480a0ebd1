/**
 * Shows the main job at work: two demo jobs call a target that the launcher serves, and each of their executions prints
 * a line. All of it goes through the public REST API, like any client's work.
 */
@NullMarked
package dev.belfry.local.demo;

import org.jspecify.annotations.NullMarked;
